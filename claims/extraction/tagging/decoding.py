"""From scores to spans: the best row of tags under a chain, for one role at a time."""

import math
from collections.abc import Iterator, Sequence

from claims.extraction.tagging.words import Run

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
_SURELY_OUTSIDE = 9.0
"""Where O leads by this much the row is not searched: no path through another tag can win there."""

Scores = Sequence[Sequence[float]]


def spans(scores: Scores, moves: Scores) -> list[Run]:
    """The spans of the best row of tags.

    ``scores`` has O, B and I for each word; ``moves`` those of going from one tag (row) to another (column).
    """
    found: list[Run] = []
    for start, end in _uncertain(scores):
        found.extend((start + first, start + last) for first, last in _chunks(_best(scores[start:end], moves)))
    return found


def _uncertain(scores: Scores) -> Iterator[tuple[int, int]]:
    """Stretches in which something may lie, with a word that surely is outside around them."""
    start = -1
    for place, (outside, begin, inside) in enumerate(scores):
        if outside - begin >= _SURELY_OUTSIDE and outside - inside >= _SURELY_OUTSIDE:
            if start >= 0:
                yield start, place
            start = -1
        elif start < 0:
            start = place
    if start >= 0:
        yield start, len(scores)


def _best(scores: Scores, moves: Scores) -> list[int]:
    """Viterbi over three tags, written out: it runs for every word of every article."""
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = moves
    outside, begin, inside = scores[0][OUTSIDE], scores[0][BEGIN], -math.inf
    back: list[tuple[int, int, int]] = []
    for score_o, score_b, score_i in scores[1:]:
        to_o, from_o, to_b, from_b, to_i, from_i = outside + oo, OUTSIDE, outside + ob, OUTSIDE, begin + bi, BEGIN
        if begin + bo >= to_o:
            to_o, from_o = begin + bo, BEGIN
        if inside + io >= to_o:
            to_o, from_o = inside + io, INSIDE
        if begin + bb >= to_b:
            to_b, from_b = begin + bb, BEGIN
        if inside + ib >= to_b:
            to_b, from_b = inside + ib, INSIDE
        if inside + ii >= to_i:
            to_i, from_i = inside + ii, INSIDE
        outside, begin, inside = to_o + score_o, to_b + score_b, to_i + score_i
        back.append((from_o, from_b, from_i))
    path = [max((outside, OUTSIDE), (begin, BEGIN), (inside, INSIDE))[1]]
    for step in reversed(back):
        path.append(step[path[-1]])
    return path[::-1]


def _chunks(path: Sequence[int]) -> list[Run]:
    found: list[Run] = []
    for place, tag in enumerate(path):
        if tag == BEGIN:
            found.append((place, place))
        elif tag == INSIDE:
            found[-1] = (found[-1][0], place)
    return found
