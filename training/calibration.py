"""Makes a check-worthiness score mean what it says: a logistic fit of its log odds and of a few plain features.

    python -m training.calibration DATA_PATH --out FILE [--scorer CLASS] [--features] [--news-only]

DATA_PATH is the folder with ``checkworthy/`` and the news corpora. Fitted on the part of the news set that is there to
tune on and, unless it is left out, on the debates' dev file, each set counting alike; figures on dev are then figures
of the fit. Nothing is fitted to the held part of the news set or to the dev-test file: there
``bench/checkworthiness.py --calibration FILE`` judges what comes out.
"""

import argparse
import importlib
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from claims.extraction.checkworthiness import checkworthiness
from training.checkworthy_news.labelled import load
from training.debates import unseen

Numbers = NDArray[np.float64]

HITS = (
    "number",
    "share or money",
    "name",
    "event",
    "deed",
    "twelve words or more",
    "less: opinion or wish",
    "less: future",
    "less: first person",
    "less: second person",
    "less: question",
)
"""Reasons of the word score that may help a calibration."""
_LEAST, _MOST = 0.001, 0.999
_STEPS = 50
_CLOSE = 1e-9
_FARTHEST = 30.0
"""Log odds beyond which a probability is 0 or 1 to every reader."""
_RIDGE_OF_SCORE, _RIDGE_OF_HITS = 0.01, 1.0


class Scorer(Protocol):
    """Anything that says how check-worthy sentences are."""

    threshold: float
    """The score from which on it calls a sentence check-worthy."""

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        """One score in 0..1 for each sentence."""
        ...


class WordScorer:
    """The score of ``claims.extraction.checkworthiness``, which counts words of certain kinds."""

    threshold = 0.5

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        """One score in 0..1 for each sentence."""
        return [checkworthiness(sentence).value for sentence in sentences]


def scorer_at(path: str) -> Scorer:
    """The scorer under a dotted path to its class, made without arguments."""
    module, _, name = path.rpartition(".")
    made: Scorer = getattr(importlib.import_module(module), name)()
    return made


@dataclass(frozen=True, slots=True)
class Calibration:
    """``weights`` belong to the log odds of a score and then to the ``hits``; ``threshold`` to what comes out."""

    bias: float
    weights: tuple[float, ...]
    hits: tuple[str, ...]
    threshold: float

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Calibration":
        """Read what ``save`` wrote."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        return cls(raw["bias"], tuple(raw["weights"]), tuple(raw["hits"]), raw["threshold"])

    def likely(self, rows: Numbers) -> Numbers:
        """Probabilities for rows as ``inputs`` gives them."""
        odds: Numbers = self.bias + rows @ np.array(self.weights)
        return _sigmoid(odds)


class Calibrated:
    """A scorer put right by a calibration."""

    def __init__(self, scorer: Scorer, calibration: Calibration) -> None:
        self._scorer, self._calibration = scorer, calibration
        self.threshold = calibration.threshold

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        """One probability for each sentence."""
        rows = inputs(self._scorer, sentences, self._calibration.hits)
        return [float(value) for value in self._calibration.likely(rows)]


def inputs(scorer: Scorer, sentences: Sequence[str], hits: Sequence[str]) -> Numbers:
    """Shape (sentences, 1 + hits): log odds of the scores, and 1 where the word score names a hit as its reason."""
    scores = np.clip(np.array(scorer.score(sentences), dtype=np.float64), _LEAST, _MOST)
    reasons = [set(checkworthiness(sentence).reasons) for sentence in sentences]
    named = np.array([[float(hit in each) for hit in hits] for each in reasons]).reshape(len(sentences), len(hits))
    return np.column_stack([np.log(scores / (1 - scores)), named])


def _sigmoid(odds: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(odds, -_FARTHEST, _FARTHEST)))


def logistic(rows: Numbers, labels: Numbers, shares: Numbers) -> Numbers:
    """Bias and weights by Newton's method on the log loss, each row with its share; the first weight shrinks least."""
    full = np.column_stack([np.ones(len(rows)), rows])
    penalty = np.diag([0.0, _RIDGE_OF_SCORE, *[_RIDGE_OF_HITS] * (rows.shape[1] - 1)])
    found = np.zeros(full.shape[1])
    for _ in range(_STEPS):
        likely = _sigmoid(full @ found)
        slope = full.T @ (shares * (likely - labels)) + penalty @ found
        bend = (full * (shares * likely * (1 - likely))[:, None]).T @ full + penalty
        step = np.linalg.solve(bend + _CLOSE * np.eye(len(found)), slope)
        found -= step
        if np.abs(step).max() < _CLOSE:
            break
    return found


def best_threshold(scores: Sequence[float], labels: Sequence[int]) -> tuple[float, float]:
    """The score from which on calling sentences check-worthy has the best F1, and that F1."""
    worthy, right = sum(labels), 0
    best = (1.0, 0.0)
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    for called, (score, label) in enumerate(ranked, start=1):
        right += label
        is_last_of_equals = called == len(ranked) or ranked[called][0] < score
        f_score = 2 * right / (called + worthy)
        if is_last_of_equals and f_score > best[1]:
            best = (score, f_score)
    return best


def fit(scorer: Scorer, sets: Sequence[Sequence[tuple[str, int]]], hits: Sequence[str]) -> Calibration:
    """Calibrate ``scorer`` on labelled sets, each with the same say; the threshold is the best for F1 on the first."""
    sentences = [text for rows in sets for text, _ in rows]
    labels = np.array([label for rows in sets for _, label in rows], dtype=np.float64)
    total = len(sentences) / len(sets)
    shares = np.array([total / len(rows) for rows in sets for _ in rows])
    rows = inputs(scorer, sentences, hits)
    bias, *weights = (round(float(value), 4) for value in logistic(rows, labels, shares))
    plain = Calibration(bias, tuple(weights), tuple(hits), 0.5)
    first = [label for _, label in sets[0]]
    threshold, _ = best_threshold([float(value) for value in plain.likely(rows[: len(first)])], first)
    # Rounded down, for a score equal to the threshold counts as check-worthy.
    return Calibration(bias, tuple(weights), tuple(hits), math.floor(threshold * 1000) / 1000)


def main() -> None:
    """Fit, save, tell the coefficients."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scorer", default="training.calibration.WordScorer")
    parser.add_argument("--features", action="store_true", help="fit the plain features too")
    parser.add_argument("--news-only", action="store_true", help="leave the debates out")
    options = parser.parse_args()
    sets = [[(row.sentence, row.label) for row in load(options.data) if row.is_tune]]
    if not options.news_only:
        sets.append(unseen(options.data / "checkworthy", "dev"))
    found = fit(scorer_at(options.scorer), sets, HITS if options.features else ())
    found.save(options.out)
    named = zip(["log odds", *found.hits], found.weights, strict=True)
    lines = [f"bias {found.bias}", *(f"{name} {weight}" for name, weight in named), f"threshold {found.threshold}"]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
