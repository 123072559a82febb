"""The words of this app that the database stores."""

from django.db import models


class SourceKind(models.TextChoices):
    """What kind of publisher a source is."""

    WIRE = "wire", "news agency"
    OUTLET = "outlet", "news outlet"
    OFFICIAL = "official", "official body"
    COURT = "court", "court"
    RESEARCH = "research", "research"
    COMPANY = "company", "company"
    OTHER = "other", "other"


class FeedKind(models.TextChoices):
    """What a publisher's listing is."""

    FEED = "feed", "feed"
    SITEMAP = "sitemap", "sitemap"


class StanceChoice(models.TextChoices):
    """Which way a passage bears on a claim; the values are those of the stance model's own enumeration."""

    CORROBORATES = "corroborates", "corroborates"
    CONTRADICTS = "contradicts", "contradicts"
    CONTEXT = "context", "context"


class RelationChoice(models.TextChoices):
    """How a claim stands to another; the values are those of the comparison's own enumeration."""

    SAME = "same", "the same claim"
    OTHER_NUMBER = "other_number", "another number"
    OTHER_DATE = "other_date", "another date"
    OTHER_NAME = "other_name", "another name"
    OPPOSITE = "opposite", "the opposite"
    RELATED = "related", "the same subject"


class Decision(models.TextChoices):
    """What a person made of a machine's suggestion."""

    SUGGESTED = "suggested", "suggested by the machine"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class EvidenceOrigin(models.TextChoices):
    """Whether a machine found the passage or a person added it."""

    MACHINE = "machine", "found by the machine"
    HUMAN = "human", "added by a person"


class CheckOutcome(models.TextChoices):
    """What a document was found to be when its address was asked again."""

    UNCHANGED = "unchanged", "unchanged"
    REVISED = "revised", "changed elsewhere"
    CHANGED = "changed", "cited words changed"
    GONE = "gone", "page gone"
    REDIRECTED = "redirected", "leads elsewhere"
    REPLACED = "replaced", "another text"
    UNSTABLE = "unstable", "another text each time"
    WALLED = "walled", "log-in or paywall"
    UNREADABLE = "unreadable", "could not be read"
    UNREACHABLE = "unreachable", "could not be fetched"
