"""Forecasts held against what came, and corrected by it. Plain Python."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reviews.forecast.durations import WEIGHT

# Forecasts are compared with what came in these classes; the outer ones are narrow, for most forecasts are sure.
EDGES: Final = (0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)


@dataclass(frozen=True, slots=True)
class Class:
    """Forecasts from ``least`` to the next class: how many, the chance they gave on average, how many made it."""

    least: float
    count: int
    given: float
    made: int

    @property
    def share(self) -> float:
        """The share that made it; 0 when there were none."""
        return self.made / self.count if self.count else 0.0


def reliability(past: Iterable[tuple[float, bool]], edges: Sequence[float] = EDGES) -> list[Class]:
    """Forecasts and whether the reviews made it, by class of chance."""
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, made in past:
        found[bisect_right(edges, chance) - 1].append((chance, made))
    return [_class(edges[place], found[place]) for place in range(len(edges))]


def _class(least: float, past: Sequence[tuple[float, bool]]) -> Class:
    given = sum(chance for chance, _ in past) / len(past) if past else 0.0
    return Class(least, len(past), given, sum(made for _, made in past))


class Correction:
    """What a chance was worth before: earlier forecasts of about the same chance, and how often they came true.

    As long as there are few of them, a chance counts as it is, or as ``wider`` corrects it.
    """

    def __init__(self, past: Iterable[tuple[float, bool]], wider: "Callable[[float], float] | None" = None) -> None:
        """Learn from chances as they were before any correction, with whether the review made it."""
        classes = [row for row in reliability(past) if row.count]
        self.known = sum(row.count for row in classes)
        self._given = [row.given for row in classes]
        before = [wider(row.given) if wider else row.given for row in classes]
        counts = [row.count + WEIGHT for row in classes]
        shares = [
            (row.made + WEIGHT * share) / count for row, share, count in zip(classes, before, counts, strict=True)
        ]
        self._shares = _rising(shares, counts)
        self._wider = wider

    def __call__(self, chance: float) -> float:
        """The chance as it should have been given, between those of the classes around it."""
        if not self._given:
            return self._wider(chance) if self._wider else chance
        place = bisect_right(self._given, chance)
        if place == 0:
            return self._shares[0]
        if place == len(self._given):
            return self._shares[-1]
        low, high = self._given[place - 1], self._given[place]
        part = (chance - low) / (high - low)
        return self._shares[place - 1] + part * (self._shares[place] - self._shares[place - 1])


def _rising(shares: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest shares that never fall, each as heavy as its weight (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []
    for share, weight in zip(shares, weights, strict=True):
        block = (share, float(weight), 1)
        while blocks and blocks[-1][0] > block[0]:
            last = blocks.pop()
            both = last[1] + block[1]
            block = ((last[0] * last[1] + block[0] * block[1]) / both, both, last[2] + block[2])
        blocks.append(block)
    return [share for share, _, size in blocks for _ in range(size)]
