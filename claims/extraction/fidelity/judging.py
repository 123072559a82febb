"""What was done to a quotation, place by place, from which of its words are which words of the transcript."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from claims.extraction.fidelity import reasons
from claims.extraction.fidelity.aligning import runs
from claims.extraction.fidelity.base import Edit, Kind, Reason
from claims.extraction.fidelity.marks import Marked
from claims.extraction.fidelity.placing import Pairs, Placed
from claims.extraction.fidelity.verbs import tense_only
from factcheck.lib.spans import Span

Range = tuple[int, int]

_EDGE = 3
"""Words at the start or end of a quotation that may replace words of the transcript next to it."""
_FEW = 3
"""Words left out under an ellipsis in which a negation still bears on what is quoted."""
_BEFORE = 3
"""Words before a quotation that are looked at."""
_BEARS = (Reason.NEGATION, Reason.HEDGE)
_LONGEST_CUT = 12
"""Words that one edit counts for at most in the similarity: a chapter left out is one cut."""
_MUCH_LONGER = 6
"""Words more by which a run left out is too long to have been replaced by the words that stand in its place."""


class Judge:
    """Reads the edits of one quotation that has its place."""

    def __init__(self, quoted: Marked, said: Marked, place: Placed) -> None:
        self.quoted = quoted
        self.said = said
        self.place = place
        self.moved_rows = {row for pairs in place.moved for row, _ in pairs}
        self.moved_columns = {column for pairs in place.moved for _, column in pairs}

    def edits(self) -> list[Edit]:
        """All edits, in order of the quotation."""
        found = [*self._spelling(), *self._moved(), *self._cut_off()]
        for left, right in pairwise([self._edge(first=True), *self.place.main, self._edge(first=False)]):
            found.extend(self._gap((left[0] + 1, right[0]), (left[1] + 1, right[1])))
        found.extend(edit for left, right in pairwise(self.place.main) if (edit := self._merged(left, right)))
        return sorted(found, key=_place)

    def _edge(self, *, first: bool) -> tuple[int, int]:
        """A pair just outside: what stands between it and the first or last real one was replaced, or added."""
        row, column = self.place.main[0 if first else -1]
        over = row if first else len(self.quoted.words) - 1 - row
        room = over if over <= _EDGE and self._is_free(column, over, first=first) else 0
        return (-1, column - room - 1) if first else (len(self.quoted.words), column + room + 1)

    def _is_free(self, column: int, over: int, *, first: bool) -> bool:
        """Whether as many words stand next to ``column`` in its sentence."""
        start, end = (column - over, column) if first else (column, column + over)
        if start < 0 or end >= len(self.said.words) or self.moved_columns:
            return False
        return not any(self.said.is_sentence_end(place) for place in range(start, end))

    def _gap(self, rows: Range, columns: Range) -> Iterator[Edit]:
        kept_rows = runs([row for row in range(*rows) if row not in self.moved_rows])
        kept_columns = runs([column for column in range(*columns) if column not in self.moved_columns])
        nothing = ((rows[0], rows[0]), (columns[0], columns[0]))
        for row_run, column_run in zip_longest(kept_rows, kept_columns):
            yield from self._run(row_run or nothing[0], column_run or nothing[1])

    def _run(self, rows: Range, columns: Range) -> Iterator[Edit]:
        if rows[0] == rows[1]:
            yield self._left_out(rows, columns)
        elif columns[0] == columns[1]:
            yield self._put_in(rows)
        elif self._is_elided(rows) or _size(columns) > 3 * _size(rows) + _MUCH_LONGER:
            yield self._left_out((rows[0], rows[0]), columns)
            yield self._put_in(rows)
        else:
            yield self._replaced(rows, columns)

    def _is_elided(self, rows: Range) -> bool:
        return any(self.quoted.is_elided(row - 1, row) for row in range(rows[0], rows[1] + 1))

    def _left_out(self, rows: Range, columns: Range) -> Edit:
        run = self.said.forms(*columns)
        one_sentence = not any(self.said.is_sentence_end(place) for place in range(columns[0], columns[1] - 1))
        if self._is_elided(rows):
            bears = one_sentence and len(run) <= _FEW
            return self._edit(Kind.ELIDED, rows, columns, reasons.lost(run) if bears else None)
        return self._edit(
            Kind.DROPPED, rows, columns, self._harmless(self.said, columns) or self._lost(run, one_sentence)
        )

    def _lost(self, run: tuple[str, ...], one_sentence: bool) -> Reason | None:  # noqa: FBT001
        return reasons.lost(run) if one_sentence or len(run) <= _FEW else None

    def _put_in(self, rows: Range) -> Edit:
        nowhere = (0, 0)
        if all(self.quoted.is_bracketed(row) for row in range(*rows)):
            return self._edit(Kind.INSERTED, rows, nowhere, Reason.BRACKETS)
        run = self.quoted.forms(*rows)
        reason = self._harmless(self.quoted, rows) or reasons.changed((), run) or self._renamed(rows, nowhere)
        return self._edit(Kind.ADDED, rows, nowhere, reason)

    def _harmless(self, text: Marked, run: Range) -> Reason | None:
        if reasons.is_filler(text.forms(*run)):
            return Reason.FILLER
        if text is self.quoted and not reasons.NEGATIONS.isdisjoint(text.forms(*run)):
            return None
        return Reason.REPETITION if reasons.is_repeat(text, *run) else None

    def _replaced(self, rows: Range, columns: Range) -> Edit:
        before, after = self.said.forms(*columns), self.quoted.forms(*rows)
        surfaces = (self._words(self.said, columns), self._words(self.quoted, rows))
        if reasons.is_same_contraction(before, after, surfaces):
            return self._edit(Kind.SPELLING, rows, columns, Reason.CONTRACTION)
        bracketed = 2 * sum(self.quoted.is_bracketed(row) for row in range(*rows)) >= _size(rows)
        reason = reasons.changed(before, after)
        if bracketed:
            return self._edit(Kind.INSERTED, rows, columns, reason or Reason.BRACKETS)
        if tense_only(before, after):
            return self._edit(Kind.TENSE, rows, columns, None)
        return self._edit(Kind.REPLACED, rows, columns, reason or self._renamed(rows, columns))

    def _renamed(self, rows: Range, columns: Range) -> Reason | None:
        new = {self.quoted.words[row].form for row in range(*rows) if self.quoted.is_name(row)}
        old = {self.said.words[column].form for column in range(*columns) if self.said.is_name(column)}
        return Reason.NAME if new and new != old else None

    def _merged(self, left: tuple[int, int], right: tuple[int, int]) -> Edit | None:
        """Two sentences of the transcript of which the quotation makes one."""
        ends = any(self.said.is_sentence_end(place) for place in range(left[1], right[1]))
        if not ends or any(
            self.quoted.is_sentence_end(row) or self.quoted.is_elided(row, row + 1) for row in range(left[0], right[0])
        ):
            return None
        side_by_side = right[0] - left[0] == right[1] - left[1] == 1
        reason = Reason.PUNCTUATION if side_by_side and self.quoted.is_pause(left[0]) else None
        return self._edit(Kind.MERGED, (left[0], right[0] + 1), (left[1], right[1] + 1), reason)

    def _spelling(self) -> Iterator[Edit]:
        seen: set[tuple[Span | None, Span | None]] = set()
        for row, column in self.place.main:
            edit = self._edit(Kind.SPELLING, (row, row + 1), (column, column + 1), None)
            if _plain(edit.before) == _plain(edit.after) or (edit.quoted, edit.said) in seen:
                continue
            seen.add((edit.quoted, edit.said))
            contracted = "'" in _plain(edit.before + edit.after)
            reason = Reason.CONTRACTION if contracted else Reason.SPELLING
            yield Edit(edit.kind, edit.quoted, edit.said, edit.before, edit.after, reason)

    def _moved(self) -> Iterator[Edit]:
        for pairs in self.place.moved:
            yield self._edit(Kind.MOVED, _hull(pairs, 0), _hull(pairs, 1), None)

    def _cut_off(self) -> Iterator[Edit]:
        """A negation or hedge right before the quotation that bears on its first words ("About five per cent")."""
        row, last = self.place.main[0]
        first = last
        while last - first < _BEFORE and first > 0 and not self.said.is_sentence_end(first - 1):
            first -= 1
        near = [place for place in range(first, last) if reasons.lost(self.said.forms(place, place + 1)) in _BEARS]
        if row == 0 and near and not self.place.moved:
            run = (near[0], last)
            yield self._edit(Kind.DROPPED, (0, 0), run, reasons.lost(self.said.forms(*run)))

    def _words(self, text: Marked, run: Range) -> str:
        span = text.span(*run)
        return span.cut(text.text) if span else ""

    def _edit(self, kind: Kind, rows: Range, columns: Range, reason: Reason | None) -> Edit:
        before, after = self._words(self.said, columns), self._words(self.quoted, rows)
        return Edit(kind, self.quoted.span(*rows), self.said.span(*columns), before, after, reason)


def _plain(surface: str) -> str:
    return surface.casefold().replace("’", "'").replace(".", "")


def _hull(pairs: Pairs, side: int) -> Range:
    return pairs[0][side], pairs[-1][side] + 1


def _size(run: Range) -> int:
    return run[1] - run[0]


def _place(edit: Edit) -> tuple[int, int]:
    return (edit.quoted.start if edit.quoted else -1), (edit.said.start if edit.said else -1)


def similarity(edits: Sequence[Edit], count: int) -> float:
    """Share of the words that agree, of which there are ``count``; what is harmless or marked counts for none."""
    changed = 0
    for edit in edits:
        if not edit.is_harmless and edit.kind not in (Kind.ELIDED, Kind.MERGED, Kind.INSERTED):
            changed += min(_LONGEST_CUT, max(len(edit.before.split()), len(edit.after.split())))
    return count / (count + changed)
