"""The words of a claim are found in the article, whatever the white space, in time that grows with the text."""

import time

import pytest
from django.core.exceptions import ValidationError

from claims.formats.places import find_nearest
from claims.forms import ClaimForm, NewClaimForm, find_pieces
from factcheck.lib.spans import Span

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


# --- Beside a claim, and periods ---

PIER = "“We counted,” she said. He said that the other pier, he said, was old. Nobody was there."


@pytest.mark.parametrize(
    ("words", "content", "expected"),
    [
        ("he", "was old", (53, 55)),  # neither in "the" nor in "she"
        ("said", "“We counted,”", (18, 22)),
        ("He  said", "that the other pier", (24, 31)),
        ("Nobody", "was old", (71, 77)),
        ("was", "Nobody was there", (62, 65)),  # not in the claim itself
        ("elsewhere", "was old", None),
    ],
)
def test_the_words_nearest_to_the_claim_are_meant(words: str, content: str, expected: tuple[int, int] | None) -> None:
    start = PIER.index(content)
    found = find_nearest(PIER, words, [Span(start, start + len(content))])
    assert (found and (found.start, found.end)) == expected


def test_words_far_from_the_claim_are_not_taken() -> None:
    body = "He said so. " + "Nothing here. " * 60 + "The pier is old."
    start = body.index("The pier")
    assert find_nearest(body, "He said", [Span(start, len(body))]) is None


def test_a_claim_by_hand_may_name_its_source_and_cue() -> None:
    typed = {"content": "that the other pier … was old", "statement": "It is old.", "source": "he", "cue": "said"}
    form = NewClaimForm(typed, body=PIER)
    assert form.is_valid(), form.errors
    assert [span.cut(PIER) for span in form.cleaned_data["cue"]] == ["said"]
    assert form.cleaned_data["source"] == (Span(53, 55),)
    form = NewClaimForm({**typed, "cue": "announced"}, body=PIER)
    assert form.errors["cue"] == ["These words do not stand near the claim."]
    form = NewClaimForm({"content": "was old", "statement": "It is old."}, body=PIER)
    assert form.is_valid()
    assert (form.cleaned_data["source"], form.cleaned_data["cue"]) == ((), ())


@pytest.mark.parametrize(("until", "valid"), [("", False), ("2026-01-01", False), ("2026-01-20", True)])
def test_a_range_of_days_needs_a_last_day_that_is_not_before_the_first(until: str, valid: bool) -> None:
    typed = {"version": 1, "statement": "x", "said_on": "2026-01-02", "said_until": until, "said_precision": "range"}
    form = ClaimForm(typed)
    assert form.is_valid() is valid
    assert ("said_until" in form.errors) is not valid
