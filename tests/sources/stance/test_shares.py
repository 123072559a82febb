import pytest

from sources.stance.shares import read_share
from sources.stance.words import tokens


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("four in ten firms", 40),
        ("nine out of 10 firms", 90),
        ("one in five firms", 20),
        ("two thirds of firms", 200 / 3),
        ("three-quarters of firms", 75),
        ("a quarter of firms", 25),
    ],
)
def test_shares_in_words_come_to_a_percentage(text: str, percent: float) -> None:
    read = read_share(tokens(text), 0)
    assert read is not None
    assert read[0] == pytest.approx(percent)


@pytest.mark.parametrize("text", ["five in ten years", "ten in four", "a third bridge", "four boats", "two", "four in"])
def test_what_is_no_share_is_not_read(text: str) -> None:
    assert read_share(tokens(text), 0) is None
