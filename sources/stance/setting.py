"""How much a claim and the places of a passage have in common, as both numbers and dates are aligned by it."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from factcheck.lib.spans import Span

LITTLE = 0.25  # of the claim's words: with less, and none near, numbers and dates are of another affair
CLEAR = 0.35  # how likely two things must be of the same for their clash to weigh by itself
_YEAR_WITHIN = 24  # characters between a number and its year


@dataclass(frozen=True, slots=True)
class Setting:
    """Shares of the claim's words (0..1): in the passage, those of its subject, of its names, and by sentence.

    ``starts`` are the offsets at which the sentences of the passage begin, ``years`` its years by their offsets.
    """

    words: float
    subject: float
    names: float
    starts: Sequence[int] = ()
    sentences: Sequence[float] = ()
    years: Sequence[tuple[int, int]] = ()

    def sentence(self, span: Span) -> float:
        """The share of the claim's words in the sentence that a stretch of the passage lies in."""
        at = bisect_right(self.starts, span.start) - 1
        return self.sentences[at] if 0 <= at < len(self.sentences) else self.words

    def year(self, span: Span) -> int | None:
        """The year that the passage gives next to a stretch: "40 in 2019", "in 2019, 40"."""
        near = [(abs(offset - span.end), year) for offset, year in self.years if self._is_near(offset, span)]
        return min(near)[1] if near else None

    def _is_near(self, offset: int, span: Span) -> bool:
        return -_YEAR_WITHIN <= offset - span.end <= _YEAR_WITHIN


def likely(traits: Sequence[float], weights: Sequence[float]) -> float:
    """How likely two things measure or date the same (0..1): a logistic model of their traits."""
    power = sum(trait * weight for trait, weight in zip(traits, weights, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, power))))


def share(of: AbstractSet[str], found: AbstractSet[str], least: int = 3) -> float:
    """The share of some words that is found among others; of ``least`` at least, as one of one is little."""
    return len(of & found) / max(len(of), least)
