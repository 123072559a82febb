"""What the claim alone gives away about its label: a model of words that the network is fitted on top of.

Claims of FEVER that are refuted were written by turning true ones round, and show it ("only", "not", "incapable"). The
network learns what is left once that is known (product of experts: Clark and others, 2019; Mahabadi and others, 2020).
"""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+|[^\w\s]")
_BUCKETS = 1 << 15
_FOLDS = 5
_STEPS, _RATE, _SHRINKAGE = 60, 2.0, 1e-4

Numbers = NDArray[np.float64]


def _features(claim: str) -> list[int]:
    words = ["<", *_WORD.findall(claim.lower()), ">"]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return sorted({zlib.crc32(each.encode()) % _BUCKETS for each in (*words, *pairs)})


def guesses(claims: Sequence[str], labels: Sequence[int]) -> Numbers:
    """Probability of label 1 for each claim, from a logistic model of words fitted to the other folds."""
    rows = [_features(claim) for claim in claims]
    targets = np.array(labels, dtype=np.float64)
    folds = np.array([zlib.crc32(claim.lower().encode()) % _FOLDS for claim in claims])
    made = np.zeros(len(claims))
    for fold in range(_FOLDS):
        weights = _fit([row for row, other in zip(rows, folds, strict=True) if other != fold], targets[folds != fold])
        for index in np.flatnonzero(folds == fold):
            made[index] = _likely(weights, rows[index])
    return made


def _likely(weights: Numbers, row: Sequence[int]) -> float:
    return float(1 / (1 + np.exp(-weights[row].sum())))


def _fit(rows: Sequence[Sequence[int]], targets: Numbers) -> Numbers:
    """Weights by gradient descent, each feature with its own pace."""
    places = np.concatenate([np.array(row) for row in rows])
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    weights, seen = np.zeros(_BUCKETS), np.full(_BUCKETS, 1e-6)
    for _ in range(_STEPS):
        odds = np.bincount(owners, weights[places], len(rows))
        errors = 1 / (1 + np.exp(-odds)) - targets
        slope = np.bincount(places, errors[owners], _BUCKETS) / len(rows) + _SHRINKAGE * weights
        seen += slope**2
        weights -= _RATE * slope / np.sqrt(seen) / 10
    return weights
