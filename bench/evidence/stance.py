"""How well the stance models judge labelled pairs: ``python -m bench.evidence stance DATA``.

DATA is the folder with Climate-FEVER, FEVER-Symmetric, HealthVer and Fool Me Twice. Of each, the claims that hash into
the held-out fifth are judged; no part of a model was fitted or chosen on them. A claim stands on one side in all sets,
and in FEVER-Symmetric so do the claims that share their evidence with it. "mixed" is the macro-F1 of the three stances
over the four sets, each counting alike. FEVER-Symmetric and Fool Me Twice have no third label: every "context" is a
miss there. The words-only row says "corroborates" where half of the claim's words stand in the passage.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

from sources.stance.base import Judgement, Pair, Stance
from sources.stance.findings import find
from sources.stance.lexical import LexicalStance
from sources.stance.network.model import StanceNetwork, shipped
from sources.stance.trained import TrainedStance, impression, read_by
from training.stance.editing import Editor, Texts
from training.stance.judging import calibration_error, f1, macro_f1
from training.stance.pairs import MIXED, NEITHER, SUPPORTS, Labelled, load
from training.stance.sides import Side

STANCES = tuple(Stance)
EDITED = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    parser.add_argument("data", type=Path, help="the folder with the sets")
    parser.add_argument(
        "--beside", type=Path, help="folder of other weights, say unquantised ones, for a row of their own"
    )


def pairs(rows: Sequence[Labelled]) -> list[Pair]:
    """What the models are given."""
    return [Pair(row.claim, row.passage) for row in rows]


def by_network(rows: Sequence[Labelled], network: StanceNetwork) -> list[Stance]:
    """What a network says by itself."""
    return [read_by(impression(network, network.claim(row.claim), row.passage)) for row in rows]


def by_majority(rows: Sequence[Labelled]) -> list[Stance]:
    """The most frequent label of each set."""
    most = {name: max(STANCES, key=[row.label for row in rows if row.dataset == name].count) for name in sets_of(rows)}
    return [most[row.dataset] for row in rows]


def by_overlap(rows: Sequence[Labelled]) -> list[Stance]:
    """Corroborates where half of the claim's words stand in the passage, else context."""
    return [SUPPORTS if find(pair).overlap.passage >= 0.5 else NEITHER for pair in pairs(rows)]


def sets_of(rows: Sequence[Labelled]) -> list[str]:
    """The names of the sets, in order."""
    return [*dict.fromkeys(row.dataset for row in rows)]


def shares(rows: Sequence[Labelled]) -> list[float]:
    """Weights with which every set counts alike."""
    counts = {name: sum(row.dataset == name for row in rows) for name in sets_of(rows)}
    return [1 / counts[row.dataset] for row in rows]


def report(rows: Sequence[Labelled], ways: dict[str, Sequence[Stance]]) -> None:
    """Print the table: the mixed figure, then each set."""
    groups = {"mixed": list(range(len(rows)))}
    groups |= {name: [place for place, row in enumerate(rows) if row.dataset == name] for name in sets_of(rows)}
    print(f"{'set':22}{'pairs':>7}  {'macro-F1':>9}{'accuracy':>9}{'F1 +':>7}{'F1 -':>7}{'F1 0':>7}  by")
    for name, places in groups.items():
        gold = [STANCES.index(rows[place].label) for place in places]
        weights = shares([rows[place] for place in places])
        for way, judged in ways.items():
            found = [STANCES.index(judged[place]) for place in places]
            right = sum(weight * (a == b) for a, b, weight in zip(gold, found, weights, strict=True)) / sum(weights)
            each = "".join(f"{f1(gold, found, label, weights):7.3f}" for label in range(len(STANCES)))
            print(f"{name:22}{len(places):7}  {macro_f1(gold, found, weights):9.3f}{right:9.3f}{each}  {way}")


def report_confidence(rows: Sequence[Labelled], judged: Sequence[Judgement], way: str) -> None:
    """Print the expected calibration error and how often the model is right at each level of confidence."""
    right = [made.stance == row.label for made, row in zip(judged, rows, strict=True)]
    sure, weights = [made.confidence for made in judged], shares(rows)
    print(f"\n{way}: expected calibration error {calibration_error(sure, right, weights):.3f} (ten bins, sets alike)")
    print("confidence    pairs   said   right")
    for low in range(10):
        inside = [place for place, value in enumerate(sure) if low <= min(9.999, value * 10) < low + 1]
        total = sum(weights[place] for place in inside)
        if inside:
            said = sum(weights[place] * sure[place] for place in inside) / total
            share = sum(weights[place] * right[place] for place in inside) / total
            print(f"{low / 10:.1f} to {low / 10 + 0.1:.1f}  {len(inside):7}  {said:5.2f}  {share:6.2f}")


def report_dissent(rows: Sequence[Labelled], judged: Sequence[Judgement]) -> None:
    """Print how often network and engine disagree, and how often the judgement is right then."""
    right = {True: [], False: []}
    for made, row in zip(judged, rows, strict=True):
        right[bool(made.dissent)].append(made.stance == row.label)
    for disagree, inside in right.items():
        share, ok = len(inside) / len(rows), sum(inside) / max(1, len(inside))
        print(f"network and engine {'dis' if disagree else ''}agree: {share:.3f} of the pairs, right {ok:.3f}")


def report_edits(rows: Sequence[Labelled]) -> None:
    """Print what is said of supported pairs whose number or date was changed on one side."""
    chance = random.Random(1)
    editor, found = Editor([], chance), []
    for row in rows:
        made = editor.number(Texts(row.claim, (row.passage,), row.label)) if row.label is SUPPORTS else None
        if made is not None and len(found) < EDITED:
            found.append((Pair(row.claim, row.passage), Pair(made.claim, made.sentences[0])))
    for way, model in (("trained", TrainedStance()), ("engine alone", LexicalStance())):
        before, after = (model.judge([pair[side] for pair in found]) for side in (0, 1))
        called = sum(made.stance is Stance.CONTRADICTS for made in after) / len(found)
        alarms = sum(made.stance is Stance.CONTRADICTS for made in before) / len(found)
        print(f"{len(found)} pairs, {way}: contradicting as they stand {alarms:.3f}, a number changed {called:.3f}")


def report_speed(rows: Sequence[Labelled]) -> None:
    """Print the processor time of 30 passages."""
    chosen = pairs(rows)[:300]
    for way, model in (("trained", TrainedStance()), ("engine alone", LexicalStance())):
        model.judge(chosen[:2])
        started = time.process_time()
        model.judge(chosen)
        print(f"{way}: {(time.process_time() - started) / len(chosen) * 30:.3f} s of processor time for 30 passages")


def run(given: argparse.Namespace) -> None:
    """Judge and print."""
    held = [row for row in load(given.data) if row.side is Side.HELD]
    rows = [row for row in held if row.dataset in MIXED]
    trained, lexical = TrainedStance().judge(pairs(rows)), LexicalStance().judge(pairs(rows))
    ways: dict[str, Sequence[Stance]] = {
        "trained": [made.stance for made in trained],
        "network alone": by_network(rows, shipped()),
        "engine alone": [made.stance for made in lexical],
        "majority of the set": by_majority(rows),
        "words only": by_overlap(rows),
    }
    if given.beside:
        ways["network beside"] = by_network(rows, StanceNetwork(given.beside))
    report(rows, ways)
    report_confidence(rows, trained, "trained")
    report_confidence(rows, lexical, "engine alone")
    print()
    report_dissent(rows, trained)
    report_edits(held)
    report_speed(random.Random(1).sample(rows, len(rows)))
