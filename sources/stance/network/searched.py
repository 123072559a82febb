"""What is made of a passage that a search brought up. Plain Python.

The network was taught on passages about the claim, a third of them for each stance. Of what a search brings up most has
nothing to do with the claim, so the same impression means less there. The figures are from reading fifty claims by eye:
docs/evidence.md.
"""

from collections.abc import Mapping

from sources.stance.base import Stance
from sources.stance.engine import Report
from sources.stance.network.model import Impression

CONTEXT = 1.5
"""How many times as likely as among the passages of the fit it is that a passage is context only."""
ABOUT = -1.5
"""Relevance of a passage's best sentence, as a log odds, below which the passage is about something else."""
BEARS = -1.0
"""The same, below which a passage bears on nothing."""


def has_to_do(seen: Impression, report: Report) -> bool:
    """Whether the passage is about what the claim is about."""
    return not report.has_little and relevance(seen) > ABOUT


def as_searched(likely: Mapping[Stance, float], seen: Impression, report: Report) -> dict[Stance, float]:
    """How likely each stance is once it is counted that a search brought the passage up.

    Nothing contradicts without a clash that can be shown, and nothing bears on the claim that shares no more than a
    word with it.
    """
    weighed = dict(likely) | {Stance.CONTEXT: CONTEXT * likely[Stance.CONTEXT]}
    if report.has_little or relevance(seen) <= BEARS:
        weighed[Stance.CORROBORATES] = weighed[Stance.CONTRADICTS] = 0.0
    if not report.contradicts:
        weighed[Stance.CONTRADICTS] = 0.0
    total = sum(weighed.values())
    return {stance: share / total for stance, share in weighed.items()}


def relevance(seen: Impression) -> float:
    """That of the sentence that has most to do with the claim."""
    return max(seen.relevance, default=0.0)
