import math

import pytest

from sources.stance.base import Stance
from sources.stance.engine import compare
from sources.stance.network.layer import FEATURES, features, likelihoods, log_probabilities
from sources.stance.network.model import SHIPPED, Impression, StanceNetwork
from sources.stance.network.relevance import rank

NEUTRAL = Impression((0.0, 0.0, 0.0), (0.0,))
CLAIM = "Harbour Lines shipped 1,240 tonnes of copper in May 2014."


def found(passage: str) -> dict[str, float]:
    return dict(zip(FEATURES, features(NEUTRAL, compare(CLAIM, passage)), strict=True))


def test_what_the_engine_finds_becomes_features() -> None:
    clashing = found("In May 2014 Harbour Lines shipped 310 tonnes of copper.")
    assert (clashing["number clashes"], clashing["date agrees"], clashing["clash is left"]) == (1, 1, 1)
    agreeing = found("In May 2014 Harbour Lines shipped 1,240 tonnes of copper.")
    assert (agreeing["number clashes"], agreeing["number agrees"], agreeing["clash is left"]) == (0, 1, 0)


def test_probabilities_add_up_to_one() -> None:
    assert sum(math.exp(value) for value in log_probabilities([900.0, -900.0, 0.0])) == pytest.approx(1)


def test_a_clash_makes_a_contradiction_likelier() -> None:
    weights = StanceNetwork(SHIPPED).settings["layer"]
    clashing, agreeing = (
        likelihoods(
            features(NEUTRAL, compare(CLAIM, f"In May 2014 Harbour Lines shipped {tonnes} of copper.")), weights
        )
        for tonnes in ("310 tonnes", "1,240 tonnes")
    )
    assert clashing[Stance.CONTRADICTS] > agreeing[Stance.CONTRADICTS] + 0.1
    assert sum(clashing.values()) == pytest.approx(1)


def test_the_layer_was_fitted_to_these_features() -> None:
    assert StanceNetwork(SHIPPED).settings["features"] == list(FEATURES)


def test_the_sentence_that_bears_on_a_claim_ranks_first() -> None:
    network = StanceNetwork(SHIPPED)
    told = ["The choir sang.", "Harbour Lines shipped 1,240 tonnes of copper in May.", "Rain fell.", ""]
    ranking = rank(network, network.claim(CLAIM), [network.sentence(each) for each in told * 30])
    assert ranking.scores.index(max(ranking.scores)) % 4 == 1
    assert len(ranking.seen) == len(ranking.scores) == 120


def test_nothing_is_ranked_without_sentences() -> None:
    network = StanceNetwork(SHIPPED)
    assert rank(network, network.claim(CLAIM), []).scores == []
