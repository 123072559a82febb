from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.stance.quantities.comparison import Match, agrees_rounded, gap, match
from sources.stance.quantities.readings import Bound, Quantity, quantities
from sources.stance.words import tokens

AMOUNTS = st.floats(min_value=0.01, max_value=1e9, allow_nan=False)
UNITS = st.sampled_from(["boats", "km", "%", "tonnes", "years"])
BOUNDS = st.sampled_from(["", "about ", "more than ", "fewer than "])


def only(text: str) -> Quantity:
    [quantity] = quantities(tokens(text))
    return quantity


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Quantity, Quantity]:
    """Two quantities of one unit, whatever the amounts and how they are limited."""
    unit = draw(UNITS)
    one, other = (
        replace(only(f"{draw(BOUNDS)}7 {unit}"), low=amount, high=amount) for amount in (draw(AMOUNTS), draw(AMOUNTS))
    )
    return one, other


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("10 km", "6.2 miles", Match.AGREES),
        ("10 km", "10 miles", Match.CLASHES),
        ("2 hectares", "5 acres", Match.AGREES),
        ("38 °C", "100.4 °F", Match.AGREES),
        ("38 °C", "38 °F", Match.CLASHES),
        ("3 weeks", "21 days", Match.AGREES),
        ("a quarter of the boats", "26 % of the boats", Match.AGREES),
        ("5 %", "4.7 %", Match.AGREES),
        ("5 %", "4.4 %", Match.CLASHES),
        ("hundreds of boats", "340 boats", Match.AGREES),
        ("hundreds of boats", "12 boats", Match.CLASHES),
        ("more than 80 boats", "more than 800 boats", Match.CLASHES),
        ("5 million euros", "5 million dollars", Match.OPEN),
        ("5 million dollars", "9 million Canadian dollars", Match.CLASHES),
        ("rents rose 5 %", "rents fell 5 %", Match.CLASHES),
    ],
)
def test_like_amounts_agree_and_unlike_ones_clash(claim: str, passage: str, expected: Match) -> None:
    assert match(only(claim), only(passage)) is expected


def test_the_gap_is_told_in_the_unit_of_the_claim() -> None:
    apart = gap(only("12 boats"), only("10 boats"))
    assert (apart.absolute, apart.relative) == (2, pytest.approx(0.2))
    assert gap(only("10 km"), only("10 miles")).absolute == pytest.approx(6.09, abs=0.01)
    assert gap(only("12 boats"), only("0 boats")).relative is None


@pytest.mark.parametrize(
    ("claimed", "worked_out", "fits"),
    [(15, 15.0, True), (15, 14.6, True), (15, 16.2, False), (4.7, 4.68, True), (25, 24.9, True), (33, 33.333, True)],
)
def test_what_is_worked_out_is_rounded_as_people_round(claimed: float, worked_out: float, *, fits: bool) -> None:
    assert agrees_rounded(claimed, worked_out) is fits


@given(pairs())
def test_comparing_is_symmetric(pair: tuple[Quantity, Quantity]) -> None:
    one, other = pair
    assert match(one, other) is match(other, one)


@given(pairs(), st.sampled_from([10.0, 100.0, 1000.0]))
def test_a_limit_or_a_rough_number_keeps_its_result_when_both_sides_grow(
    pair: tuple[Quantity, Quantity], factor: float
) -> None:
    one, other = (replace(each, bound=Bound.ABOUT, low=round(each.low), high=round(each.low)) for each in pair)
    grown = [replace(each, low=each.low * factor, high=each.high * factor) for each in (one, other)]
    assert match(one, other) is match(*grown)


@given(AMOUNTS)
def test_an_amount_agrees_with_itself(amount: float) -> None:
    same = replace(only("7 boats"), low=amount, high=amount)
    assert match(same, same) is Match.AGREES
    assert gap(same, same).absolute == 0
