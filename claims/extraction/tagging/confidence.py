"""How sure the tagger is of an attribution: a probability fitted to how often such a one is right.

What it is read from are margins: by how much the best row of tags is better with a span than with nothing in its place.
``training/confidence.py`` fits the weights; right means that source, cue and content each share a word with those of
one attribution that a person marked.
"""

from collections.abc import Mapping, Sequence

from claims.extraction.tagging.decoding import BEGIN, INSIDE, OUTSIDE, Scores
from claims.extraction.tagging.linking import Link, Weights
from claims.extraction.tagging.odds import probability
from claims.extraction.tagging.words import Run

_MOST = 15.0
"""A margin beyond which nothing is surer."""


def margin(scores: Scores, moves: Scores, run: Run) -> float:
    """How much better the tags of ``run`` are than O throughout, at most 15; ``scores`` are those of its role."""
    staying = moves[OUTSIDE][OUTSIDE]
    total = moves[OUTSIDE][BEGIN] - staying
    tag = BEGIN
    for place in range(run[0], run[1] + 1):
        if place > run[0]:
            total += moves[tag][INSIDE] - staying
            tag = INSIDE
        total += scores[place][tag] - scores[place][OUTSIDE]
    return min(_MOST, total + moves[tag][OUTSIDE] - staying)


def features(found: Link, scores: Mapping[str, Scores], moves: Mapping[str, Scores]) -> Sequence[tuple[str, float]]:
    """Named amounts that tell right attributions from wrong ones."""
    source = margin(scores["source"], moves["source"], found.source) if found.source else 0.0
    return (
        ("bias", 1.0),
        ("cue", margin(scores["cue"], moves["cue"], found.cue)),
        ("source", source),
        ("no source", float(found.source is None)),
        ("content", min(margin(scores["content"], moves["content"], run) for run in found.contents)),
    )


def confidence(found: Link, scores: Mapping[str, Scores], moves: Mapping[str, Scores], weights: Weights) -> float:
    """The probability, in 0..1, that ``found`` is an attribution between these words."""
    odds = sum(weights[name] * amount for name, amount in features(found, scores, moves))
    return round(probability(odds), 3)
