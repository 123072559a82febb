"""The tagger's check-worthiness of sentences alone, for ``training.calibration`` and ``bench.checkworthiness``."""

from collections.abc import Sequence

from claims.extraction.tagging.model import shipped
from claims.extraction.tagging.odds import probability
from claims.extraction.tagging.tagger import tag
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span


def _logit(sentence: str) -> float:
    if not sentence.strip():
        return -10.0
    return tag(shipped(), Layout.of(sentence)).worth_of([Span(0, len(sentence))])


class TaggerScorer:
    """The score as the tagger learned it from debates."""

    threshold = 0.5

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        """One score in 0..1 for each sentence."""
        return [probability(_logit(sentence)) for sentence in sentences]


class ShippedScorer:
    """The score as the product shows it, fitted to news."""

    def __init__(self) -> None:
        self._worth: dict[str, float] = shipped().settings["worth"]
        self.threshold = self._worth["threshold"]

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        """One score in 0..1 for each sentence."""
        bias, slope = self._worth["bias"], self._worth["slope"]
        return [probability(bias + slope * _logit(sentence)) for sentence in sentences]
