"""Statements that remember which of their words are not the article's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from claims.extraction.base import Change


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement with the stretches that were put in place of other words, in order and without overlaps."""

    statement: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """``words`` in place of ``[start, end)``; an insertion where the two are equal.

    ``original`` holds what the reader is shown as replaced; None for mere form (a space, a mark, a capital letter).
    """

    start: int
    end: int
    words: str
    original: str | None = None

    def shift(self, by: int) -> "Edit":
        """The same edit, ``by`` characters further on."""
        return Edit(self.start + by, self.end + by, self.words, self.original)


def edited(worded: Worded, edits: Iterable[Edit]) -> Worded:
    """``worded`` after all ``edits``, whose places are those before any; of two that overlap the first one counts."""
    kept = _apart(edits)
    if not kept:
        return worded
    moved = _Moved.by(kept)
    changes = [*(moved.change(change) for change in worded.changes), *moved.new_changes()]
    parts, end = [], 0
    for edit in kept:
        parts += [worded.statement[end : edit.start], edit.words]
        end = edit.end
    statement = "".join([*parts, worded.statement[end:]])
    return Worded(statement, _in_order(change for change in changes if change and change.start < change.end))


def concatenated(parts: Iterable[Worded | str]) -> Worded:
    """The parts one after the other."""
    words: list[str] = []
    changes: list[Change] = []
    length = 0
    for part in parts:
        piece = Worded(part) if isinstance(part, str) else part
        changes.extend(Change(c.start + length, c.end + length, c.original) for c in piece.changes)
        words.append(piece.statement)
        length += len(piece.statement)
    return Worded("".join(words), tuple(changes))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes in order; where one lies under another, only the outer one."""
    found: list[Change] = []
    for change in sorted(changes, key=lambda change: (change.start, -change.end)):
        if not found or change.start >= found[-1].end:
            found.append(change)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Where places lie after ``edits``; ``shifts[n]`` is how far the first ``n`` edits move what follows them."""

    edits: Sequence[Edit]
    shifts: Sequence[int]

    @classmethod
    def by(cls, edits: Sequence[Edit]) -> "_Moved":
        lengths = (len(edit.words) - (edit.end - edit.start) for edit in edits)
        return cls(edits, list(accumulate(lengths, initial=0)))

    def change(self, change: Change) -> Change:
        return Change(self._start(change.start), self._end(change.end), change.original)

    def new_changes(self) -> list[Change]:
        found = []
        for edit, shift in zip(self.edits, self.shifts, strict=False):
            if edit.original is not None:
                found.append(Change(edit.start + shift, edit.start + shift + len(edit.words), edit.original))
        return found

    def _start(self, place: int) -> int:
        """Where a stretch from ``place`` on begins: after an insertion there, and after an edit that covers it."""
        before = bisect_right(self.edits, place, key=lambda edit: edit.end)
        if before < len(self.edits) and self.edits[before].start < place:
            return self.edits[before].end + self.shifts[before + 1]
        return place + self.shifts[before]

    def _end(self, place: int) -> int:
        """Where a stretch up to ``place`` ends: before an insertion there, and before an edit that covers it."""
        before = bisect_left(self.edits, place, key=lambda edit: edit.start)
        if before and self.edits[before - 1].end > place:
            return self.edits[before - 1].start + self.shifts[before - 1]
        return place + self.shifts[before]
