"""The last layer: what the network and the engine say, weighed into how likely each stance is. Plain Python."""

import math
from collections.abc import Mapping, Sequence

from sources.stance.base import ReasonKind, Stance
from sources.stance.engine import Outcome, Report
from sources.stance.network.model import Impression

Weights = Mapping[str, Sequence[float]]
"""For each stance, by its value: a weight for each of ``FEATURES``."""

_COMPARED = (ReasonKind.NUMBER, ReasonKind.DATE, ReasonKind.NAME, ReasonKind.NEGATION)
FEATURES = (
    "one", "corroborates", "contradicts", "context",
    *(f"{kind.value} clashes" for kind in _COMPARED),
    *(f"{kind.value} agrees" for kind in _COMPARED),
    "clash is left", "engine corroborates",
)  # fmt: skip
"""A constant, the network's three log probabilities, what the engine found, what it makes of it."""


def features(impression: Impression, report: Report) -> list[float]:
    """The numbers that are weighed, in the order of ``FEATURES``."""
    found = {(finding.kind, finding.outcome) for finding in report.findings}
    leans = report.confidence if report.leaning is Stance.CORROBORATES else 0.0
    return [
        1.0,
        *log_probabilities(impression.stance),
        *(float((kind, Outcome.DIFFERS) in found) for kind in _COMPARED),
        *(float((kind, Outcome.AGREES) in found) for kind in _COMPARED),
        float(report.contradicts),
        leans,
    ]


def log_probabilities(scores: Sequence[float]) -> list[float]:
    """Logarithms of the softmax of some scores."""
    most = max(scores)
    total = most + math.log(sum(math.exp(score - most) for score in scores))
    return [score - total for score in scores]


def likelihoods(values: Sequence[float], weights: Weights) -> dict[Stance, float]:
    """How likely each stance is."""
    scores = [sum(a * b for a, b in zip(weights[stance.value], values, strict=True)) for stance in Stance]
    return {stance: math.exp(score) for stance, score in zip(Stance, log_probabilities(scores), strict=True)}
