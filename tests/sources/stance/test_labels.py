import pytest

from sources.stance.labels import is_label
from sources.stance.words import tokens


def labels(text: str) -> list[str]:
    listed = tokens(text)
    return [token.text for at, token in enumerate(listed) if token.is_number and is_label(listed, at)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in berth 4", ["4"]),
        ("supports 17 and 18 are weak", ["17", "18"]),
        ("at 2.47 a.m.", ["2.47"]),
        ("at 6 pm", ["6"]),
        ("at 14:30", ["14", "30"]),
        ("1. The pier is safe", ["1"]),
        ("the pier (3) is safe", ["3"]),
        ("call 555 0147", ["555", "0147"]),
        ("call 555-123-4567", ["555", "123", "4567"]),
        ("Typhus-17 spread", ["17"]),
    ],
)
def test_numbers_that_count_nothing_are_told_apart(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize("text", ["36 supports", "to support 300 families", "6–9 metres", "12 boats and 40 goats"])
def test_numbers_that_count_something_are_no_labels(text: str) -> None:
    assert labels(text) == []
