"""Fits the last layer: ``python -m training.stance.layer --data PATH --weights DIR``.

On the claims kept for tuning, which the network never saw: the quantised network and the engine judge each pair, and a
multinomial logistic fit weighs what they say. Every set counts alike; pairs with an edited number or date count as a
set, so that a clash that the engine shows weighs what it is worth. Written into the settings beside the weights.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.stance.base import Stance
from sources.stance.engine import compare
from sources.stance.network.layer import FEATURES, features
from sources.stance.network.model import StanceNetwork
from sources.stance.trained import dissent_between, impression, read_by
from training.stance.editing import Editor, Texts
from training.stance.judging import calibration_error, macro_f1
from training.stance.pairs import MIXED, SUPPORTS, Labelled, load
from training.stance.sides import Side

Numbers = NDArray[np.float64]

STANCES = tuple(Stance)
_FEVER_ROWS, _EDITED_ROWS = 400, 300
_RIDGE = 0.01
_STEPS, _RATE = 1500, 0.05
_LEAST_DOUBT, _MOST_DOUBT = 0.5, 0.95


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs as numbers: features (pairs, features), labels, shares that make every set count alike, dissents."""

    values: Numbers
    labels: NDArray[np.int64]
    shares: Numbers
    dissents: NDArray[np.bool_]


def chosen(rows: Iterable[Labelled], side: Side, chance: random.Random) -> list[Labelled]:
    """The pairs of one side that are weighed: the mixed sets, some of FEVER, and edited pairs as a set of their own."""
    on_side = [row for row in rows if row.side is side]
    mixed = [row for row in on_side if row.dataset in MIXED or row.dataset == "FEVER-Symmetric"]
    fever = [row for row in on_side if row.dataset == "FEVER"]
    return [*mixed, *chance.sample(fever, min(_FEVER_ROWS, len(fever))), *edited(on_side, chance)]


def edited(rows: Sequence[Labelled], chance: random.Random) -> list[Labelled]:
    """Supported pairs with one number or date changed, and as many left as they are."""
    editor = Editor([], chance)
    found: list[Labelled] = []
    for row in chance.sample(rows, len(rows)):
        if row.label is SUPPORTS and len(found) < _EDITED_ROWS:
            made = editor.number(Texts(row.claim, (row.passage,), row.label))
            if made is not None:
                found.append(Labelled("edited", made.claim, made.sentences[0], made.label, row.side))
                found.append(Labelled("edited", row.claim, row.passage, row.label, row.side))
    return found


def table(network: StanceNetwork, rows: Sequence[Labelled]) -> Table:
    """The pairs judged by both parts."""
    values, dissents = [], []
    for row in rows:
        seen = impression(network, network.claim(row.claim), row.passage)
        report = compare(row.claim, row.passage)
        values.append(features(seen, report))
        dissents.append(bool(dissent_between(read_by(seen), report)))
    sets = [row.dataset.removesuffix(" dev") for row in rows]
    counts = Counter(sets)
    return Table(
        np.array(values),
        np.array([STANCES.index(row.label) for row in rows]),
        np.array([1 / counts[name] / len(counts) for name in sets]),
        np.array(dissents),
    )


def likely(values: Numbers, weights: Numbers) -> Numbers:
    """Probabilities (pairs, stances)."""
    scores = values @ weights.T
    powers: Numbers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def fit(given: Table) -> Numbers:
    """Weights (stances, features) by descent with momentum; what the network says shrinks towards what it says."""
    start = np.zeros((len(STANCES), len(FEATURES)))
    for number in range(len(STANCES)):
        start[number, 1 + number] = 1.0
    weights, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    wanted = np.eye(len(STANCES))[given.labels]
    shares = given.shares[:, None] / given.shares.sum()
    for step in range(1, _STEPS + 1):
        slope = ((likely(given.values, weights) - wanted) * shares).T @ given.values + _RIDGE * (weights - start)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        moved = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights -= _RATE * (1 - step / _STEPS) * moved
    return weights


def doubt(given: Table, weights: Numbers) -> float:
    """What confidence is multiplied by where the parts do not agree: as the pairs say, and 5 % less at least."""
    found = likely(given.values, weights)
    sure, right = found.max(1), found.argmax(1) == given.labels
    weight = given.shares * given.dissents
    factor = (weight * right).sum() / max(1e-9, (weight * sure).sum())
    return float(np.clip(factor, _LEAST_DOUBT, _MOST_DOUBT))


def figures(given: Table, weights: Numbers, factor: float) -> dict[str, float]:
    """How good a layer is on pairs: macro-F1, and the error of its confidence."""
    found = likely(given.values, weights)
    sure = found.max(1) * np.where(given.dissents, factor, 1.0)
    shares, given_labels = given.shares.tolist(), found.argmax(1).tolist()
    right = [a == b for a, b in zip(given.labels.tolist(), given_labels, strict=True)]
    return {
        "macro-F1": macro_f1(given.labels.tolist(), given_labels, shares),
        "calibration error": calibration_error(sure.tolist(), right, shares),
        "dissents": float((given.shares * given.dissents).sum() / given.shares.sum()),
    }


def as_settings(weights: Numbers, factor: float) -> dict[str, Any]:
    """The layer as it is written beside the weights of the network."""
    rows = zip(STANCES, weights.tolist(), strict=True)
    return {
        "features": list(FEATURES),
        "layer": {stance.value: [round(value, 4) for value in row] for stance, row in rows},
        "doubt": round(factor, 3),
    }


def main() -> None:
    """Read the arguments, fit, write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--weights", type=Path, required=True, help="folder that training.stance.export wrote")
    given = parser.parse_args()
    network = StanceNetwork(given.weights)
    tuning = table(network, chosen(load(given.data), Side.TUNE, random.Random(7)))
    weights = fit(tuning)
    factor = doubt(tuning, weights)
    for stance, row in zip(STANCES, weights, strict=True):
        print(stance.value, dict(zip(FEATURES, np.round(row, 2).tolist(), strict=True)))
    print("of the fit itself:", {name: round(value, 3) for name, value in figures(tuning, weights, factor).items()})
    settings = network.settings | as_settings(weights, factor)
    (given.weights / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")


if __name__ == "__main__":
    main()
