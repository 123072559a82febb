"""Quantities of a claim and of a passage compared: which measure the same, and whether they agree. Plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sources.stance.quantities import CURRENCIES, Bound, Quantity

_CLOSE = 0.025  # 1,187 may be rounded to 1,200, 1,150 may not
_CONVERTED = 0.05  # 3.3 feet are a metre
_ABOUT = 0.1  # what "about" and "nearly" allow
_BEYOND = 1.5  # "more than 1,200" is no clash with, and no proof by, 5,000
_RELATED = 0.35  # of the claim's words: with less in common, numbers of like things are of different affairs
_UNIT, _MONEY = 0.3, 0.7  # what an equal unit adds; after money it is rarely said what is counted
_TELLING = 3  # digits that make it unlikely that an equal number is there by chance
_ALIGNED = 1.9  # tuned on pairs whose number was changed: see docs/stance.md


class Match(StrEnum):
    """What comes of comparing two quantities."""

    AGREES = "agrees"
    CLASHES = "clashes"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity of the claim, the one of the passage that measures the same, and whether they agree.

    Two that have the same digits in percent and in percentage points clash: the one was taken for the other.
    """

    claimed: Quantity
    found: Quantity
    agrees: bool


def compare(claimed: Sequence[Quantity], found: Sequence[Quantity], shared: float, subject: float) -> list[Comparison]:
    """Each quantity of the claim beside the one of the passage that measures the same, where there is one.

    A quantity that some quantity of the same unit in the passage confirms does not clash with the others. ``shared``
    is the share of the claim's words in the passage: the more, the surer two quantities measure the same; ``subject``
    the share of those that tell what it is about, of which a clash needs a third.
    """
    related = subject >= _RELATED
    made = [_compare_one(quantity, claimed, found, shared) for quantity in claimed]
    return [
        each for each in made if each is not None and (each.agrees or related or mixed_up(each.claimed, each.found))
    ]


def match(claimed: Quantity, found: Quantity) -> Match:
    """Whether two amounts of one measure say the same, given rounding and words such as "nearly" and "more than"."""
    bounds = {claimed.bound, found.bound}
    slack = _ABOUT if Bound.ABOUT in bounds else _slack(claimed, found)
    if _meet(claimed, found, slack) and bounds != {Bound.OVER, Bound.UNDER}:
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
    if {claimed.bound, found.bound} <= {Bound.OVER, Bound.UNDER}:
        return _match_limits(claimed, found)
    limit, other = (claimed, found) if claimed.bound in {Bound.OVER, Bound.UNDER} else (found, claimed)
    ratio = other.high / limit.high if limit.high else math.inf
    inside = ratio >= 1 if limit.bound is Bound.OVER else ratio <= 1
    if not inside:
        return Match.CLASHES
    return Match.AGREES if 1 / _BEYOND <= ratio <= _BEYOND else Match.OPEN


def _match_limits(a: Quantity, b: Quantity) -> Match:
    """ "Over 25" and "under 25" leave nothing in common; "under 15" and "under 12" may both be true."""
    if a.bound is b.bound:
        return Match.OPEN
    over, under = (a, b) if a.bound is Bound.OVER else (b, a)
    return Match.CLASHES if over.low >= under.high else Match.OPEN


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
    return len(_digits(value))


def _compare_one(
    quantity: Quantity, claimed: Sequence[Quantity], found: Sequence[Quantity], shared: float
) -> Comparison | None:
    same_unit = [other for other in found if other.unit == quantity.unit]
    alone = len(same_unit) == 1 and sum(other.unit == quantity.unit for other in claimed) == 1
    scored = [(_alignment(quantity, other, alone=alone) + shared, other) for other in same_unit]
    for score, other in sorted(scored, key=lambda pair: -pair[0]):
        if match(quantity, other) is Match.AGREES and (score >= _ALIGNED or _confirms(quantity, other, shared)):
            return Comparison(quantity, other, agrees=True)
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, quantity))
    if score >= _ALIGNED and _can_clash(quantity, best):
        return Comparison(quantity, best, agrees=False)
    return next((Comparison(quantity, other, agrees=False) for other in found if mixed_up(quantity, other)), None)


def mixed_up(a: Quantity, b: Quantity) -> bool:
    """Whether one is in percent and the other in percentage points, with the same digits ("47 %", "4.7 points")."""
    return (
        {a.unit, b.unit} == {"percent", "points"}
        and _digits(a.high) == _digits(b.high)
        and len(a.around & b.around) > 1
    )


def _confirms(a: Quantity, b: Quantity, shared: float) -> bool:
    """Whether two equal amounts are more than chance: of one thing, of a telling size, or in texts of one affair."""
    if (a.low, a.high) != (b.low, b.high):
        return False
    if a.things and b.things and not a.things & b.things:
        return shared >= 2 * _RELATED
    return bool(a.things & b.things) or _significant(a.high) >= _TELLING or shared >= _RELATED


def _can_clash(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts that measure the same exclude each other."""
    if a.written != b.written and a.unit != "percent":
        return False
    if a.unit == "ordinal" and not a.things & b.things:
        return False
    return match(a, b) is Match.CLASHES


def _alignment(a: Quantity, b: Quantity, *, alone: bool) -> float:
    """How surely two quantities measure the same: what is counted weighs most, then the words around."""
    things = bool(a.things & b.things)
    head = bool(a.head) and a.head == b.head
    near = len(a.around & b.around)
    unit = 0.0 if not a.unit or a.unit != b.unit else _MONEY if a.unit in CURRENCIES else _UNIT
    return 1.0 * things + 0.3 * near + 0.3 * head + 0.4 * alone + unit


def _digits(value: float) -> str:
    """The digits of a number without the zeros at its end and its decimal point: 47 and 4.7 have the same."""
    return f"{value:.6e}".partition("e")[0].replace(".", "").strip("-").rstrip("0")
