"""Fits the weights of the engine's own decision: ``python -m training.stance.lexical --data PATH``.

Prints the tables of ``sources.stance.decision``: weights of its features by gradient descent, every stance counting
alike, and how their winner becomes a confidence. Fitted to the train claims of Climate-FEVER and FEVER-Symmetric.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sources.stance import decision
from sources.stance.base import Pair, Stance
from sources.stance.findings import Findings, find
from training.stance.pairs import NEITHER, Labelled, load
from training.stance.sides import Side

SETS = ("Climate-FEVER", "FEVER-Symmetric", "FEVER-Symmetric dev")
STEPS, RATE, INERTIA, SHRINKAGE = 400, 0.4, 0.9, 0.001

Examples = Sequence[tuple[Sequence[float], Stance, float]]
"""Features, label, weight."""


def tables(found: Sequence[tuple[Findings, Stance]]) -> Iterator[tuple[str, dict[Stance, list[float]]]]:
    """The two tables of weights by name, for pairs without and with a clash.

    A pair that people call contradicting but that shows no clash is left out: nothing that is measured tells it.
    """
    counts = Counter(label for _, label in found)
    for name, table, clash in (
        ("WITHOUT_CLASH", decision.WITHOUT_CLASH, False),
        ("WITH_CLASH", decision.WITH_CLASH, True),
    ):
        examples = [
            (decision.features(each), label, 1 / counts[label])
            for each, label in found
            if decision.has_clash(each) is clash and label in table
        ]
        yield name, descend(examples, [*table])


def descend(examples: Examples, stances: Sequence[Stance]) -> dict[Stance, list[float]]:
    """Weights by gradient descent on the log loss with a little shrinkage; those of context stay 0."""
    weights = {stance: [0.0] * len(decision.FEATURES) for stance in stances}
    speeds = {stance: [0.0] * len(decision.FEATURES) for stance in stances}
    total = sum(share for *_, share in examples)
    for _ in range(STEPS):
        slopes = {stance: [SHRINKAGE * weight for weight in weights[stance]] for stance in stances}
        for values, label, share in examples:
            likely = decision.probabilities(values, weights)
            for stance in stances:
                error = share / total * (likely[stance] - (stance is label))
                slopes[stance] = [slope + error * value for slope, value in zip(slopes[stance], values, strict=True)]
        for stance in set(stances) - {NEITHER}:
            speeds[stance] = [INERTIA * a + b for a, b in zip(speeds[stance], slopes[stance], strict=True)]
            weights[stance] = [a - RATE * b for a, b in zip(weights[stance], speeds[stance], strict=True)]
    return weights


def sureness(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift with which the log odds of a probability become those of being right."""
    odds = [(math.log(sure / (1 - sure)), right) for sure, right in judged]
    slope, shift = 1.0, 0.0
    for _ in range(STEPS):
        errors = [(1 / (1 + math.exp(-slope * value - shift)) - right, value) for value, right in odds]
        slope -= sum(error * value for error, value in errors) / len(odds)
        shift -= sum(error for error, _ in errors) / len(odds)
    return slope, shift


def fit(rows: Sequence[Labelled]) -> None:
    """Fit everything, put it to use and print it."""
    found = [(find(Pair(row.claim, row.passage)), row.label) for row in rows]
    for name, table in list(tables(found)):
        setattr(decision, name, table)
        for stance, weights in table.items():
            print(name, stance.name, tuple(round(weight, 2) for weight in weights))
    decision.SURENESS = dict.fromkeys(Stance, (1.0, 0.0))
    judged = [(*decision.decide(each), label) for each, label in found]
    for stance in Stance:
        slope, shift = sureness([(sure, label is stance) for given, sure, label in judged if given is stance])
        print("SURENESS", stance.name, (round(slope, 2), round(shift, 2)))


def main() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled sets")
    given = parser.parse_args()
    fit([row for row in load(given.data) if row.side is Side.TRAIN and row.dataset in SETS])


if __name__ == "__main__":
    main()
