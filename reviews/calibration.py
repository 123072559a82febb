"""How well the confidence of reviewers fits: a Brier score and a reliability table, from plain numbers.

The sources: G. W. Brier, Verification of forecasts expressed in terms of probability (1950), here for one of two
outcomes, from 0 (always certain and right) to 1; A. H. Murphy, A new vector partition of the probability score (1973);
E. B. Wilson, Probable inference (1927), for the interval of a share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from typing import Final

# The normal deviate of a 95 % interval.
DEVIATE: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Forecast:
    """How sure somebody was that his rating would stand, 0 to 1, and whether it did."""

    confidence: float
    held: bool


@dataclass(frozen=True, slots=True)
class Band:
    """All answers that were given with the same confidence: how many, which share held, and its 95 % interval."""

    confidence: float
    count: int
    held: float
    low: float
    high: float

    @property
    def fits(self) -> bool:
        """Whether the confidence lies in the interval of what came true."""
        return self.low <= self.confidence <= self.high


@dataclass(frozen=True, slots=True)
class Calibration:
    """A desk's or a person's forecasts against what became of them.

    ``brier`` is ``reliability - resolution + uncertainty``: how far confidence is off what came true, how far apart the
    bands come out, and how uncertain the whole is. ``stated`` is the mean confidence, ``held`` the share that held.
    """

    count: int
    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    stated: float
    held: float
    bands: tuple[Band, ...]

    @property
    def leaning(self) -> float:
        """By how much people were surer than they were right; below 0 when they were too careful."""
        return self.stated - self.held


def calibrate(forecasts: Iterable[Forecast]) -> Calibration | None:
    """The calibration of ``forecasts``, bands from low to high; ``None`` when there are none."""
    given = sorted(forecasts, key=lambda forecast: forecast.confidence)
    if not given:
        return None
    count, held = len(given), _held(given)
    bands = tuple(_band(level, list(group)) for level, group in groupby(given, key=lambda each: each.confidence))
    return Calibration(
        count=count,
        brier=sum((each.confidence - each.held) ** 2 for each in given) / count,
        reliability=sum(band.count * (band.confidence - band.held) ** 2 for band in bands) / count,
        resolution=sum(band.count * (band.held - held) ** 2 for band in bands) / count,
        uncertainty=held * (1 - held),
        stated=sum(each.confidence for each in given) / count,
        held=held,
        bands=bands,
    )


def share_interval(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of ``hits`` of ``count`` after Wilson; 0 to 1 when nothing was counted."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, DEVIATE**2 / count
    middle = (share + spread / 2) / (1 + spread)
    reach = DEVIATE * sqrt((share * (1 - share) + spread / 4) / count) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _held(given: Sequence[Forecast]) -> float:
    return sum(each.held for each in given) / len(given)


def _band(confidence: float, given: Sequence[Forecast]) -> Band:
    low, high = share_interval(sum(each.held for each in given), len(given))
    return Band(confidence, len(given), _held(given), low, high)
