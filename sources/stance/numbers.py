"""Quantities of a claim and of a passage compared: which measure the same, and whether they agree. Plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.stance.quantities import Bound, Quantity

_CLOSE = 0.025  # 1,187 may be rounded to 1,200, 1,150 may not
_CONVERTED = 0.05  # 3.3 feet are a metre
_ABOUT = 0.1  # what "about" and "nearly" allow
_BEYOND = 1.5  # "more than 1,200" is no clash with, and no proof by, 5,000
_ALIGNED = 1.9  # tuned on pairs whose number was changed: see docs/stance.md


class Match(StrEnum):
    """What comes of comparing two quantities."""

    AGREES = "agrees"
    CLASHES = "clashes"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity of the claim, the one of the passage that measures the same, and whether they agree."""

    claimed: Quantity
    found: Quantity
    agrees: bool


def compare(claimed: Sequence[Quantity], found: Sequence[Quantity], shared: float) -> list[Comparison]:
    """Each quantity of the claim beside the one of the passage that measures the same, where there is one.

    A quantity that some quantity of the same unit in the passage confirms does not clash with the others. ``shared``
    is the share of the claim's words in the passage: the more, the surer two quantities measure the same.
    """
    return [made for quantity in claimed if (made := _compare_one(quantity, claimed, found, shared)) is not None]


def match(claimed: Quantity, found: Quantity) -> Match:
    """Whether two amounts of one measure say the same, given rounding and words such as "nearly" and "more than"."""
    bounds = {claimed.bound, found.bound}
    slack = _ABOUT if Bound.ABOUT in bounds else _slack(claimed, found)
    if _meet(claimed, found, slack):
        return Match.AGREES
    if bounds <= {Bound.EXACT, Bound.ABOUT}:
        return Match.CLASHES
    return _match_bounded(claimed, found)


def _meet(a: Quantity, b: Quantity, slack: float) -> bool:
    """Two ranges must have the same ends; a single number may lie anywhere in a range."""
    if a.low < a.high and b.low < b.high:
        return _near(a.low, b.low, slack) and _near(a.high, b.high, slack)
    low, high = max(a.low, b.low), min(a.high, b.high)
    return low <= high or _near(low, high, slack)


def _match_bounded(claimed: Quantity, found: Quantity) -> Match:
    limit, other = (claimed, found) if claimed.bound in {Bound.OVER, Bound.UNDER} else (found, claimed)
    ratio = other.high / limit.high if limit.high else math.inf
    inside = ratio >= 1 if limit.bound is Bound.OVER else ratio <= 1
    if not inside:
        return Match.CLASHES
    return Match.AGREES if 1 / _BEYOND <= ratio <= _BEYOND else Match.OPEN


def _near(a: float, b: float, slack: float) -> bool:
    return abs(a - b) <= slack * max(abs(a), abs(b)) + 1e-9


def _slack(a: Quantity, b: Quantity) -> float:
    """Rounding is understood only where one of the two looks rounded: 20 is not 21, but 1,200 may be 1,187."""
    if "ordinal" in {a.unit, b.unit}:
        return 0.0
    if a.written != b.written:
        return _CONVERTED
    return _CLOSE if _significant(a.high) != _significant(b.high) else 0.0


def _significant(value: float) -> int:
    """How many digits of a number are not zeros at its end."""
    return len(f"{value:.6e}".partition("e")[0].replace(".", "").strip("-").rstrip("0"))


def _compare_one(
    quantity: Quantity, claimed: Sequence[Quantity], found: Sequence[Quantity], shared: float
) -> Comparison | None:
    same_unit = [other for other in found if other.unit == quantity.unit]
    alone = len(same_unit) == 1 and sum(other.unit == quantity.unit for other in claimed) == 1
    scored = [(_alignment(quantity, other, alone=alone) + shared, other) for other in same_unit]
    for score, other in sorted(scored, key=lambda pair: -pair[0]):
        if match(quantity, other) is Match.AGREES and (score >= _ALIGNED or _equal(quantity, other)):
            return Comparison(quantity, other, agrees=True)
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, quantity))
    if score < _ALIGNED or quantity.written != best.written or match(quantity, best) is not Match.CLASHES:
        return None
    return Comparison(quantity, best, agrees=False)


def _equal(a: Quantity, b: Quantity) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def _alignment(a: Quantity, b: Quantity, *, alone: bool) -> float:
    """How surely two quantities measure the same: what is counted weighs most, then the words around."""
    things = bool(a.things & b.things)
    return 1.0 * things + 0.3 * len(a.around & b.around) + 0.4 * alone + 0.3 * (bool(a.unit) and a.unit == b.unit)
