"""The words of a claim are found in the article, whatever the white space, in time that grows with the text."""

import time

import pytest
from django.core.exceptions import ValidationError

from claims.forms import NewClaimForm, find_pieces

BODY = "The east\n  pier\tcloses, Lindt said.\n\nThe pier opened in 1958. The pier needs 😀 paint."


@pytest.mark.parametrize(
    "words", ["The east pier closes", "east\tpier  closes,", "paint", "he east", "needs 😀 paint."]
)
def test_words_are_found_whatever_their_white_space(words: str) -> None:
    (span,) = find_pieces(BODY, words)
    assert span.cut(BODY).split() == words.split()


def test_pieces_are_found_each_after_the_one_before() -> None:
    first, second = find_pieces(BODY, "pier closes … The pier")
    assert (first.cut(BODY), second.cut(BODY)) == ("pier\tcloses", "The pier")
    assert second.start == BODY.index("The pier opened")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [("the ferry", "not in the article"), ("paint … east", "not in the article"), ("The pier", "several places")],
)
def test_words_that_can_not_be_placed_are_refused(words: str, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        find_pieces(BODY, words)


def test_repeated_words_in_a_text_of_a_megabyte_take_no_more_than_moments() -> None:
    started = time.process_time()
    with pytest.raises(ValidationError, match="not in the article"):
        find_pieces("a " * 500_000, "a " * 2_499 + "b")
    assert time.process_time() - started < 10


def test_the_words_of_a_claim_are_bounded() -> None:
    form = NewClaimForm({"content": "a" * 5_001, "statement": "A."}, body=BODY)
    assert "at most 5000 characters" in form.errors["content"][0]
