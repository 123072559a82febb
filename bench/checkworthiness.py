"""How well a score tells check-worthy sentences from others, in debates and in news, and whether it means what it says.

    python -m bench.checkworthiness DATA_PATH [--scorer training.calibration.WordScorer] [--calibration FILE]

DATA_PATH is a folder with ``checkworthy/`` (CheckThat! 2024, English) and the news corpora that
``training/checkworthy_news`` names. A scorer is a class with ``threshold`` and ``score(sentences) -> scores in 0..1``.

Protocol. Debates: dev and dev-test, without the sentences that stand in the train file too; a row without a clear
label is left out, and two rows joined by a lost line break are read as two. News: the labelled sentences, split by a
hash of the document into ``tune`` (6 in 10) and ``held``; a calibration is fitted on ``tune`` and judged on ``held``.
The scorer sees one sentence at a time. The news set is drawn by strata, so its share of check-worthy sentences is not
that of a newspaper, and calibration holds for that share alone.

* yes to all: F1 of calling every sentence check-worthy.
* F1: at the scorer's own threshold, with the interval that holds 95 % of 1,000 resamplings of the documents (of the
  sentences in debates, which have no documents).
* best F1: at the threshold that is best on this very set.
* AP: average precision; equal scores share one step.
* Brier: mean squared distance of the score from the label.
* ECE: expected calibration error over ten bins of equal width; "luck" is what a score that means exactly what it says
  would get on a set of this size, the mean of 200 drawings of labels from the scores.

"news held, sure" leaves out the sentences over which the reader hesitated or whose two labels differ. "news all" and
the lines of single corpora hold both parts, so they are no judgement of what was fitted on ``tune``. A model trained on
the attributions of PolNeAR has read its sentences: for such a one the lines of MEANTIME and GUM count.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from training.calibration import Calibrated, Calibration, Scorer, best_threshold, scorer_at
from training.checkworthy_news.labelled import Labelled, load
from training.debates import unseen

BINS = 10
RESAMPLINGS = 1000
DRAWINGS = 200
DEBATES = ("dev", "dev-test")


@dataclass(frozen=True, slots=True)
class Judged:
    """Sentences of one set with their labels; ``groups`` are the documents that they come from."""

    name: str
    sentences: Sequence[str]
    labels: Sequence[int]
    groups: Sequence[str]


def sets(data: Path) -> Iterator[Judged]:
    """Every set that is there to be judged."""
    for split in DEBATES:
        texts, labels = zip(*unseen(data / "checkworthy", split), strict=True)
        yield Judged(f"debates {split}", texts, labels, [str(number) for number in range(len(texts))])
    rows = load(data)
    held = [row for row in rows if not row.is_tune]
    yield _news("news tune", [row for row in rows if row.is_tune])
    yield _news("news held", held)
    yield _news("news held, sure", [row for row in held if not row.is_doubtful])
    yield _news("news all", rows)
    for corpus in sorted({row.corpus for row in rows}):
        yield _news(f"news {corpus}", [row for row in rows if row.corpus == corpus])


def _news(name: str, rows: Sequence[Labelled]) -> Judged:
    groups = [f"{row.corpus}/{row.document}" for row in rows]
    return Judged(name, [row.sentence for row in rows], [row.label for row in rows], groups)


def f_score(scores: Sequence[float], labels: Sequence[int], threshold: float) -> float:
    """F1 of calling check-worthy what scores ``threshold`` or more."""
    called = [score >= threshold for score in scores]
    right = sum(each and label for each, label in zip(called, labels, strict=True))
    return 2 * right / max(1, sum(called) + sum(labels))


def interval(judged: Judged, scores: Sequence[float], threshold: float) -> tuple[float, float]:
    """The middle 95 % of F1 when the documents are drawn anew, with replacement."""
    members: dict[str, list[int]] = {}
    for place, group in enumerate(judged.groups):
        members.setdefault(group, []).append(place)
    names, chance = list(members), random.Random(1)
    found = []
    for _ in range(RESAMPLINGS):
        drawn = [place for name in chance.choices(names, k=len(names)) for place in members[name]]
        found.append(f_score([scores[place] for place in drawn], [judged.labels[place] for place in drawn], threshold))
    found.sort()
    return found[RESAMPLINGS // 40], found[-RESAMPLINGS // 40 - 1]


def average_precision(scores: Sequence[float], labels: Sequence[int]) -> float:
    """The area under precision over recall, one step for each score that occurs."""
    total, called, right = 0.0, 0, 0
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    for _, equals in groupby(ranked, key=lambda pair: pair[0]):
        step = [label for _, label in equals]
        called += len(step)
        right += sum(step)
        total += sum(step) * right / called
    return total / max(1, sum(labels))


def brier(scores: Sequence[float], labels: Sequence[int]) -> float:
    """Mean squared distance."""
    return sum((score - label) ** 2 for score, label in zip(scores, labels, strict=True)) / len(labels)


@dataclass(frozen=True, slots=True)
class Bin:
    """The sentences whose score lies in one tenth: how many, their mean score, the share that is check-worthy."""

    low: float
    size: int
    score: float
    worthy: float


def reliability(scores: Sequence[float], labels: Sequence[int]) -> list[Bin]:
    """The tenths that hold any sentence; a score of 1 lies in the last."""
    held: dict[int, list[tuple[float, int]]] = {}
    for score, label in zip(scores, labels, strict=True):
        held.setdefault(min(BINS - 1, int(score * BINS)), []).append((score, label))
    return [
        Bin(number / BINS, len(pairs), sum(s for s, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs))
        for number, pairs in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between a tenth's score and its share of check-worthy sentences, by size."""
    return sum(each.size * abs(each.score - each.worthy) for each in bins) / sum(each.size for each in bins)


def luck(scores: Sequence[float]) -> float:
    """The calibration error to expect when every score is the true chance."""
    chance = random.Random(1)
    drawn = [[int(chance.random() < score) for score in scores] for _ in range(DRAWINGS)]
    return sum(calibration_error(reliability(scores, labels)) for labels in drawn) / DRAWINGS


def figures(judged: Judged, scores: Sequence[float], threshold: float) -> str:
    """One line of the table."""
    labels = judged.labels
    share = sum(labels) / len(labels)
    low, high = interval(judged, scores, threshold)
    _, best = best_threshold(scores, labels)
    error = calibration_error(reliability(scores, labels))
    f_scores = (
        f"{2 * share / (1 + share):10.3f} {f_score(scores, labels, threshold):6.3f} {low:.2f}-{high:.2f} {best:7.3f}"
    )
    rest = f"{average_precision(scores, labels):6.3f} {brier(scores, labels):6.3f} {error:6.3f} {luck(scores):6.3f}"
    return f"{judged.name:<17} {len(labels):5} {share:6.3f} {f_scores} {rest}"


def report(scorer: Scorer, judged: Sequence[Judged]) -> None:
    """Print the table, and under it the reliability of every set."""
    scored = [(each, [float(score) for score in scorer.score(each.sentences)]) for each in judged]
    print(f"threshold {scorer.threshold}")
    head = f"{'set':<17} {'size':>5} {'worthy':>6} {'yes to all':>10} {'F1':>6} {'95 %':>9} {'best F1':>7}"
    print(f"{head} {'AP':>6} {'Brier':>6} {'ECE':>6} {'luck':>6}")
    for each, scores in scored:
        print(figures(each, scores, scorer.threshold))
    for each, scores in scored:
        print(f"\n{each.name}: score, sentences, mean score, share check-worthy")
        for tenth in reliability(scores, each.labels):
            print(f"{tenth.low:.1f}-{tenth.low + 1 / BINS:.1f} {tenth.size:5} {tenth.score:6.2f} {tenth.worthy:6.2f}")


def main() -> None:
    """Read the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scorer", default="training.calibration.WordScorer", help="dotted path to its class")
    parser.add_argument("--calibration", type=Path, default=None, help="what training.calibration wrote for it")
    options = parser.parse_args()
    scorer = scorer_at(options.scorer)
    if options.calibration:
        scorer = Calibrated(scorer, Calibration.read(options.calibration))
    report(scorer, list(sets(options.data)))


if __name__ == "__main__":
    main()
