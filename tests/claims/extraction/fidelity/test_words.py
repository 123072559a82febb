"""One spelling for words that are the same, and their places."""

import pytest

from claims.extraction.fidelity.words import words
from factcheck.lib.spans import Span


def forms(text: str) -> list[str]:
    return [word.form for word in words(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("three", "3"),
        ("twenty-five", "25"),
        ("two hundred and fifty", "250"),
        ("one million two hundred thousand", "1,200,000"),
        ("$2.5 million", "2,500,000 dollars"),
        ("£4m", "four million pounds"),
        ("30 per cent", "30%"),
        ("the third", "the 3rd"),
        ("don’t", "do not"),
        ("We'll", "we will"),
        ("the U.S. Navy", "the US navy"),
        ("It’s", "it is"),
    ],
)
def test_words_that_are_the_same_have_one_spelling(left: str, right: str) -> None:
    assert forms(left) == forms(right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two three", ["2", "3"]),
        ("in 2020 three ships", ["in", "2020", "3", "ships"]),
        ("the port's crane", ["the", "port's", "crane"]),
        ("at 10:30 in room 4x2", ["at", "10:30", "in", "room", "4x", "2"]),
        ("per day", ["per", "day"]),
        ("$ and", ["dollars", "and"]),
        ("…—!", []),
    ],
)
def test_words_that_differ_stay_apart(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_a_number_of_several_words_has_the_place_of_all_of_them() -> None:
    text = "We saw two hundred and fifty people."

    (number,) = [word for word in words(text, [Span(0, len(text))]) if word.form == "250"]

    assert text[number.start : number.end] == "two hundred and fifty"
