"""Fits how surely two quantities, or two dates, are given for the same: the weights of the stance engine."""

from collections.abc import Iterable, Sequence

import numpy as np

from sources.stance import findings, occasions, overlap
from sources.stance.base import Pair
from sources.stance.names import shared_names
from sources.stance.quantities import alignment
from sources.stance.quantities.comparison import Match, match
from sources.stance.setting import share

STEPS, RATE, INERTIA, SHRINKAGE = 600, 0.5, 0.9, 0.002
Example = tuple[Sequence[float], bool, float]


def fit(supported: Iterable[Pair], undecided: Iterable[Pair], undecided_weight: float) -> None:
    """Fit both tables of weights, put them to use and print them.

    In a supported pair the equal ones are given for the same and the others are not; where none is equal, and in a pair
    that decides nothing, none is.
    """
    numbers: list[Example] = []
    dated: list[Example] = []
    for pair in supported:
        _collect(pair, 1.0, numbers, dated, can_be_same=True)
    for pair in undecided:
        _collect(pair, undecided_weight, numbers, dated, can_be_same=False)
    for name, module, examples in (("numbers", alignment, numbers), ("dates", occasions, dated)):
        module.WEIGHTS = descend(examples, len(module.TRAITS))
        print(f"{name}: {len(examples)} examples, {sum(same for _, same, _ in examples)} the same")
        print(tuple(round(weight, 2) for weight in module.WEIGHTS))


def _collect(pair: Pair, weight: float, numbers: list[Example], dated: list[Example], *, can_be_same: bool) -> None:
    claim, passage = findings.read(pair.statement, ""), findings.read(pair.passage, "")
    measured = overlap.measure(claim.tokens, passage.by_sentence)
    setting = findings.setting_of(measured, claim, passage, len(shared_names(claim.names, passage.names)))
    for quantity in claim.quantities:
        candidates = [other for other in passage.quantities if alignment.comparable(quantity, other)]
        closest = max((share(quantity.around, other.around) for other in candidates), default=0.0)
        equal = [match(quantity, other) is Match.AGREES for other in candidates]
        values = [alignment.traits(quantity, other, len(candidates), closest, setting) for other in candidates]
        numbers += _labelled(values, equal, weight, can_be_same=can_be_same)
    for date in claim.dates:
        comparable = [other for other in passage.dates if occasions.are_comparable(date, other)]
        closest = max((share(date.around, other.around) for other in comparable), default=0.0)
        equal = [occasions.agree(date, other) for other in comparable]
        values = [occasions.traits(date, other, len(comparable), closest, setting) for other in comparable]
        dated += _labelled(values, equal, weight, can_be_same=can_be_same)


def _labelled(values: list[tuple[float, ...]], equal: list[bool], weight: float, *, can_be_same: bool) -> list[Example]:
    """Of several equal ones the first is the same as the claim's, and of the rest nothing is known."""
    if not can_be_same:
        return [(value, False, weight) for value, same in zip(values, equal, strict=True) if not same]
    if not any(equal):
        return [(value, False, 1.0) for value in values]
    first = equal.index(True)
    return [
        (value, at == first, 1.0)
        for at, (value, same) in enumerate(zip(values, equal, strict=True))
        if not same or at == first
    ]


def descend(examples: Sequence[Example], width: int) -> tuple[float, ...]:
    """Logistic regression by gradient descent on the log loss, with a little shrinkage."""
    values = np.array([value for value, _, _ in examples], dtype=float)
    same = np.array([float(answer) for _, answer, _ in examples])
    counts = np.array([weight for _, _, weight in examples])
    weights, speed = np.zeros(width), np.zeros(width)
    for _ in range(STEPS):
        errors = (1 / (1 + np.exp(-(values @ weights))) - same) * counts
        speed = INERTIA * speed + values.T @ errors / counts.sum() + SHRINKAGE * weights
        weights = weights - RATE * speed
    return tuple(weights.tolist())
