"""The best way to lay the words of a quotation along a stretch of a transcript."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.extraction.fidelity.numerals import is_number
from claims.extraction.fidelity.verbs import form
from claims.extraction.fidelity.words import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray

MATCH, SHORT_MATCH, KIN, OTHER = 100, 60, 30, -60
"""Points for the same word, the same short one ("the"), one of the same stem or another number, another word."""
ADDED, ADDED_ON, DROPPED, DROPPED_ON, ELIDED_ON = -80, -30, -70, -10, 0
"""Points for the first and each further word that one side lacks; a far part is found by itself."""
_SHORT = 3
_NEVER = -(10**8)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The pairs (word of the quotation, word of the transcript) that agree, both rising, and the points of all."""

    pairs: Sequence[tuple[int, int]]
    points: int


def worth(word: Word) -> int:
    """The points of a word that is matched."""
    return SHORT_MATCH if len(word.form) <= _SHORT and not is_number(word.form) else MATCH


def aligned(quoted: Sequence[Word], said: Sequence[Word], marked: frozenset[int]) -> Aligned:
    """The alignment of all of ``quoted`` within ``said`` that has most points.

    ``marked`` holds the numbers of the words before which the quotation has an ellipsis: leaving out is free there.
    Takes time and memory of ``len(quoted) * len(said)``, in whole rows: 2,000 by 4,000 words are some 0.1 s and 64 MB.
    """
    grid = _Grid(quoted, said, marked)
    return Aligned(grid.pairs(), grid.points)


class _Grid:
    """Gotoh's alignment with one row for each word of the quotation, free at both ends of the transcript.

    ``best[i, j]`` are the points of the first ``i`` words of the quotation when the last of them lies before word ``j``
    of the transcript; ``added[i, j]`` the same when word ``i`` has no partner.
    """

    def __init__(self, quoted: Sequence[Word], said: Sequence[Word], marked: frozenset[int]) -> None:
        import numpy

        self.numpy = numpy
        self.marked = marked
        self.quoted, self.said = quoted, said
        ids: dict[str, int] = {}
        self.rows = [ids.setdefault(word.form, len(ids)) for word in quoted]
        self.columns = numpy.fromiter((ids.get(word.form, -1) for word in said), numpy.int32, len(said))
        stems: dict[str, int] = {}
        self.row_stems = [stems.setdefault(_stem(word), len(stems)) for word in quoted]
        self.column_stems = numpy.fromiter((stems.get(_stem(word), -1) for word in said), numpy.int32, len(said))
        self.known: dict[int, NDArray[Any]] = {}
        self.places = numpy.arange(len(said) + 1, dtype=numpy.int32)
        self.best = numpy.zeros((len(quoted) + 1, len(said) + 1), numpy.int32)
        self.added = numpy.full_like(self.best, _NEVER)
        for row in range(1, len(quoted) + 1):
            self._fill(row)
        self.points = int(self.best[-1].max())

    def _matches(self, row: int) -> "NDArray[Any]":
        """Points for the word before ``row`` against each word of the transcript."""
        row_id = self.rows[row - 1]
        if row_id in self.known:
            return self.known[row_id]
        where = self.numpy.where
        kin = where(self.column_stems == self.row_stems[row - 1], KIN, OTHER)
        points: NDArray[Any] = where(self.columns == row_id, worth(self.quoted[row - 1]), kin)
        self.known[row_id] = points
        return points

    def _gap(self, row: int) -> tuple[int, int]:
        return (0, ELIDED_ON) if row in self.marked else (DROPPED, DROPPED_ON)

    def _landed(self, row: int) -> "NDArray[Any]":
        """The points of ``row`` before any word of the transcript is left out after it."""
        landed: NDArray[Any] = self.added[row].copy()
        self.numpy.maximum(landed[1:], self.best[row - 1, :-1] + self._matches(row), out=landed[1:])
        return landed

    def _fill(self, row: int) -> None:
        maximum = self.numpy.maximum
        maximum(self.best[row - 1] + ADDED, self.added[row - 1] + ADDED_ON, out=self.added[row])
        landed = self._landed(row)
        first, on = self._gap(row)
        self.best[row] = landed
        if row < len(self.quoted):
            reached = maximum.accumulate(landed - on * self.places)[:-1] + first + on * self.places[1:]
            maximum(landed[1:], reached, out=self.best[row, 1:])

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of equal words on the best way, read from its end."""
        found: list[tuple[int, int]] = []
        row, column = len(self.quoted), int(self.best[-1].argmax())
        while row > 0:
            landed = self._landed(row)
            if self.best[row, column] > landed[column]:
                column = int((landed[:column] - self._gap(row)[1] * self.places[:column]).argmax())
            if landed[column] == self.added[row, column]:
                row = self._before_added(row, column)
                continue
            row, column = row - 1, column - 1
            if self.rows[row] == self.columns[column]:
                found.append((row, column))
        return found[::-1]

    def _before_added(self, row: int, column: int) -> int:
        """The row before the words that were added up to ``row``."""
        while self.added[row, column] != self.best[row - 1, column] + ADDED:
            row -= 1
        return row - 1


def _stem(word: Word) -> str:
    return "#" if is_number(word.form) else form(word.form).stem


def runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches ``[start, end)`` of rising ``numbers`` without a hole."""
    starts = [n for position, n in enumerate(numbers) if position == 0 or numbers[position - 1] != n - 1]
    ends = [
        n + 1 for position, n in enumerate(numbers) if position + 1 == len(numbers) or numbers[position + 1] != n + 1
    ]
    return list(zip(starts, ends, strict=True))
