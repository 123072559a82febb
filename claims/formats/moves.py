"""Where the words of one draft stand in the next: paragraphs that stayed are moved, others are searched."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from factcheck.lib.spans import Span

_BREAK = "\n\n"


class Moves:
    """Maps places of ``before`` to places of ``after``, where the same words stand."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        old, new = _paragraphs(before), _paragraphs(after)
        words = [span.cut(before) for span in old], [span.cut(after) for span in new]
        self._starts = [span.start for span in old]
        self._old = old
        self._new: dict[int, Span] = {}
        self._near: dict[int, Span] = {}
        for kind, first, last, start, end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
            for place in range(first, last):
                if kind == "equal":
                    self._new[place] = new[start + place - first]
                elif start < end:
                    self._near[place] = Span(new[start].start, new[end - 1].end)

    def place(self, spans: Iterable[Span]) -> tuple[Span, ...] | None:
        """Where ``spans`` stand in the new text, in order; ``None`` when some of their words are gone."""
        placed = [self._one(span) for span in spans]
        found = [span for span in placed if span is not None]
        if len(found) < len(placed) or any(one.end > other.start for one, other in pairwise(found)):
            return None
        return tuple(found)

    def _one(self, span: Span) -> Span | None:
        place = bisect_right(self._starts, span.start) - 1
        if place in self._new and span.end <= self._old[place].end:
            return span.shift(self._new[place].start - self._old[place].start)
        words = span.cut(self._before)
        near = self._near.get(place)
        found = self._after.find(words, near.start, near.end) if near else -1
        if found < 0 and self._after.count(words) == 1:
            found = self._after.find(words)
        return None if found < 0 else Span(found, found + len(words))


def _paragraphs(text: str) -> Sequence[Span]:
    spans, start = [], 0
    while start < len(text):
        found = text.find(_BREAK, start)
        end = len(text) if found < 0 else found
        if start < end:
            spans.append(Span(start, end))
        start = end + len(_BREAK)
    return spans
