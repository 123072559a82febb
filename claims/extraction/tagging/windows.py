"""A long row of pieces as overlapping windows that a model can read, and their scores as one row again."""

from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 254
"""Pieces a window, as in training; with the two marks around them the model reads 256."""
OVERLAP = 64
"""Pieces that two neighbours share: at its edges a window knows too little to be believed."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` are read, those of ``[keep_from, keep_to)`` are believed."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def windows(length: int, size: int = SIZE, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows over ``length`` pieces; what they keep are neighbours without gap or overlap.

    A last window that would be very short reaches further back.
    """
    start, kept = 0, 0
    while kept < length:
        end = min(start + size, length)
        keep_to = end if end == length else end - overlap // 2
        yield Window(start, end, kept, keep_to)
        kept = keep_to
        start = max(0, min(end - overlap, length - size // 2))
