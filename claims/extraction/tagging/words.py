"""The words of a text with what linking and decoding ask about them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.tagging.pieces import Pieces
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

Run = tuple[int, int]
"""First and last word of a stretch, both included."""


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one entry a word: characters, number of its sentence and paragraph, whether it is quoted."""

    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    quoted: Sequence[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, run: Run) -> Span:
        """The characters under ``run``."""
        return Span(self.starts[run[0]], self.ends[run[1]])

    def under(self, span: Span) -> Run:
        """The words that touch ``span``, as a range: the first, and one past the last."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


def words_of(pieces: Pieces, layout: Layout) -> Words:
    """The words that ``pieces`` form; a word ends where its last piece does."""
    if not pieces.ids:
        return Words((), (), (), (), ())
    firsts = [index for index, opens in enumerate(pieces.opens_word) if opens]
    lasts = [following - 1 for following in [*firsts[1:], len(pieces)]]
    starts = [pieces.starts[first] for first in firsts]
    return Words(
        starts,
        [pieces.ends[last] for last in lasts],
        _numbers(layout.sentences, starts),
        _numbers(layout.paragraphs, starts),
        _inside(layout.quoted, starts),
    )


def _numbers(parts: Sequence[Span], places: Sequence[int]) -> list[int]:
    """For each place, the number of the last part that begins at or before it; both are in order."""
    numbers: list[int] = []
    current = 0
    for place in places:
        while current + 1 < len(parts) and parts[current + 1].start <= place:
            current += 1
        numbers.append(current)
    return numbers


def _inside(spans: Sequence[Span], places: Sequence[int]) -> list[bool]:
    numbers = _numbers(spans, places)
    if not spans:
        return [False] * len(places)
    return [spans[number].start <= place < spans[number].end for number, place in zip(numbers, places, strict=True)]
