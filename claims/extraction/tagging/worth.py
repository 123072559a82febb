"""Check-worthiness as the tagger sees it, made to mean what it says, with the reasons that a person can follow."""

from collections.abc import Sequence

from claims.extraction.assembly import Worth
from claims.extraction.checkworthiness import Score, checkworthiness
from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.odds import probability
from claims.extraction.tagging.tagger import Tagged
from factcheck.lib.spans import Span


def worth_of(model: TaggerModel, tagged: Tagged) -> Worth:
    """The scores of one text: probabilities as fitted to news, with the kinds of words that speak for them."""
    bias, slope = model.settings["worth"]["bias"], model.settings["worth"]["slope"]

    def score(statement: str, content: Sequence[Span]) -> Score:
        odds = bias + slope * tagged.worth_of(content)
        return Score(round(probability(odds), 3), checkworthiness(statement).reasons)

    return score
