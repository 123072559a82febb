"""The words of this app that the database stores; the values are those of the extractor's own enumerations."""

from django.db import models


class AttributionKind(models.TextChoices):
    """How the article gives a claim."""

    DIRECT = "direct", "direct quotation"
    INDIRECT = "indirect", "indirect"
    MIXED = "mixed", "mixed"
    OWN_VOICE = "own_voice", "own voice"


class SpeakerKind(models.TextChoices):
    """Who says a claim."""

    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    DOCUMENT = "document", "document"
    UNNAMED = "unnamed", "unnamed source"
    UNRESOLVED = "unresolved", "not resolved"
    ARTICLE = "article", "the article itself"


class SaidPrecision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "day"
    WEEK = "week", "week"
    MONTH = "month", "month"
    QUARTER = "quarter", "quarter"
    YEAR = "year", "year"
    RANGE = "range", "range of days"
    UNKNOWN = "unknown", "unknown"


class ClaimOrigin(models.TextChoices):
    """Whether a machine found the claim or a person marked it."""

    MACHINE = "machine", "found by the machine"
    HUMAN = "human", "marked by a person"


class RunStatus(models.TextChoices):
    """The life of one machine step."""

    PENDING = "pending", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    STALE = "stale", "out of date"


class IntakeWay(models.TextChoices):
    """How bytes came in."""

    PASTE = "paste", "pasted"
    UPLOAD = "upload", "uploaded"
    URL = "url", "fetched from an address"
    API = "api", "sent by the CMS"
    FILE = "file", "imported from a file"
