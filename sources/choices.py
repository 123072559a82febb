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


class StanceChoice(models.TextChoices):
    """Which way a passage bears on a claim; the values are those of the stance model's own enumeration."""

    CORROBORATES = "corroborates", "corroborates"
    CONTRADICTS = "contradicts", "contradicts"
    CONTEXT = "context", "context"


class Decision(models.TextChoices):
    """What a person made of a machine's suggestion."""

    SUGGESTED = "suggested", "suggested by the machine"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class EvidenceOrigin(models.TextChoices):
    """Whether a machine found the passage or a person added it."""

    MACHINE = "machine", "found by the machine"
    HUMAN = "human", "added by a person"
