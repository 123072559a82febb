"""From what was found to a stance and how sure it is. Plain Python."""

import math
from collections.abc import Mapping, Sequence

from sources.stance.base import Stance
from sources.stance.findings import Findings
from sources.stance.numbers import Comparison
from sources.stance.occasions import DateComparison
from sources.stance.outcomes import Outcome
from sources.stance.setting import CLEAR
from sources.stance.words import FAINT_STEMS

Weights = Mapping[Stance, Sequence[float]]

FEATURES = (
    "one", "sentence", "passage", "order", "likeness", "names", "number_agrees", "date_agrees", "number_clashes",
    "date_clashes", "name_clashes", "negation", "opposite", "passage_squared", "missing", "length",
)  # fmt: skip
# Fitted by ``training.stance.lexical`` to labelled pairs of two public sets, every stance counting alike; "context" is
# the zero that the others are measured from. The first weight of "contradicts" is 0.4 higher than fitted: a clash that
# is shown is worth a look. See docs/stance.md for the sets and the figures.
WITHOUT_CLASH: Weights = {
    Stance.CORROBORATES: (
        -1.39, 1.38, 1.42, 0.2, 1.36, 0.12, 0.29, 0.48, 0.0, 0.0, 0.0, 0.0, 0.0, 0.9, 0.37, -0.02,
    ),
    Stance.CONTEXT: (0.0,) * len(FEATURES),
}  # fmt: skip
WITH_CLASH: Weights = {
    Stance.CORROBORATES: (
        -1.42, 0.93, 0.87, 1.2, 0.64, -0.08, 0.5, -0.87, -0.86, -0.34, -0.37, -0.18, 0.25, 0.47, 0.51, 0.18,
    ),
    Stance.CONTRADICTS: (
        1.63, 0.94, 0.98, -0.42, -0.29, -0.47, -0.66, 0.41, -0.58, 0.66, -0.36, 0.3, 0.76, 1.39, -2.18, 0.16,
    ),
    Stance.CONTEXT: (0.0,) * len(FEATURES),
}  # fmt: skip
# How the winning probability becomes the share of such suggestions that people agree with: slope and shift of its log
# odds, fitted to the same pairs. Every stance counts alike above, but contradictions are rare among passages found.
SURENESS: Mapping[Stance, tuple[float, float]] = {
    Stance.CORROBORATES: (0.76, -0.82),
    Stance.CONTRADICTS: (1.18, -1.71),
    Stance.CONTEXT: (0.63, 0.65),
}
_SUREST = 0.9  # a machine's word is never the last
_FEWEST_SHARED = 2  # words; one alone corroborates nothing
_MOST_MISSING = 8
_LONGEST = 60  # tokens of a sentence


def decide(findings: Findings) -> tuple[Stance, float]:
    """The stance and how sure it is. Only a clash that can be shown lets a passage contradict.

    What one text calls certain and the other only wants or thinks possible is corroborated by neither.
    """
    likely = probabilities(features(findings), WITH_CLASH if has_clash(findings) else WITHOUT_CLASH)
    if findings.shift is not None or has_little_in_common(findings):
        likely.pop(Stance.CORROBORATES)
    stance = max(likely, key=lambda each: (likely[each], each.value))
    return stance, round(min(_SUREST, _sureness(stance, likely[stance])), 4)


def has_clash(findings: Findings) -> bool:
    """Whether anything clashes, once what cancels out is left aside.

    "Did not open in 2014" fits "opened in 2018": a negation in one text takes back the clash of a number or a date.
    """
    turned = len(findings.turns) % 2 == 1
    made: list[Comparison | DateComparison] = [*findings.numbers, *findings.dates]
    compared = any(is_clear_clash(each) for each in made) or bool(findings.name_clashes)
    if turned and not _has_opposite(findings):
        return not compared
    return turned or compared


def features(findings: Findings) -> list[float]:
    """The numbers that the decision rests on, in the order of ``FEATURES``, each in 0..1."""
    measured = findings.overlap
    number_agrees, number_clashes = _sides(findings.numbers)
    date_agrees, date_clashes = _sides(findings.dates)
    turned = len(findings.turns) % 2 == 1
    names = len({name.words for name in findings.claimed_names})
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


def has_little_in_common(findings: Findings) -> bool:
    """Whether the texts share one word only, and no name, number or date beside it."""
    telling = [token for token in findings.overlap.shared if token.is_word and token.stem not in FAINT_STEMS]
    confirmed = Outcome.AGREES in {made.outcome for made in findings.numbers} | {
        made.outcome for made in findings.dates
    }
    return len(telling) + confirmed < _FEWEST_SHARED


def _has_opposite(findings: Findings) -> bool:
    return any(turn.is_opposite for turn in findings.turns)


def is_clear_clash(made: Comparison | DateComparison) -> bool:
    """Whether two numbers or dates differ that are clearly of the same."""
    return made.outcome is Outcome.DIFFERS and made.likely >= CLEAR


def _sides(compared: Sequence[Comparison | DateComparison]) -> tuple[float, float]:
    """Whether anything agrees, and whether anything clearly clashes."""
    agrees = any(made.outcome is Outcome.AGREES for made in compared)
    return float(agrees), float(any(is_clear_clash(made) for made in compared))
