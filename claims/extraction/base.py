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
    """How exactly a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
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
    INTENDS = "intends"
    STATES = "states"

    @property
    def is_statement(self) -> bool:
        """Whether something was said; a belief or an intention may only have been inferred."""
        return self not in (Force.BELIEVES, Force.INTENDS)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as the article gives it. ``day`` is the first day of the period, ``until`` its last; both are None where
    the precision is unknown.

    ``text`` holds the words of the article it was read from ("On Wednesday") and ``span`` their place, empty and None
    when there were none. ``value`` is written as in TIMEX3: ``2017-05-31``, ``2017-W22``, ``2017-05``, ``2017-Q2``,
    ``2017``, ``2017-05-01/2017-05-20``. ``anchor`` is the day that a relative expression was counted from.
    """

    day: dt.date | None = None
    precision: Precision = Precision.UNKNOWN
    text: str = ""
    value: str = ""
    until: dt.date | None = None
    anchor: dt.date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Nested:
    """What a content says that somebody else said: one level, as in "A said B had told him that ..."."""

    speaker: str
    speaker_kind: SpeakerKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    force: Force


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch ``[start, end)`` of a statement that the machine put in place of ``original``: "he", "yesterday"."""

    start: int
    end: int
    original: str


class Part(StrEnum):
    """A decision of the extractor that can be explained."""

    ATTRIBUTION = "attribution"
    FORCE = "force"
    SPEAKER = "speaker"
    DATE = "date"
    STATEMENT = "statement"
    CHECKWORTHINESS = "checkworthiness"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way to a claim: how it was made in a sentence for an editor, how sure it is (0..1, None where
    nothing was measured), and the words of the article it rests on."""

    part: Part
    how: str
    confidence: float | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One checkable statement.

    All spans are code points of the text given to the extractor; ``content`` has one or more pieces in order,
    ``source`` and ``cue`` are empty for a claim in the article's own voice.
    ``checkworthiness`` and ``confidence`` lie in 0..1; ``reasons`` names what raised or lowered the check-worthiness.
    ``members`` names the people of a source that is several ("Both"); ``candidates`` whom an unresolved source may be.
    ``lemma`` is the cue's verb or noun; ``times`` are the dates inside the content; ``changes`` mark what the statement
    says in other words than the article.
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
    said: DateReading
    checkworthiness: float
    confidence: float
    reasons: tuple[str, ...] = ()
    affiliation: str = ""
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    lemma: str = ""
    conditional: bool = False
    times: tuple[DateReading, ...] = ()
    nested: Nested | None = None
    changes: tuple[Change, ...] = ()
    steps: tuple[Step, ...] = ()


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
