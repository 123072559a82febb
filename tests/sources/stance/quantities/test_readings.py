import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.stance.quantities.readings import MOST, Bound, Quantity, quantities
from sources.stance.words import tokens

WORDS = "12 3.5 % to of from $ km half one - and per"


def read(text: str) -> list[Quantity]:
    return quantities(tokens(text))


def only(text: str) -> Quantity:
    [quantity] = read(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a ratio of 3 to 1", 3, "ratio"),
        ("one in four residents", 25, "percent"),
        ("half of the members", 50, "percent"),
        ("two thirds of the members", 66.67, "percent"),
        ("rents doubled", 2, "times"),
        ("three times as many boats", 3, "times"),
        ("the twentieth boat", 20, "ordinal"),
        ("number one on the charts", 1, ""),
        ("a man aged 34", 34, "age"),
        ("15,000 boats", 15_000, ""),
    ],
)
def test_amounts_are_read_in_all_their_forms(text: str, value: float, kind: str) -> None:
    assert (only(text).low, only(text).kind) == (pytest.approx(value, abs=0.01), kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("hundreds of boats", 200, 999), ("60- to 80-year cycles", 60, 80), ("between 3 and 5 boats", 3, 5)],
)
def test_vague_amounts_are_ranges(text: str, low: float, high: float) -> None:
    assert (only(text).low, only(text).high) == (low, high)


def test_two_numbers_joined_by_and_are_no_range() -> None:
    assert [quantity.low for quantity in read("berths for 3 and 5 boats")] == [3, 5]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("no fewer than 300 boats", Bound.OVER),
        ("no more than 300 boats", Bound.UNDER),
        ("close to 300 boats", Bound.ABOUT),
        ("just under 300 boats", Bound.ABOUT),
        ("exceeding 300 boats", Bound.OVER),
    ],
)
def test_approximations_are_read(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Rents rose 5 %", 1),
        ("Rents rose by about 5 %", 1),
        ("a 5 % rise in rents", 1),
        ("Rents fell by 5 %", -1),
        ("5 % lower rents", -1),
        ("Rents rose to 5 %", 0),
        ("5 % of the rents", 0),
    ],
)
def test_a_change_is_told_from_a_level(text: str, change: int) -> None:
    assert only(text).change == change


def test_what_is_counted_over_is_read() -> None:
    assert (only("50 euros per pupil").per, only("50 euros per head").per) == ("pupil", "person")


def test_a_number_of_a_name_has_a_title() -> None:
    assert only("They flew Apollo 13 home").title == "apollo"


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS.split())).map(" ".join))
def test_every_quantity_lies_in_its_text(text: str) -> None:
    found = read(text)
    assert len(found) <= MOST
    for quantity in found:
        assert quantity.low <= quantity.high
        assert quantity.span.cut(text).strip()
