"""What is made of a passage that a search brought up: most of those have nothing to do with the claim."""

import pytest

from sources.stance.base import Stance
from sources.stance.engine import Report
from sources.stance.network.model import Impression
from sources.stance.network.searched import as_searched, has_to_do

EVEN = {Stance.CORROBORATES: 0.4, Stance.CONTRADICTS: 0.35, Stance.CONTEXT: 0.25}


def report(*, contradicts: bool = False, has_little: bool = False) -> Report:
    return Report((), contradicts, Stance.CONTEXT, 0.5, (), (), has_little)


def seen(relevance: float) -> Impression:
    return Impression((0.0, 0.0, 0.0), (-9.0, relevance))


def test_nothing_contradicts_without_a_clash_that_can_be_shown() -> None:
    assert as_searched(EVEN, seen(2.0), report())[Stance.CONTRADICTS] == 0
    assert as_searched(EVEN, seen(2.0), report(contradicts=True))[Stance.CONTRADICTS] > 0


@pytest.mark.parametrize(("relevance", "has_little"), [(2.0, True), (-1.2, False)])
def test_what_shares_a_word_at_most_or_is_hardly_about_it_is_context(relevance: float, has_little: bool) -> None:
    weighed = as_searched(EVEN, seen(relevance), report(contradicts=True, has_little=has_little))
    assert weighed[Stance.CONTEXT] == pytest.approx(1.0)


def test_likelihoods_stay_likelihoods_and_context_counts_for_more() -> None:
    weighed = as_searched(EVEN, seen(2.0), report(contradicts=True))
    assert sum(weighed.values()) == pytest.approx(1.0)
    assert weighed[Stance.CONTEXT] > EVEN[Stance.CONTEXT]
    assert weighed[Stance.CORROBORATES] < EVEN[Stance.CORROBORATES]


@pytest.mark.parametrize(
    ("relevance", "has_little", "about"),
    [(0.0, False, True), (-1.2, False, True), (-2.0, False, False), (2.0, True, False)],
)
def test_a_passage_is_about_the_claim_when_a_sentence_of_it_is(relevance: float, has_little: bool, about: bool) -> None:
    assert has_to_do(seen(relevance), report(has_little=has_little)) is about
