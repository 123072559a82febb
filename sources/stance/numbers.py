"""Quantities of a claim and of a passage compared: which measure the same, and what comes of it. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.stance.outcomes import Outcome
from sources.stance.quantities.alignment import Aligned, align, mixed_up
from sources.stance.quantities.arithmetic import Derivation, derive
from sources.stance.quantities.comparison import Gap, Match, gap, match, significant
from sources.stance.quantities.readings import Quantity
from sources.stance.setting import CLEAR, Setting

_SAME = 0.08  # how likely two quantities must measure the same for a clash
_PERHAPS = 0.04  # and for saying that it can not be told
_SURER = 0.45  # by how much another must be likelier than an equal one, for that one to be there by chance
_TELLING = 3  # digits that make it unlikely that an equal number is there by chance
_RELATED, _ALIKE = 0.35, 0.7  # of the claim's words


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity of the claim, the one of the passage that measures the same, and what comes of it.

    ``gap`` is how far they are apart, where they can be compared. Two that have the same digits in percent and in
    percentage points differ: the one was taken for the other. ``likely`` is how likely both measure the same (0..1).
    """

    claimed: Quantity
    found: Quantity
    outcome: Outcome
    gap: Gap | None = None
    likely: float = 1.0
    derivation: Derivation | None = None


def compare(claimed: Sequence[Quantity], found: Sequence[Quantity], setting: Setting) -> list[Comparison]:
    """Each quantity of the claim beside the one of the passage that measures the same, where there is one.

    A quantity that some quantity in the passage confirms does not clash with the others. What the passage does not say
    itself is worked out from its parts where it holds them.
    """
    return [made for quantity in claimed if (made := _compare_one(quantity, claimed, found, setting)) is not None]


def _compare_one(
    quantity: Quantity, claimed: Sequence[Quantity], found: Sequence[Quantity], setting: Setting
) -> Comparison | None:
    candidates = align(quantity, found, setting)
    equal = [each for each in candidates if match(quantity, each.quantity) is Match.AGREES]
    for each in equal:
        if each.likely >= CLEAR or _confirms(quantity, each.quantity, setting):
            return Comparison(quantity, each.quantity, Outcome.AGREES, gap(quantity, each.quantity))
    derivation = derive(quantity, found, setting)
    if derivation is not None:
        return Comparison(quantity, derivation.parts[0], derivation.outcome, derivation.gap, derivation=derivation)
    confused = next((other for other in found if mixed_up(quantity, other)), None)
    if confused is not None:
        return Comparison(quantity, confused, Outcome.DIFFERS)
    free = [each for each in candidates if not _is_taken(quantity, each.quantity, claimed)]
    return _differing(quantity, free, equal)


def _is_taken(quantity: Quantity, other: Quantity, claimed: Sequence[Quantity]) -> bool:
    """Whether another quantity of the claim is the one that the passage's confirms."""
    rivals = [rival for rival in claimed if rival is not quantity and rival.kind == other.kind]
    return any(match(rival, other) is Match.AGREES for rival in rivals)


def _differing(quantity: Quantity, candidates: Sequence[Aligned], equal: Sequence[Aligned]) -> Comparison | None:
    """A clash with the likeliest other, or why it can not be told."""
    others = [each for each in candidates if each not in equal]
    if not others or (equal and others[0].likely - equal[0].likely < _SURER):
        return None
    best = others[0]
    matched = match(quantity, best.quantity)
    if best.likely < _PERHAPS:
        return None
    if best.likely < _least(quantity, best.quantity) or matched is not Match.CLASHES:
        return Comparison(quantity, best.quantity, Outcome.UNKNOWN, likely=best.likely)
    return Comparison(quantity, best.quantity, Outcome.DIFFERS, gap(quantity, best.quantity), best.likely)


def _least(a: Quantity, b: Quantity) -> float:
    """How likely two quantities must measure the same for a clash: surely, where they count unlike things."""
    return CLEAR if a.things and b.things and not a.kind and not a.things & b.things else _SAME


def _confirms(a: Quantity, b: Quantity, setting: Setting) -> bool:
    """Whether two equal amounts are more than chance: of one thing, of a telling size, or in texts of one affair."""
    if (a.low, a.high, a.unit) != (b.low, b.high, b.unit):
        return False
    if a.things and b.things and not a.things & b.things:
        return setting.words >= _ALIKE
    return bool(a.things & b.things) or significant(a.high) >= _TELLING or setting.words >= _RELATED
