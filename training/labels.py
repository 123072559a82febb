"""Attributions as tags on words: one row of O, B, I for each role."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claims.extraction.tagging.pieces import Pieces
from claims.extraction.tagging.words import Run

ROLES = ("source", "cue", "content")
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


class Ruler:
    """Turns spans of characters into runs of the words that ``pieces`` form."""

    def __init__(self, pieces: Pieces) -> None:
        self.firsts = [index for index, opens in enumerate(pieces.opens_word) if opens]
        self._word_at: dict[int, int] = {}
        ends = [*self.firsts[1:], len(pieces)]
        for word, (first, end) in enumerate(zip(self.firsts, ends, strict=True)):
            for piece in range(first, end):
                self._word_at.update(dict.fromkeys(range(pieces.starts[piece], pieces.ends[piece]), word))

    def runs(self, spans: Iterable[Sequence[int]]) -> list[Run]:
        """First and last word of each span, with those that have no word between them put together."""
        merged: list[Run] = []
        for first, last in sorted(run for span in spans if (run := self._run(*span))):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def _run(self, start: int, end: int) -> Run | None:
        touched = [self._word_at[place] for place in range(start, end) if place in self._word_at]
        return (touched[0], touched[-1]) if touched else None


def tags(ruler: Ruler, attributions: Iterable[Mapping[str, Any]]) -> list[list[int]]:
    """For each role, one tag a word; of spans that overlap, the longest counts."""
    listed = list(attributions)
    return [_row(ruler, (run for item in listed for run in ruler.runs(item[role]))) for role in ROLES]


def _row(ruler: Ruler, runs: Iterable[Run]) -> list[int]:
    row = [OUTSIDE] * len(ruler.firsts)
    for first, last in sorted(set(runs), key=lambda run: run[0] - run[1]):
        if not any(row[first : last + 1]):
            row[first : last + 1] = [BEGIN, *[INSIDE] * (last - first)]
    return row


def ignored(ruler: Ruler, spans: Iterable[Sequence[int]]) -> list[bool]:
    """Which words lie under ``spans`` and teach nothing."""
    marks = [False] * len(ruler.firsts)
    for first, last in ruler.runs(spans):
        marks[first : last + 1] = [True] * (last - first + 1)
    return marks
