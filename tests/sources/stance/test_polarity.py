import pytest

from sources.stance.polarity import turns
from sources.stance.words import tokens


def turned(claim: str, passage: str) -> list[tuple[str, str]]:
    found = turns(tokens(claim), tokens(passage))
    return [
        (" ".join(each.text for each in turn.in_claim), " ".join(each.text for each in turn.in_passage))
        for turn in found
    ]


@pytest.mark.parametrize(
    "negation", ["did not close", "never closed", "didn't close", "didn’t close", "failed to close"]
)
def test_a_negation_in_one_text_turns_the_meaning(negation: str) -> None:
    assert len(turned("The mine closed.", f"The mine {negation}.")) == 1


def test_a_denial_turns_the_meaning() -> None:
    assert turned("The mayor sold the mine.", "The mayor denied that she sold the mine.") == [("sold", "denied sold")]


def test_a_negation_in_both_texts_turns_nothing() -> None:
    assert turned("The mine did not close.", "The mine never closed.") == []


def test_a_negation_of_something_else_turns_nothing() -> None:
    assert turned("The mine closed.", "The mine closed. It was not a surprise.") == []
    assert turned("The mine closed.", "The mine closed, but nobody was angry.") == []


def test_two_negations_in_one_sentence_cancel_out() -> None:
    assert turned("The mayor closed the mine.", "Nobody denied that the mayor closed the mine.") == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Rents rose in Lehde.", "Rents fell in Lehde."),
        ("Rents increased.", "Rents decreased."),
        ("The plan was approved.", "The plan was rejected."),
        ("The team won.", "The team lost."),
        ("The gate is open.", "The gate was closed."),
        ("More boats came.", "Fewer boats came."),
    ],
)
def test_an_opposite_turns_the_meaning(claim: str, passage: str) -> None:
    assert len(turned(claim, passage)) == 1


def test_an_opposite_beside_the_word_itself_turns_nothing() -> None:
    assert turned("Rents rose.", "Rents rose in Lehde and fell in Ostrau.") == []


def test_a_negated_opposite_turns_twice() -> None:
    assert len(turned("Rents in Lehde did not fall.", "Rents in Lehde rose.")) == 2


def test_not_only_denies_nothing() -> None:
    assert turned("The mine closed.", "Not only the mine closed.") == []
