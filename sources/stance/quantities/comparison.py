"""Two quantities of one measure: whether they say the same, given rounding and limits, and how far they differ."""

import math
from dataclasses import dataclass
from enum import StrEnum

from sources.stance.quantities.alignment import digits
from sources.stance.quantities.readings import Bound, Quantity
from sources.stance.quantities.units import AGE, MONEY, ORDINAL, PERCENT, converted, same_currency

_CLOSE = 0.025  # 1,187 may be rounded to 1,200, 1,150 may not
_COARSE = 0.1  # 4.7 may be rounded to 5, 1.4 may not be rounded to 1
_CONVERTED = 0.05  # 3.3 feet are a metre
_ABOUT = 0.1  # what "about" and "nearly" allow
_BEYOND = 1.5  # "more than 1,200" is no clash with, and no proof by, 5,000
_LIMITED = 0.2  # nobody writes "over 80" of what is over 100
_SHARE = 2.5  # points that "one in four" may be off


class Match(StrEnum):
    """What comes of comparing two quantities."""

    AGREES = "agrees"
    CLASHES = "clashes"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two amounts are apart: in the unit of the first, and as a share of the second (``None`` for 0)."""

    absolute: float
    relative: float | None


def match(claimed: Quantity, found: Quantity) -> Match:
    """Whether two amounts of one kind say the same, given rounding and words such as "nearly" and "more than".

    Two currencies are never converted: they leave it open.
    """
    if claimed.kind == MONEY and not same_currency(claimed.unit, found.unit):
        return Match.OPEN
    other = in_unit_of(claimed, found)
    if claimed.change * found.change < 0:
        return Match.CLASHES
    bounds = {claimed.bound, found.bound}
    slack = _ABOUT if Bound.ABOUT in bounds else _slack(claimed, found, other)
    if _meet(claimed, other, slack) and bounds != {Bound.OVER, Bound.UNDER}:
        return Match.AGREES
    if bounds <= {Bound.EXACT, Bound.ABOUT}:
        return Match.CLASHES
    return _match_bounded(claimed, other)


def in_unit_of(claimed: Quantity, found: Quantity) -> tuple[float, float, Bound]:
    """The ends of the second quantity in the unit of the first, and how it is limited."""
    low, high = found.low, found.high
    if claimed.unit != found.unit and claimed.kind not in {MONEY, PERCENT, AGE, ORDINAL, ""}:
        is_change = bool(claimed.change or found.change)
        low, high = (converted(end, found.unit, claimed.unit, is_change=is_change) for end in (low, high))
    return low, high, found.bound


def gap(claimed: Quantity, found: Quantity) -> Gap:
    """How far apart two amounts are, by their nearest ends."""
    low, high, _ = in_unit_of(claimed, found)
    nearest = low if claimed.high < low else high
    absolute = max(0.0, low - claimed.high, claimed.low - high)
    return Gap(absolute, absolute / abs(nearest) if nearest else None)


def agrees_rounded(claimed: float, worked_out: float, *, about: bool = False) -> bool:
    """Whether a number that a claim gives is one that was worked out, rounded as people round."""
    slack = _ABOUT if about else _CLOSE
    decimals = len(f"{claimed:.6f}".rstrip("0").partition(".")[2])
    rounded = math.isclose(round(worked_out, decimals), claimed, rel_tol=1e-9, abs_tol=1e-9)
    return rounded or _near(claimed, worked_out, slack)


def significant(value: float) -> int:
    """How many digits of a number are not zeros at its end."""
    return len(digits(value))


def _meet(a: Quantity, other: tuple[float, float, Bound], slack: float) -> bool:
    """Two ranges must have the same ends; a single number may lie anywhere in a range."""
    other_low, other_high, _ = other
    if a.is_range and other_low < other_high:
        return _near(a.low, other_low, slack) and _near(a.high, other_high, slack)
    low, high = max(a.low, other_low), min(a.high, other_high)
    return low <= high or _near(low, high, slack)


def _match_bounded(claimed: Quantity, found: tuple[float, float, Bound]) -> Match:
    mine, theirs = (claimed.low, claimed.high, claimed.bound), found
    if {claimed.bound, found[2]} <= {Bound.OVER, Bound.UNDER}:
        return _match_limits(mine, theirs)
    limit, other = (mine, theirs) if claimed.bound in {Bound.OVER, Bound.UNDER} else (theirs, mine)
    ratio = other[1] / limit[1] if limit[1] else math.inf
    inside = ratio >= 1 if limit[2] is Bound.OVER else ratio <= 1
    if not inside:
        return Match.CLASHES
    return Match.AGREES if 1 / _BEYOND <= ratio <= _BEYOND else Match.OPEN


def _match_limits(a: tuple[float, float, Bound], b: tuple[float, float, Bound]) -> Match:
    """ "Over 25" and "under 25" leave nothing in common; "under 15" and "under 12" may both be true.

    Yet two limits of one kind that are far apart are not of one number.
    """
    if a[2] is b[2]:
        return Match.OPEN if _near(a[1], b[1], _LIMITED) else Match.CLASHES
    over, under = (a, b) if a[2] is Bound.OVER else (b, a)
    return Match.CLASHES if over[0] >= under[1] else Match.OPEN


def _near(a: float, b: float, slack: float) -> bool:
    return abs(a - b) <= slack * max(abs(a), abs(b)) + 1e-9


def _slack(claimed: Quantity, found: Quantity, other: tuple[float, float, Bound]) -> float:
    """Rounding is understood only where one of the two looks rounded: 20 is not 21, but 1,200 may be 1,187."""
    if claimed.kind == ORDINAL:
        return 0.0
    if claimed.is_share or found.is_share:
        return _SHARE / max(claimed.high, other[1], 1.0)
    if claimed.unit != found.unit and claimed.kind not in {MONEY, PERCENT}:
        return _CONVERTED
    if _is_rounded(claimed.high, other[1]) or _is_rounded(other[1], claimed.high):
        return _COARSE
    return _CLOSE if significant(claimed.high) != significant(other[1]) else 0.0


def _is_rounded(coarse: float, fine: float) -> bool:
    """Whether a whole number is one with decimals, rounded: 5 for 4.7."""
    return coarse == int(coarse) and fine != int(fine) and round(fine) == coarse
