"""Figures of a desk from plain rows. Days are those of the desk's time zone, hours are hours by the clock."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from reviews.insight.periods import Period

Row = TypeVar("Row")
_TENTH_FROM_TOP = 0.9


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the ninth tenth of some numbers: half lie below the one, nine of ten below the other."""

    count: int
    middle: float | None
    high: float | None


def spread(values: Iterable[float]) -> Spread:
    """The ``Spread`` of ``values``; without figures when there are none."""
    ordered = sorted(values)
    if not ordered:
        return Spread(0, None, None)
    return Spread(len(ordered), median(ordered), quantile(ordered, _TENTH_FROM_TOP))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the ``ordered`` ones lie, between two of them in proportion."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def by_part(rows: Iterable[Row], period: Period, *, day: Callable[[Row], dt.date]) -> list[list[Row]]:
    """The rows that fall into each part of ``period``, in the order of its parts; others are left out."""
    parts = period.parts()
    starts = [part.start for part in parts]
    found: list[list[Row]] = [[] for _ in parts]
    for row in rows:
        if day(row) in period:
            found[bisect_right(starts, day(row)) - 1].append(row)
    return found


def counted(groups: Sequence[Sequence[str]], names: Sequence[str]) -> dict[str, list[int]]:
    """For each of ``names`` how often it is in each group."""
    return {name: [group.count(name) for group in groups] for name in names}


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole``; ``None`` where there is no whole."""
    return part / whole if whole else None
