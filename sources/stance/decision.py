"""From what was found to a stance and how sure it is. Plain Python."""

import math
from collections.abc import Mapping, Sequence

from sources.stance.base import Stance
from sources.stance.findings import Findings

Weights = Mapping[Stance, Sequence[float]]

FEATURES = (
    "one", "sentence", "passage", "order", "likeness", "names", "number_agrees", "date_agrees", "number_clashes",
    "date_clashes", "name_clashes", "negation", "opposite", "passage_squared", "missing", "length",
)  # fmt: skip
# Fitted by ``bench/stance.py --fit`` to labelled pairs of two public sets, every stance counting alike; "context" is
# the zero that the others are measured from. See docs/stance.md for the sets and the figures.
WITHOUT_CLASH: Weights = {
    Stance.CORROBORATES: (
        -1.45, 1.38, 1.42, 0.22, 1.38, 0.17, 0.28, 0.58, 0.08, 0.07, -0.2, -0.05, 0.0, 0.92, 0.39, -0.01,
    ),
    Stance.CONTEXT: (0.0,) * len(FEATURES),
}  # fmt: skip
WITH_CLASH: Weights = {
    Stance.CORROBORATES: (
        -1.27, 0.85, 0.81, 0.99, 0.57, 0.11, 0.52, 0.33, -1.24, -0.5, 0.01, -0.07, 0.0, 0.25, 0.49, 0.0,
    ),
    Stance.CONTRADICTS: (
        1.56, 0.66, 0.68, -0.58, -0.3, -0.24, -0.67, 0.24, -0.16, 0.79, -0.0, 0.6, 0.86, 1.14, -2.55, -0.1,
    ),
    Stance.CONTEXT: (0.0,) * len(FEATURES),
}  # fmt: skip
# How the winning probability becomes the share of such suggestions that people agree with: slope and shift of its log
# odds, fitted to the same pairs. Every stance counts alike above, but contradictions are rare among passages found.
SURENESS: Mapping[Stance, tuple[float, float]] = {
    Stance.CORROBORATES: (0.71, -0.81),
    Stance.CONTRADICTS: (1.07, -1.12),
    Stance.CONTEXT: (0.48, 0.77),
}
_MOST_MISSING = 8
_LONGEST = 60  # tokens of a sentence


def decide(findings: Findings) -> tuple[Stance, float]:
    """The stance and how sure it is. Only a clash that can be shown lets a passage contradict."""
    likely = probabilities(features(findings), WITH_CLASH if has_clash(findings) else WITHOUT_CLASH)
    stance = max(likely, key=lambda each: (likely[each], each.value))
    return stance, round(_sureness(stance, likely[stance]), 4)


def has_clash(findings: Findings) -> bool:
    """Whether anything clashes, once what cancels out is left aside.

    "Did not open in 2014" fits "opened in 2018": a negation in one text takes back the clash of a number or a date.
    """
    turned = len(findings.turns) % 2 == 1
    agreements = [*(made.agrees for made in findings.numbers), *(made.agrees for made in findings.dates)]
    compared = not all(agreements) or bool(findings.name_clashes)
    if turned and not _has_opposite(findings):
        return not compared
    return turned or compared


def features(findings: Findings) -> list[float]:
    """The numbers that the decision rests on, in the order of ``FEATURES``, each in 0..1."""
    measured = findings.overlap
    number_agrees, number_clashes = _sides([made.agrees for made in findings.numbers])
    date_agrees, date_clashes = _sides([made.agrees for made in findings.dates])
    turned = len(findings.turns) % 2 == 1
    names = len(findings.shared_names) + findings.missing_names
    return [
        1.0,
        measured.sentence,
        measured.passage,
        measured.order,
        measured.likeness,
        len(findings.shared_names) / names if names else 0.5,
        number_agrees,
        date_agrees,
        number_clashes,
        date_clashes,
        float(bool(findings.name_clashes)),
        float(turned and not _has_opposite(findings)),
        float(turned and _has_opposite(findings)),
        measured.passage**2,
        min(len(measured.missing), _MOST_MISSING) / _MOST_MISSING,
        min(len(findings.best), _LONGEST) / _LONGEST,
    ]


def probabilities(values: Sequence[float], weights: Weights) -> dict[Stance, float]:
    """How likely each stance is: a softmax over the weighted features."""
    powers = {
        stance: math.exp(sum(weight * value for weight, value in zip(row, values, strict=True)))
        for stance, row in weights.items()
    }
    total = sum(powers.values())
    return {stance: power / total for stance, power in powers.items()}


def _sureness(stance: Stance, likely: float) -> float:
    slope, shift = SURENESS[stance]
    certain = min(max(likely, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-slope * math.log(certain / (1 - certain)) - shift))


def _has_opposite(findings: Findings) -> bool:
    return any(turn.is_opposite for turn in findings.turns)


def _sides(agreements: Sequence[bool]) -> tuple[float, float]:
    """Whether anything agrees, and whether anything clashes."""
    return float(any(agreements)), float(not all(agreements))
