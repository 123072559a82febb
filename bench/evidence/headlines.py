"""Headline against article, the task of FNC-1: ``python -m bench.evidence headlines DATA``.

Agree, disagree, discuss or unrelated. The best windows of the body are judged beside the headline, and a small layer
weighs what network and shared words say. The network has read related pairs of the train rows whose headline and body
both hash into its part; the layer is fitted on train rows of the bodies kept for tuning. Reported are the dev rows (the
official split shares bodies and headlines with train), those of them whose body neither has read, and train rows of
held-out bodies under held-out headlines, where both are new.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sources.stance.network.layer import log_probabilities
from sources.stance.network.model import StanceNetwork, shipped
from sources.stance.network.reading import Coded
from sources.stance.network.windows import lexical_scores, windows
from sources.stance.words import STOP_WORDS, word_set
from training.stance.documents import Headline, headlines, split
from training.stance.judging import f1, macro_f1
from training.stance.pairs import families_in
from training.stance.sides import Side

LABELS = ("agree", "disagree", "discuss", "unrelated")
ROOM = 128
WINDOWS = 3
LEAD = 3
_DOUBTING = word_set(
    "fake hoax false deny denies denied debunk debunked rumor rumour rumors fraud not no untrue retract retracted "
    "bogus satire prank despite refute refuted doubt doubts"
)
_REPORTING = word_set(
    "reportedly allegedly claims claim report reports reported according rumored rumoured says said alleged apparently "
    "unconfirmed may might could possibly sources"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder, and how many train rows the layer is fitted on."""
    parser.add_argument("data", type=Path, help="the folder with FNC-1")
    parser.add_argument("--train", type=int, default=5000, help="train rows that the layer is fitted on, at most")
    parser.add_argument("--most", type=int, help="judge no more than this many dev rows")


class Reader:
    """Headlines and bodies as numbers; a body is coded once."""

    def __init__(self, network: StanceNetwork, bodies: Sequence[str]) -> None:
        self.network = network
        self.bodies: dict[str, list[Coded]] = {}
        read = sorted(set(bodies))
        seen = Counter(key for body in read for key in {key for told in self.body(body) for key in told.keys})
        self.rarity = {key: float(np.log((1 + len(read)) / count)) for key, count in seen.items()}

    def body(self, text: str) -> list[Coded]:
        """The sentences of a body, coded."""
        if text not in self.bodies:
            self.bodies[text] = [self.network.sentence(sentence) for sentence in split(text)]
        return self.bodies[text]

    def features(self, row: Headline) -> list[float]:
        """What the layer weighs: the best windows as the network reads them, and the words that are shared."""
        claim, told = self.network.claim(row.headline), self.body(row.body)
        if not told:
            return [0.0] * COUNT
        scores = lexical_scores(claim, told)
        chosen = windows([len(each.ids) for each in told], scores, room=ROOM, count=WINDOWS)
        looks = [self.network.look(claim, [told[place] for place in window]) for window in chosen]
        stances = np.array([log_probabilities(look.stance) for look in looks])
        bearing = [max(look.relevance) for look in looks]
        likely, relevance = np.exp(stances), [bearing[0], max(bearing), float(np.mean(bearing))]
        return [*stances[0], *likely.mean(0), *likely.max(0), *relevance, *self.shared(claim, told, chosen[0])]

    def shared(self, claim: Coded, told: Sequence[Coded], best: range) -> list[float]:
        """Shares of the headline's words in the body, its lead and its best window; words of doubt and of report."""
        wanted = {key for key in claim.vocabulary if key not in STOP_WORDS and key[:1].isalnum()}
        parts = [
            told,
            told[:LEAD],
            [told[place] for place in best],
            [max(told, key=lambda each: len(wanted & each.vocabulary))],
        ]
        found = [frozenset(key for each in part for key in each.keys) for part in parts]
        total = sum(self.rarity.get(key, 8.0) for key in wanted) or 1.0
        weighed = [sum(self.rarity.get(key, 8.0) for key in wanted & part) / total for part in found]
        plain = [len(wanted & part) / max(1, len(wanted)) for part in found]
        doubts = [float(bool(part & _DOUBTING)) for part in (claim.vocabulary, found[2], found[1])]
        reports = [float(bool(part & _REPORTING)) for part in (claim.vocabulary, found[2], found[1])]
        return [*weighed, *plain, *(share**2 for share in weighed), *doubts, *reports, doubts[0] * doubts[1], 1.0]


COUNT = 12 + 12 + 8


def fit(values: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, ...]:
    """A small layer with one hidden row of sixteen, by descent; every label counts by the root of its number."""
    chance = np.random.default_rng(1)
    mean, spread = values.mean(0), values.std(0) + 1e-6
    given, wanted = (values - mean) / spread, np.eye(len(LABELS))[labels]
    counts = np.bincount(labels, minlength=len(LABELS))
    shares = (1 / np.sqrt(counts))[labels][:, None]
    shares /= shares.sum()
    weights = [
        chance.normal(0, 0.2, (values.shape[1], 16)),
        np.zeros(16),
        chance.normal(0, 0.2, (16, len(LABELS))),
        np.zeros(len(LABELS)),
    ]
    first, second = [np.zeros_like(each) for each in weights], [np.zeros_like(each) for each in weights]
    steps = 1500
    for step in range(1, steps + 1):
        hidden = np.tanh(given @ weights[0] + weights[1])
        error = (softmax(hidden @ weights[2] + weights[3]) - wanted) * shares
        back = error @ weights[2].T * (1 - hidden**2)
        slopes = [given.T @ back + 3e-4 * weights[0], back.sum(0), hidden.T @ error + 3e-4 * weights[2], error.sum(0)]
        for place, slope in enumerate(slopes):
            first[place] = 0.9 * first[place] + 0.1 * slope
            second[place] = 0.99 * second[place] + 0.01 * slope**2
            moved = first[place] / (1 - 0.9**step) / (np.sqrt(second[place] / (1 - 0.99**step)) + 1e-8)
            weights[place] -= 0.02 * (1 - step / steps) * moved
    return (mean, spread, *weights)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities of each row."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def called(values: np.ndarray, layer: tuple[np.ndarray, ...]) -> list[int]:
    """The labels that a layer gives."""
    mean, spread, *weights = layer
    hidden = np.tanh((values - mean) / spread @ weights[0] + weights[1])
    return softmax(hidden @ weights[2] + weights[3]).argmax(1).tolist()


def chosen(rows: Sequence[Headline], most: int) -> list[Headline]:
    """Rows that the layer is fitted on: of bodies kept for tuning, which the network has not read."""
    unread = [row for row in rows if row.body_side is Side.TUNE and row.claim_side is not Side.HELD]
    return random.Random(1).sample(unread, min(most, len(unread)))


def show(name: str, rows: Sequence[Headline], found: Sequence[int]) -> None:
    """Print one line of the table."""
    gold = [LABELS.index(row.label) for row in rows]
    each = "".join(f"{f1(gold, found, label, [1.0] * len(gold)):10.3f}" for label in range(len(LABELS)))
    right = sum(a == b for a, b in zip(gold, found, strict=True)) / max(1, len(gold))
    print(f"{name:44}{len(rows):6}{macro_f1(gold, found):9.3f}{right:9.3f}{each}")


def run(given: argparse.Namespace) -> None:
    """Fit the layer, judge, print."""
    families = families_in(given.data)
    train, dev = (headlines(given.data, part, families) for part in ("train", "dev"))
    dev = dev[: given.most]
    fitting = chosen(train, given.train)
    fresh = [row for row in train if row.body_side is Side.HELD and row.claim_side is Side.HELD]
    reader = Reader(shipped(), [row.body for row in fitting])
    layer = fit(
        np.array([reader.features(row) for row in fitting]), np.array([LABELS.index(row.label) for row in fitting])
    )
    print(f"layer fitted on {len(fitting)} train rows of bodies that the network has not read")
    print(
        f"{'rows':44}{'pairs':>6}{'macro-F1':>9}{'accuracy':>9}"
        + "".join(f"{f'F1 {label}':>10}"[:10] for label in LABELS)
    )
    found = called(np.array([reader.features(row) for row in dev]), layer)
    show("dev", dev, found)
    unread = [place for place, row in enumerate(dev) if row.body_side is Side.HELD]
    show(
        "dev, bodies neither layer nor network read",
        [dev[place] for place in unread],
        [found[place] for place in unread],
    )
    show(
        "train rows, body and headline both new",
        fresh,
        called(np.array([reader.features(row) for row in fresh]), layer),
    )
    show("dev, all called unrelated", dev, [3] * len(dev))
