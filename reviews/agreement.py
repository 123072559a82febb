"""How far reviewers agree who judged the same claim: percent, Cohen's kappa and Krippendorff's alpha with intervals.

Plain numbers in, plain numbers out. The sources: J. Cohen, A coefficient of agreement for nominal scales (1960); K.
Krippendorff, Computing Krippendorff's alpha-reliability (2011). The intervals are percentile bootstraps over units (a
unit is what several people judged). A unit is only known by its kind, that is by which ratings it was given, so drawing
units again is drawing how often each kind comes up: one multinomial draw for all of them, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Metric = Literal["nominal", "ordinal"]

DRAWS: Final = 2_000
# The same figures every time a page is loaded.
SEED: Final = 1960
CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; all ``None`` where it is not defined, as when everybody always said the same."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two answers to the same question agree; ``ordered_pairs`` are those that the ordinal alpha looks at."""

    pairs: int
    ordered_pairs: int
    percent: Estimate
    kappa: Estimate
    nominal: Estimate
    ordinal: Estimate


NAMES: Final = ("percent", "kappa", "nominal", "ordinal")


def pair_table(
    first: Sequence[int], second: Sequence[int], categories: int, often: Sequence[int] | None = None
) -> Numbers:
    """How often each category of the first answers met each of the second: ``categories`` rows and columns.

    ``often`` counts pairs that are given once for many.
    """
    cells = np.asarray(first, dtype=np.int64) * categories + np.asarray(second, dtype=np.int64)
    counted = np.bincount(cells, often, minlength=categories * categories).astype(np.float64)
    return counted.reshape(categories, categories)


def agreement(table: Numbers, *, ordered: Sequence[int], draws: int = DRAWS) -> Agreement:
    """All figures for a ``pair_table``; ``ordered`` are the categories that stand on a scale, from low to high.

    The ordinal alpha leaves out pairs in which an answer is not on the scale, such as "not checkable".
    """
    point = _figures(table[None], ordered)
    spread = _figures(_redrawn(table, draws), ordered)
    values = {name: _estimate(point[name][0], spread[name]) for name in NAMES}
    on_scale = table[np.ix_(ordered, ordered)].sum() if len(ordered) else 0
    return Agreement(pairs=int(table.sum()), ordered_pairs=int(on_scale), **values)


def drift(now: Numbers, before: Numbers, *, ordered: Sequence[int], draws: int = DRAWS) -> dict[str, Estimate]:
    """How far each figure rose from one table to the next, by its name in ``NAMES``; the two are drawn apart."""
    points = [_figures(table[None], ordered) for table in (now, before)]
    drawn = (_redrawn(now, draws), _redrawn(before, draws, seed=SEED + 1))
    spreads = [_figures(tables, ordered) for tables in drawn]
    return {
        name: _estimate(points[0][name][0] - points[1][name][0], spreads[0][name] - spreads[1][name])
        for name in NAMES
    }  # fmt: skip


def alpha(counts: Any, metric: Metric = "nominal", *, draws: int = DRAWS) -> Estimate:
    """Krippendorff's alpha for any number of people; answers may be missing.

    ``counts`` has a row for each unit and a column for each category, from low to high where the ``metric`` is
    "ordinal": how many people gave the unit that category. Units with fewer than two answers count for nothing.
    """
    rows = np.asarray(counts, dtype=np.float64)
    kinds, number = np.unique(rows[rows.sum(axis=1) >= 2], axis=0, return_counts=True)
    often = number.astype(np.float64)
    if not len(kinds):
        return Estimate(None)
    met = _coincidences(kinds)
    point = _alphas(np.tensordot(often[None], met, axes=1), metric)
    return _estimate(point[0], _alphas(np.tensordot(_redrawn(often, draws), met, axes=1), metric))


def _redrawn(counts: Numbers, draws: int, *, seed: int = SEED) -> Numbers:
    """``counts`` of kinds of units as they come out when as many units are drawn again; one more axis in front."""
    total = counts.sum()
    if not total:
        return np.zeros((draws, *counts.shape))
    drawn = np.random.default_rng(seed).multinomial(int(total), counts.ravel() / total, size=draws)
    return drawn.reshape(draws, *counts.shape).astype(np.float64)


def _figures(tables: Numbers, ordered: Sequence[int]) -> dict[str, Numbers]:
    """Each figure for every one of ``tables``; NaN where it is not defined."""
    met = tables + tables.swapaxes(1, 2)  # of two answers each meets the other
    on_scale = met[:, ordered][:, :, ordered] if len(ordered) else met[:, :0, :0]
    total = tables.sum(axis=(1, 2))
    same = _share(np.trace(tables, axis1=1, axis2=2), total)
    chance = _share((tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1), total**2)
    return {
        "percent": same,
        "kappa": _share(same - chance, 1 - chance),
        "nominal": _alphas(met, "nominal"),
        "ordinal": _alphas(on_scale, "ordinal"),
    }


def _coincidences(kinds: Numbers) -> Numbers:
    """For each kind of unit how often its answers meet, every answer with every other one: rows, columns alike."""
    people = kinds.sum(axis=1)
    ordered_pairs = kinds[:, :, None] * kinds[:, None, :] - np.eye(kinds.shape[1]) * kinds[:, :, None]
    met: Numbers = ordered_pairs / (people - 1)[:, None, None]
    return met


def _alphas(met: Numbers, metric: Metric) -> Numbers:
    """Alpha for every matrix of coincidences."""
    margin = met.sum(axis=2)
    apart = _distances(margin, metric)
    observed = (met * apart).sum(axis=(1, 2))
    expected = (margin[:, :, None] * margin[:, None, :] * apart).sum(axis=(1, 2))
    values: Numbers = 1 - _share(observed * (margin.sum(axis=1) - 1), expected)
    return values


def _distances(margin: Numbers, metric: Metric) -> Numbers:
    """How far each two categories are apart, squared: on an ordinal scale by how many answers lie between them."""
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(margin.shape[1]), (len(margin), margin.shape[1], margin.shape[1]))
    middle = margin.cumsum(axis=1) - margin / 2
    squared: Numbers = (middle[:, :, None] - middle[:, None, :]) ** 2
    return squared


def _share(part: Numbers, whole: Numbers) -> Numbers:
    """``part / whole``, NaN where there is no whole."""
    safe = np.abs(whole) > 1e-12
    return np.where(safe, part / np.where(safe, whole, 1), np.nan)


def _estimate(value: float, spread: Numbers) -> Estimate:
    known = spread[~np.isnan(spread)]
    if np.isnan(value) or not len(known):
        return Estimate(None if np.isnan(value) else float(value))
    low, high = np.quantile(known, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Estimate(float(value), float(low), float(high))
