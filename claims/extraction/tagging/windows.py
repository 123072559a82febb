"""A long row of pieces as overlapping windows that a model can read, and their scores as one row again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 254
"""Pieces a window, as in training; with the two marks around them the model reads 256."""
_LEAST_CONTEXT = 4
"""Pieces of the sentence before that a window reads at least."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` are read, those of ``[keep_from, keep_to)`` are believed."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def windows(length: int, openings: Sequence[int] = (), size: int = SIZE) -> Iterator[Window]:
    """Windows over ``length`` pieces; what they keep are neighbours without gap or overlap.

    ``openings`` are the places at which a sentence opens, in order. A window believes whole sentences and reads the one
    before them too; where a sentence is longer than a third of a window, an eighth of one on each side has to do. A
    last window that would be very short reaches further back.
    """
    edge, longest = size // 8, size // 3
    start, kept = 0, 0
    while kept < length:
        end = min(start + size, length)
        keep_to = length if end == length else _opening(openings, end, end - longest) or end - edge
        yield Window(start, end, kept, keep_to)
        kept = keep_to
        before = _opening(openings, kept - _LEAST_CONTEXT, kept - longest) or kept - edge
        start = max(0, min(before, length - size // 4))


def _opening(openings: Sequence[int], latest: int, earliest: int) -> int | None:
    """The last place of ``openings`` that is not after ``latest``, None where that is before ``earliest``."""
    found = bisect_right(openings, latest)
    return openings[found - 1] if found and openings[found - 1] >= earliest else None
