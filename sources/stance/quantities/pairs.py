"""Numbers of a passage that belong together: before and after, part and whole, the parts of a sum. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.stance.quantities.readings import Quantity
from sources.stance.quantities.units import AGE, ORDINAL, PERCENT, POINTS, TIMES
from sources.stance.quantities.wording import amount
from sources.stance.setting import Setting
from sources.stance.words import FAINT_STEMS

_RELATED = 0.35  # of the claim's words: with less in common, the numbers are of another affair
_NO_LEVELS = frozenset({ORDINAL, TIMES, AGE})


@dataclass(frozen=True, slots=True)
class Change:
    """A number before and after, and how the passage gives them: "40 in 2019 and 46 in 2020"."""

    before: Quantity
    after: Quantity
    given: str


def changes(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> list[Change]:
    """The changes that a passage tells by two numbers of one thing: "from 40 to 46", or those of two years."""
    levels = [part for part in found if not part.change and part.kind not in _NO_LEVELS and not part.is_range]
    made = [*_from_to(levels), *_by_year(levels, setting)]
    return [each for each in made if _concerns(claimed, (each.before, each.after), setting)]


def _from_to(levels: Sequence[Quantity]) -> Iterator[Change]:
    """ "From 40 to 46", and "to 46 from 40"."""
    for one, other in pairwise(levels):
        if {one.link, other.link} != {"from", "to"} or not _of_one_measure(one, other):
            continue
        before, after = (one, other) if one.link == "from" else (other, one)
        yield Change(before, after, f"{amount(before)} before and {amount(after)} after")


def _by_year(levels: Sequence[Quantity], setting: Setting) -> Iterator[Change]:
    """ "40 in 2019, and 46 in 2020"."""
    dated = [(year, part) for part in levels if (year := setting.year(part.span)) is not None]
    for (year, one), (other_year, other) in pairwise(dated):
        is_told = "from" in {one.link, other.link} and "to" in {one.link, other.link}
        if year == other_year or is_told or not _of_one_measure(one, other) or not _of_one_thing(one, other):
            continue
        (first, before), (last, after) = sorted(((year, one), (other_year, other)), key=lambda each: each[0])
        yield Change(before, after, f"{amount(before)} in {first} and {amount(after)} in {last}")


def of_pairs(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> list[tuple[Quantity, Quantity]]:
    """Parts with their wholes: "120 of the 480 members"."""
    return [
        (part, whole)
        for part, whole in pairwise(found)
        if whole.link == "of" and _of_one_measure(part, whole) and 0 < part.high <= whole.high
        and part.kind not in {PERCENT, POINTS, *_NO_LEVELS} and _concerns(claimed, (part, whole), setting)
    ]  # fmt: skip


def parts_like(claimed: Quantity, found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers of a passage that can be parts of a claim's: of one unit, and of its things where it counts some."""
    return [
        part
        for part in found
        if _of_one_measure(claimed, part) and not part.change and not part.is_range
        and (bool(claimed.kind) or bool(claimed.things & part.things))
    ]  # fmt: skip


def _of_one_measure(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _of_one_thing(one: Quantity, other: Quantity) -> bool:
    """Whether nothing says that two numbers count unlike things: the second mostly leaves them out."""
    return not (one.things and other.things) or bool(one.things & other.things)


def _concerns(claimed: Quantity, parts: Sequence[Quantity], setting: Setting) -> bool:
    """Whether numbers of a passage are of what a claim counts: words around in common, in texts of one affair."""
    near = frozenset().union(*(part.around | part.things for part in parts))
    return bool((claimed.around | claimed.things) & near - FAINT_STEMS) and setting.subject >= _RELATED
