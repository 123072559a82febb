"""What comes out when a direct quotation is held against a transcript. All spans are code points."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from factcheck.lib.spans import Span


class Kind(StrEnum):
    """What was done at one place of a quotation."""

    SPELLING = "spelling"
    ELIDED = "elided"
    DROPPED = "dropped"
    ADDED = "added"
    INSERTED = "inserted"
    REPLACED = "replaced"
    TENSE = "tense"
    MERGED = "merged"
    MOVED = "moved"


class Reason(StrEnum):
    """Why an edit matters, or why it does not."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    HEDGE = "hedge"
    MODAL = "modal"
    FILLER = "filler"
    REPETITION = "repetition"
    CONTRACTION = "contraction"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    BRACKETS = "brackets"

    @property
    def is_harmful(self) -> bool:
        """Whether it may turn what was said into something else."""
        return self in (Reason.NEGATION, Reason.NUMBER, Reason.NAME, Reason.HEDGE, Reason.MODAL)


class Verdict(StrEnum):
    """What can be said of a quotation as a whole; several may hold."""

    EXACT = "exact"
    ELLIPSIS = "ellipsis"
    DROPPED = "dropped"
    ADDED = "added"
    REPLACED = "replaced"
    TENSE = "tense"
    MERGED = "merged"
    REORDERED = "reordered"
    WRONG_SPEAKER = "wrong_speaker"


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: ``quoted`` is its place in the quotation, ``said`` in the transcript; None where it has none.

    ``before`` are the words of the transcript and ``after`` those of the quotation. An edit without a ``reason``
    changes words, but none of those that are known to turn a meaning or to be harmless.
    """

    kind: Kind
    quoted: Span | None
    said: Span | None
    before: str = ""
    after: str = ""
    reason: Reason | None = None

    @property
    def is_harmful(self) -> bool:
        """Whether a negation, number, name, hedge or modal is at stake."""
        return self.reason is not None and self.reason.is_harmful

    @property
    def is_harmless(self) -> bool:
        """Whether an editor may do this without a mark."""
        return self.reason is not None and not self.reason.is_harmful


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says at a stretch: the words after a label, or text that has none (``label`` is empty)."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How a quotation stands to a transcript.

    ``spans`` are the stretches of the transcript it was taken from, in its own order; ``label`` is the speaker the
    transcript names there. ``verdicts`` never holds EXACT with another one but WRONG_SPEAKER. ``similarity`` (0..1) is
    the share of words that agree, with what is harmless or marked left out. ``summary`` tells an editor all of it.
    """

    spans: tuple[Span, ...]
    verdicts: tuple[Verdict, ...]
    edits: tuple[Edit, ...]
    similarity: float
    summary: str
    label: str = ""

    @property
    def is_harmful(self) -> bool:
        """Whether the quotation may say something else than the speaker, or somebody else said it."""
        return Verdict.WRONG_SPEAKER in self.verdicts or any(edit.is_harmful for edit in self.edits)

    def of_kind(self, kind: Kind) -> Iterator[Edit]:
        """The edits of one kind that are not harmless, in order of the quotation."""
        return (edit for edit in self.edits if edit.kind is kind and not edit.is_harmless)
