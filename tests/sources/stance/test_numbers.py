import pytest

from sources.stance.numbers import compare
from sources.stance.outcomes import Outcome
from sources.stance.quantities.comparison import Match, match
from sources.stance.quantities.readings import Bound, Quantity, quantities
from sources.stance.setting import Setting
from sources.stance.words import tokens


def read(text: str) -> list[Quantity]:
    return quantities(tokens(text))


def only(text: str) -> Quantity:
    [quantity] = read(text)
    return quantity


def judged(claim: str, passage: str, shared: float = 0.8) -> list[bool]:
    made = compare(read(claim), read(passage), Setting(shared, shared, 0.5))
    return [each.outcome is Outcome.AGREES for each in made if each.outcome is not Outcome.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 people", 1200),
        ("1.5 million people", 1_500_000),
        ("two dozen cows", 24),
        ("a dozen eggs", 12),
        ("half a million books", 500_000),
        ("twenty-one lambs", 21),
        ("two hundred and fifty thousand bricks", 250_000),
        ("ninety-nine boats", 99),
        ("three hundred boats", 300),
        ("0 boats", 0),
    ],
)
def test_counts_are_read_from_digits_and_words(text: str, value: float) -> None:
    assert (only(text).low, only(text).high, only(text).kind) == (value, value, "")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("12 %", 12, "percent"),
        ("12 per cent", 12, "percent"),
        ("12.5percent", 12.5, "percent"),
        ("3 percentage points", 3, "points"),
        ("$3.5 million", 3_500_000, "money"),
        ("€5m", 5_000_000, "money"),
        ("£3bn", 3e9, "money"),
        ("two million dollars", 2_000_000, "money"),
        ("12 km", 12, "length"),
        ("a 30-day stay", 30, "time"),
        ("4 weeks", 4, "time"),
        ("the 3rd bridge", 3, "ordinal"),
        ("the second bridge", 2, "ordinal"),
        ("38.2 °C", 38.2, "temperature"),
    ],
)
def test_units_are_read_with_the_number(text: str, value: float, kind: str) -> None:
    assert (only(text).low, only(text).kind) == (pytest.approx(value), kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("6–9 metres", 6, 9), ("10 to 20 percent", 10, 20), ("between 3 and 4 boats", 3, 4), ("10% to 20%", 10, 20)],
)
def test_ranges_have_two_ends(text: str, low: float, high: float) -> None:
    assert (only(text).low, only(text).high) == (low, high)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("nearly 300 boats", Bound.ABOUT),
        ("more than 300 boats", Bound.OVER),
        ("at least 300 boats", Bound.OVER),
        ("fewer than 300 boats", Bound.UNDER),
        ("up to 300 boats", Bound.UNDER),
        ("300 boats", Bound.EXACT),
    ],
)
def test_words_before_a_number_limit_it(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize("text", ["one of the boats", "Typhus-17 spread", "1.2.3", "9" * 400, "half the boats", ""])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    assert read(text) == []


def test_the_shown_stretch_has_the_limit_the_unit_and_what_is_counted() -> None:
    text = "About 1,200 local people paid two million dollars each."
    assert [quantity.span.cut(text) for quantity in read(text)] == ["About 1,200 local people", "two million dollars"]


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("20 boats", "21 boats", Match.CLASHES),
        ("1,200 boats", "1,187 boats", Match.AGREES),
        ("1,200 boats", "1,150 boats", Match.CLASHES),
        ("about 1,200 boats", "1,150 boats", Match.AGREES),
        ("more than 300 boats", "320 boats", Match.AGREES),
        ("more than 300 boats", "280 boats", Match.CLASHES),
        ("more than 300 boats", "9,000 boats", Match.OPEN),
        ("fewer than 300 boats", "290 boats", Match.AGREES),
        ("7 boats", "6–9 boats", Match.AGREES),
        ("12 boats", "6–9 boats", Match.CLASHES),
        ("24 to 30 boats", "20 to 30 boats", Match.CLASHES),
        ("the 2nd boat", "the fifth boat", Match.CLASHES),
        ("0 boats", "0 boats", Match.AGREES),
    ],
)
def test_amounts_are_compared_with_rounding_and_limits_understood(claim: str, passage: str, expected: Match) -> None:
    assert match(only(claim), only(passage)) is expected


def test_a_changed_number_of_the_same_thing_clashes() -> None:
    assert judged("The ferry carried 1,200 people", "The ferry carried 2,100 people") == [False]


def test_a_number_that_is_there_beside_others_agrees() -> None:
    assert judged("The ferry carried 40 goats", "The ferry carried 12 cows, 40 goats and 7 pigs") == [True]


def test_numbers_of_different_things_are_not_compared() -> None:
    assert judged("The ferry carried 40 goats", "The mayor gave 12 speeches", shared=0.2) == []


def test_percent_and_percentage_points_are_not_compared() -> None:
    assert judged("Turnout rose by 3 percentage points", "Turnout rose by 5 percent") == []


def test_other_units_of_one_measure_are_converted() -> None:
    assert judged("The wall is 10 km long", "The wall is 6.2 miles long") == [True]


def test_a_number_in_words_agrees_with_digits() -> None:
    assert judged("Two dozen houses burned", "24 houses burned") == [True]


def test_a_hundred_and_forty_is_one_number() -> None:
    assert only("a hundred and forty people").low == 140


def test_ages_are_no_counts() -> None:
    assert [quantity.kind for quantity in read("people aged 15 to 24, a 34-year-old, 50 years old")] == ["age"] * 3


def test_a_change_is_two_numbers_of_one_unit() -> None:
    assert [(each.low, each.kind) for each in read("from 14.2 to 9.5 percent")] == [(14.2, "percent"), (9.5, "percent")]


def test_over_and_under_one_number_do_not_fit() -> None:
    assert match(only("over 25 boats"), only("under 25 boats")) is Match.CLASHES
    assert match(only("below 15 boats"), only("below 12 boats")) is Match.OPEN


def test_a_small_number_of_other_things_confirms_nothing() -> None:
    assert judged("The pier has two berths", "Two engineers came", shared=0.3) == []
