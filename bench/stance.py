"""How well the lexical stance model judges labelled pairs: ``python bench/stance.py DATA_PATH [--fit]``.

Reads Climate-FEVER, FEVER-Symmetric, HealthVer and Fool Me Twice from DATA_PATH, splits each by a hash of the claim
(80 to 20) and reports the 20 %. With ``--fit`` it first fits the weights of ``sources.stance.decision`` on the 80 %
of the sets that are meant for training and prints them.
"""

import argparse
import csv
import json
import math
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck.lib.fingerprints import hash_text
from sources.stance import decision
from sources.stance.base import Pair, ReasonKind, Stance
from sources.stance.findings import find
from sources.stance.lexical import LexicalStance

SUPPORTS, REFUTES, NEITHER = Stance.CORROBORATES, Stance.CONTRADICTS, Stance.CONTEXT
LABELS = {
    "SUPPORTS": SUPPORTS, "Supports": SUPPORTS, "REFUTES": REFUTES, "Refutes": REFUTES,
    "NOT_ENOUGH_INFO": NEITHER, "Neutral": NEITHER,
}  # fmt: skip
# The others are dev sets: they are measured on and never fitted to.
FOR_FITTING = ("Climate-FEVER", "FEVER-Symmetric")
STEPS, RATE, INERTIA, SHRINKAGE = 400, 0.4, 0.9, 0.001


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair with the stance that people gave it."""

    dataset: str
    pair: Pair
    label: Stance

    @property
    def is_held_out(self) -> bool:
        """Whether its claim falls into the 20 %."""
        return int(hash_text(self.pair.statement)[:8], 16) % 5 == 0


def load(folder: Path) -> list[Labelled]:
    """All pairs of the four sets."""
    return [*_climate(folder), *_symmetric(folder), *_healthver(folder), *_fool_me_twice(folder)]


def _json_lines(path: Path) -> Iterator[dict]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _climate(folder: Path) -> Iterator[Labelled]:
    for row in _json_lines(folder / "climate_fever_train.jsonl"):
        for found in row["evidences"]:
            pair = Pair(row["claim"], found["evidence"])
            yield Labelled("Climate-FEVER", pair, LABELS[found["evidence_label"]])


def _symmetric(folder: Path) -> Iterator[Labelled]:
    dev = list(_json_lines(folder / "fever_symmetric_v0.2_dev.jsonl"))
    for row in dev:
        yield Labelled("FEVER-Symmetric dev", Pair(row["claim"], row["evidence"]), LABELS[row["label"]])
    seen = {hash_text(text) for row in dev for text in (row["claim"], row["evidence"])}
    for row in _json_lines(folder / "fever_symmetric_v0.1.jsonl"):
        if seen.isdisjoint((hash_text(row["claim"]), hash_text(row["evidence_sentence"]))):
            yield Labelled("FEVER-Symmetric", Pair(row["claim"], row["evidence_sentence"]), LABELS[row["label"]])


def _healthver(folder: Path) -> Iterator[Labelled]:
    with (folder / "healthver_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Labelled("HealthVer dev", Pair(row["claim"], row["evidence"]), LABELS[row["label"]])


def _fool_me_twice(folder: Path) -> Iterator[Labelled]:
    for row in _json_lines(folder / "fool_me_twice_dev.jsonl"):
        passage = " ".join(found["text"] for found in row["gold_evidence"])
        yield Labelled("Fool Me Twice dev", Pair(row["text"], passage), LABELS[row["label"]])


def macro_f1(gold: Sequence[Stance], given: Sequence[Stance]) -> float:
    """The mean of the F1 of the stances that occur in ``gold``."""
    return sum(f1(gold, given, stance) for stance in set(gold)) / len(set(gold))


def f1(gold: Sequence[Stance], given: Sequence[Stance], stance: Stance) -> float:
    """F1 of one stance."""
    hits = sum(a == b == stance for a, b in zip(gold, given, strict=True))
    return 2 * hits / max(1, gold.count(stance) + given.count(stance))


def accuracy(gold: Sequence[Stance], given: Sequence[Stance]) -> float:
    """Share of pairs judged right."""
    return sum(a == b for a, b in zip(gold, given, strict=True)) / max(1, len(gold))


def by_model(rows: Sequence[Labelled]) -> list[Stance]:
    """What the model says."""
    return [judged.stance for judged in LexicalStance().judge([row.pair for row in rows])]


def by_majority(rows: Sequence[Labelled]) -> list[Stance]:
    """The most frequent label of these rows, for each of them."""
    return [Counter(row.label for row in rows).most_common(1)[0][0]] * len(rows)


def by_overlap(rows: Sequence[Labelled]) -> list[Stance]:
    """Corroborates where half of the claim's words stand in the passage, else context."""
    return [SUPPORTS if find(row.pair).overlap.passage >= 0.5 else NEITHER for row in rows]


def report(rows: Sequence[Labelled]) -> None:
    """Print a table: each set and all together, the model beside two references."""
    names = [*dict.fromkeys(row.dataset for row in rows)]
    groups = {"all": list(rows)} | {name: [row for row in rows if row.dataset == name] for name in names}
    print(f"{'set':22}{'pairs':>7}  {'macro-F1':>9}{'accuracy':>9}{'F1 +':>7}{'F1 -':>7}{'F1 0':>7}  by")
    ways: dict[str, Callable[[Sequence[Labelled]], list[Stance]]] = {
        "lexical": by_model, "majority": by_majority, "overlap only": by_overlap,
    }  # fmt: skip
    for name, group in groups.items():
        gold = [row.label for row in group]
        for way, judge in ways.items():
            given = judge(group)
            each = "".join(f"{f1(gold, given, stance):7.3f}" for stance in (SUPPORTS, REFUTES, NEITHER))
            overall = f"{macro_f1(gold, given):9.3f}{accuracy(gold, given):9.3f}"
            print(f"{name:22}{len(group):7}  {overall}{each}  {way}")


def report_confidence(rows: Sequence[Labelled]) -> None:
    """Print how often the model is right at each level of confidence."""
    judged = LexicalStance().judge([row.pair for row in rows])
    print("\nconfidence   pairs   right")
    for low in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        right = [
            made.stance == row.label
            for made, row in zip(judged, rows, strict=True)
            if low <= made.confidence < low + 0.1
        ]
        if right:
            print(f"{low:.1f} to {low + 0.1:.1f}  {len(right):6}  {sum(right) / len(right):6.2f}")


def report_edited_numbers(rows: Sequence[Labelled], least: float) -> None:
    """Print how many edited numbers are found, and how many untouched ones are called a clash.

    Of supported pairs whose claim has a number that the passage confirms, that number is changed by 20 % or more.
    """
    chance = random.Random(1)
    supported = [row for row in rows if row.label is SUPPORTS and re.search(r"\d", row.pair.statement)]
    supported = [row for row in supported if find(row.pair).overlap.words >= least]
    alarms = sum(_has_clash(row.pair) for row in supported)
    edited = [pair for row in supported if (pair := _edited(row.pair, chance)) is not None]
    found = sum(_has_clash(pair) for pair in edited)
    called = sum(made.stance is REFUTES for made in LexicalStance().judge(edited))
    print(f"\nsupported pairs with a number in the claim and {least:.0%} of its words in the passage: {len(supported)}")
    print(f"untouched numbers called a clash: {alarms / len(supported):.3f}")
    shares = f"shown {found / len(edited):.3f}, called contradicting {called / len(edited):.3f}"
    print(f"edited numbers: {len(edited)}, {shares}")


def _has_clash(pair: Pair) -> bool:
    [judged] = LexicalStance().judge([pair])
    return any(not reason.agrees and reason.kind in {ReasonKind.NUMBER, ReasonKind.DATE} for reason in judged.reasons)


_MONTH = re.compile("January|February|March|April|May|June|July|August|September|October|November|December")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,9}(?![\w]|[.,]\d)")


def _edited(pair: Pair, chance: random.Random) -> Pair | None:
    """The pair with one number of the claim, which the passage has too, made another; ``None`` without such a one."""
    in_passage = set(_NUMBER.findall(pair.passage))
    shared = [found for found in _NUMBER.finditer(pair.statement) if found.group() in in_passage]
    if not shared:
        return None
    number = shared[0]
    value = int(number.group())
    nearby = pair.statement[max(0, number.start() - 12) : number.end() + 12]
    if 1500 <= value <= 2099 or _MONTH.search(nearby):
        other = value + chance.choice([-7, -3, -1, 1, 3, 7])
    else:
        other = max(value + 1, round(value * chance.choice([1.2, 1.5, 2, 3])))
    if str(other) in in_passage:
        return None
    return Pair(pair.statement[: number.start()] + str(other) + pair.statement[number.end() :], pair.passage)


Examples = Sequence[tuple[Sequence[float], Stance, float]]


def fit(rows: Sequence[Labelled]) -> None:
    """Fit the weights to ``rows``, every stance counting alike, put them to use, and print them.

    A pair that people call contradicting but that shows no clash is left out: nothing that is measured tells it.
    """
    found = [(find(row.pair), row.label) for row in rows]
    counts = Counter(label for _, label in found)
    for name, clash in (("WITHOUT_CLASH", False), ("WITH_CLASH", True)):
        table = getattr(decision, name)
        examples = [
            (decision.features(each), label, 1 / counts[label])
            for each, label in found
            if decision.has_clash(each) is clash and label in table
        ]
        fitted = descend(examples, [*table])
        setattr(decision, name, fitted)
        for stance, weights in fitted.items():
            print(name, stance.name, tuple(round(weight, 2) for weight in weights))


def fit_sureness(rows: Sequence[Labelled]) -> None:
    """Fit how probabilities become confidence, and print it: logistic regression on the log odds, for each stance."""
    plain = dict.fromkeys(Stance, (1.0, 0.0))
    decision.SURENESS = plain
    judged = [(*decision.decide(find(row.pair)), row.label) for row in rows]
    fitted = {}
    for stance in Stance:
        odds = [(math.log(sure / (1 - sure)), label is stance) for given, sure, label in judged if given is stance]
        slope, shift = 1.0, 0.0
        for _ in range(STEPS):
            errors = [(1 / (1 + math.exp(-slope * value - shift)) - right, value) for value, right in odds]
            slope -= sum(error * value for error, value in errors) / len(odds)
            shift -= sum(error for error, _ in errors) / len(odds)
        fitted[stance] = (slope, shift)
        print("SURENESS", stance.name, (round(slope, 2), round(shift, 2)))
    decision.SURENESS = fitted


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


def main() -> None:
    """Read, perhaps fit, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with the sets")
    parser.add_argument("--fit", action="store_true", help="fit the weights first and print them")
    options = parser.parse_args()
    rows = load(options.data)
    if options.fit:
        for_fitting = [row for row in rows if row.dataset in FOR_FITTING and not row.is_held_out]
        fit(for_fitting)
        fit_sureness(for_fitting)
    held_out = [row for row in rows if row.is_held_out]
    started = time.perf_counter()
    by_model(held_out)
    print(f"{len(held_out) / (time.perf_counter() - started):,.0f} pairs a second\n")
    report(held_out)
    report_confidence(held_out)
    for least in (0.5, 0.7):
        report_edited_numbers(rows, least)


if __name__ == "__main__":
    main()
