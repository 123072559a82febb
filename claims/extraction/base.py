"""What crosses the border of an extractor: text in, attributed claims out. Plain Python, no Django."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from factcheck.lib.spans import Span


class Attribution(StrEnum):
    """How the article gives a claim: in quotation marks, in its own words for somebody else, both, or as its own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN_VOICE = "own_voice"


class SpeakerKind(StrEnum):
    """Who says it. ``UNRESOLVED`` is a pronoun or a bare "the group" whose bearer is not certain: an honest result."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    UNRESOLVED = "unresolved"
    ARTICLE = "article"


class Precision(StrEnum):
    """How exactly the date of saying is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class Force(StrEnum):
    """What the speaker does with the statement, by the cue."""

    SAYS = "says"
    CLAIMS = "claims"
    CONFIRMS = "confirms"
    DENIES = "denies"
    REPORTS = "reports"
    ACCUSES = "accuses"
    THREATENS = "threatens"
    PROMISES = "promises"
    WARNS = "warns"
    ASKS = "asks"
    BELIEVES = "believes"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When something was said. ``day`` is the first day of the period; ``None`` with precision unknown.

    ``text`` holds the words of the article it was read from ("On Wednesday"), empty when there were none.
    """

    day: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    text: str = ""


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One checkable statement.

    All spans are code points of the text given to the extractor; ``content`` has one or more pieces in order,
    ``source`` and ``cue`` are empty for a claim in the article's own voice.
    ``checkworthiness`` and ``confidence`` lie in 0..1; ``reasons`` names what raised or lowered the check-worthiness.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    statement: str
    speaker: str
    speaker_kind: SpeakerKind
    role: str
    attribution: Attribution
    force: Force
    hedged: bool
    negated: bool
    said: SaidOn
    checkworthiness: float
    confidence: float
    reasons: tuple[str, ...] = ()


class Extractor(Protocol):
    """Finds the attributed claims of an article.

    The same input always gives the same output. An empty text gives no claims. Every span cuts its own text.
    An extractor knows no settings, no clock, no network and no database; its constructor does no work.
    It raises ``ComponentUnavailable`` for what may pass and ``ComponentFailed`` for what will not.
    """

    name: str
    version: str

    def extract(self, text: str, *, published: dt.date | None, language: str = "en") -> Sequence[ExtractedClaim]:
        """The claims of ``text`` in order of their first character; relative dates count from ``published``."""
        ...
