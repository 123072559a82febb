"""Two lists of words laid beside each other: what stands in both, in the same order. The time is close to linear."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_SHINGLES: Final = (8, 3, 1)  # words in a row that must be unique on both sides to hold the two together
_MOST_CELLS: Final = 50_000_000  # of a stretch that is compared word by word; a larger one shares nothing


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` words that stand at ``old`` in one list and at ``new`` in the other."""

    old: int
    new: int
    size: int


def align(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The runs of words that both lists share, in the order of both."""
    return _joined(_runs(old, new, Run(0, 0, len(old)), len(new), depth=0))


def _runs(old: Sequence[str], new: Sequence[str], at: Run, new_end: int, *, depth: int) -> Iterator[Run]:
    """The shared runs of ``old[at.old : at.size]`` and ``new[at.new : new_end]``; here ``size`` is the end in old."""
    head = _same_head(old, new, at, new_end)
    if head:
        yield Run(at.old, at.new, head)
    at = Run(at.old + head, at.new + head, at.size)
    tail = _same_tail(old, new, at, new_end)
    old_end, new_end = at.size - tail, new_end - tail
    if at.old < old_end and at.new < new_end:
        yield from _middle(old[at.old : old_end], new[at.new : new_end], at, depth=depth)
    if tail:
        yield Run(old_end, new_end, tail)


def _same_head(old: Sequence[str], new: Sequence[str], at: Run, new_end: int) -> int:
    most = min(at.size - at.old, new_end - at.new)
    return next((count for count in range(most) if old[at.old + count] != new[at.new + count]), most)


def _same_tail(old: Sequence[str], new: Sequence[str], at: Run, new_end: int) -> int:
    most = min(at.size - at.old, new_end - at.new)
    return next((count for count in range(most) if old[at.size - 1 - count] != new[new_end - 1 - count]), most)


def _middle(old: Sequence[str], new: Sequence[str], at: Run, *, depth: int) -> Iterator[Run]:
    """What two stretches that begin and end differently share."""
    for level in range(depth, len(_SHINGLES)):
        anchors = _anchors(old, new, _SHINGLES[level])
        if anchors:
            yield from _between(old, new, at, anchors, depth=level)
            return
    if len(old) * len(new) <= _MOST_CELLS:
        yield from (Run(at.old + left, at.new + right, 1) for left, right in _common(old, new))


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence as pairs of places.

    Bit-parallel after Hyyrö (2004): a row of the table is one integer, with a bit for each old word that is 0 where
    the length grows.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(old)) - 1
    row, rows = full, []
    for word in new:
        found = row & places.get(word, 0)
        row = ((row + found) | (row - found)) & full
        rows.append(row)
    return _traced(rows, len(old))


def _traced(rows: Sequence[int], left: int) -> list[tuple[int, int]]:
    """The way back through the table, as pairs in rising order."""
    pairs, right = [], len(rows)
    while left and right:
        if rows[right - 1] >> (left - 1) & 1:
            left -= 1
            continue
        right -= 1
        if not right or rows[right - 1] >> (left - 1) & 1:
            left -= 1
            pairs.append((left, right))
    return pairs[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], at: Run, anchors: list[tuple[int, int]], *, depth: int
) -> Iterator[Run]:
    """The runs around the anchors: every stretch between two of them is compared on its own."""
    begin = (0, 0)
    for anchor in [*anchors, (len(old), len(new))]:
        if anchor[0] < begin[0] or anchor[1] < begin[1]:
            continue
        for run in _runs(old, new, Run(*begin, anchor[0]), anchor[1], depth=min(depth + 1, len(_SHINGLES))):
            yield Run(at.old + run.old, at.new + run.new, run.size)
        if anchor[0] < len(old):
            size = _same_head(old, new, Run(*anchor, len(old)), len(new))
            yield Run(at.old + anchor[0], at.new + anchor[1], size)
            begin = (anchor[0] + size, anchor[1] + size)


def _anchors(old: Sequence[str], new: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Where runs of ``size`` words stand that are unique on both sides, as the longest list that rises in both."""
    left, right = _unique(old, size), _unique(new, size)
    pairs = sorted((place, right[words]) for words, place in left.items() if words in right)
    return _rising(pairs)


def _unique(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    repeated = set()
    for place, key in enumerate(zip(*(words[shift:] for shift in range(size)), strict=False)):
        if places.setdefault(key, place) != place:
            repeated.add(key)
    return {key: place for key, place in places.items() if key not in repeated}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of ``pairs`` in which the second number rises; n log n steps."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tops, value)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [index]
    chosen, index = [], ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _joined(runs: Iterator[Run]) -> list[Run]:
    """Runs that follow each other without a gap put together."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.old + last.size, last.new + last.size) == (run.old, run.new):
            joined[-1] = Run(last.old, last.new, last.size + run.size)
        else:
            joined.append(run)
    return joined
