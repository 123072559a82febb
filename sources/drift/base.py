"""What crosses the border of a comparison: two readings of one page in, what became of its passages out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.lib.spans import Span


class PassageOutcome(StrEnum):
    """What became of one passage."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    TRIMMINGS = "trimmings"  # typography or furniture of the page only
    CHANGED = "changed"
    VANISHED = "vanished"

    @property
    def is_drift(self) -> bool:
        """Whether it no longer says what was cited."""
        return self in {PassageOutcome.CHANGED, PassageOutcome.VANISHED}


class Kind(StrEnum):
    """What sort of words changed, the gravest first."""

    NEGATION = "negation"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    DROPPED = "dropped"  # a whole sentence is gone
    ADDED = "added"  # a whole sentence was put in
    QUALIFIER = "qualifier"
    WORDS = "words"


class SignKind(StrEnum):
    """What a page says about itself, or shows as a whole."""

    RETRACTION = "retraction"
    CORRECTION = "correction"
    UPDATE = "update"
    TITLE = "title"
    WALL = "wall"


class Presence(StrEnum):
    """Whether the page that came is the document at all."""

    SAME = "same"
    WALLED = "walled"  # only a log-in, a paywall or a robot check is shown: nothing can be said
    REDIRECTED = "redirected"  # the address leads to another page
    REPLACED = "replaced"  # another text stands at the address


@dataclass(frozen=True, slots=True)
class Page:
    """One reading of a page: its main ``text``, and ``everything`` that can be seen on it, empty when that is all.

    ``url`` is where it was found, after redirects.
    """

    text: str
    title: str = ""
    everything: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a marked diff; ``mark`` is "same", "gone" (only in the kept text) or "new"."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the words differ; ``before`` or ``after`` is empty where words were added or dropped."""

    kind: Kind
    before: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PassageFinding:
    """What became of one passage, in a ``sentence`` for a person, with its diff where it differs."""

    span: Span
    outcome: PassageOutcome
    sentence: str
    changes: Sequence[Change] = ()
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """Something on the page that was not there before; ``text`` is its words."""

    kind: SignKind
    sentence: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of a page compared.

    ``share`` is how much of the kept text is still there, 0 to 1; ``is_revised`` whether anything but trimmings differs
    anywhere in it. Where ``presence`` is not SAME nothing is said about the passages.
    """

    presence: Presence
    sentence: str
    share: float
    is_revised: bool
    passages: Sequence[PassageFinding] = ()
    signs: Sequence[Sign] = ()

    @property
    def drifted(self) -> list[PassageFinding]:
        """The passages that no longer say what was cited."""
        return [finding for finding in self.passages if finding.outcome.is_drift]
