"""Stretches of a text, counted in Unicode code points, start included, end excluded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One stretch ``text[start:end]``; never empty.

    Raises ``ValueError`` when ``start`` is negative or not before ``end``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not [{self.start}, {self.end}]"
            raise ValueError(message)

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the stretch of ``text``; ``ValueError`` when the text is too short."""
        if self.end > len(text):
            message = f"the span [{self.start}, {self.end}] runs over the end of a text of {len(text)}"
            raise ValueError(message)
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> "Span":
        """The same stretch, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)

    def pair(self) -> list[int]:
        """``[start, end]``, as it is stored and exported."""
        return [self.start, self.end]

    @classmethod
    def hull(cls, spans: Iterable["Span"]) -> Self:
        """The smallest span around all of ``spans``; ``ValueError`` when there are none."""
        listed = list(spans)
        return cls(min(span.start for span in listed), max(span.end for span in listed))


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as ``[[start, end], ...]``, the stored and exported form."""
    return [span.pair() for span in spans]


def from_pairs(raw: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Spans from their stored form; ``ValueError`` for a pair that is no span."""
    return tuple(Span(start, end) for start, end in raw)


def cut_all(text: str, spans: Iterable[Span], *, between: str = " … ") -> str:
    """The pieces of ``text`` under ``spans``, joined by ``between`` where something was left out."""
    return between.join(span.cut(text) for span in spans)
