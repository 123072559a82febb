"""The words of a text with what linking and decoding ask about them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    firsts = pieces.firsts()
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
    edges = [0, *(bisect_left(places, part.start) for part in parts[1:]), len(places)]
    return [number for number, (first, end) in enumerate(pairwise(edges)) for _ in range(first, end)]


def _inside(spans: Sequence[Span], places: Sequence[int]) -> list[bool]:
    inside = [False] * len(places)
    for span in spans:
        first, end = bisect_left(places, span.start), bisect_left(places, span.end)
        inside[first:end] = [True] * (end - first)
    return inside
