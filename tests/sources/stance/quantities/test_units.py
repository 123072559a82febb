import pytest

from sources.stance.quantities.readings import Quantity, quantities
from sources.stance.quantities.units import converted, same_currency
from sources.stance.words import tokens


def only(text: str) -> Quantity:
    [quantity] = quantities(tokens(text))
    return quantity


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("US$ 5 million", "money", "dollar"),
        ("348 million American dollars", "money", "dollar"),
        ("A$5 million", "money", "a dollar"),
        ("40 Swiss francs", "money", "swiss franc"),
        ("12 pounds", "money", "pound"),
        ("It weighs 12 pounds", "mass", "pound"),
        ("40 square miles", "area", "mile**2"),
        ("40 sq mi", "area", "mile**2"),
        ("40 km²", "area", "kilometer**2"),
        ("3 cubic metres", "volume", "meter**3"),
        ("60 miles per hour", "speed", "mile/hour"),
        ("60 mph", "speed", "mile/hour"),
        ("100 °F", "temperature", "degF"),
        ("38 degrees Celsius", "temperature", "degC"),
        ("12 per cent points", "points", ""),
        ("30 tonnes", "mass", "metric_ton"),
        ("2 decades", "time", "decayear"),
    ],
)
def test_a_unit_has_a_kind_and_a_name(text: str, kind: str, unit: str) -> None:
    assert (only(text).kind, only(text).unit) == (kind, unit)


@pytest.mark.parametrize(
    ("amount", "unit", "other", "expected"),
    [
        (10, "mile", "kilometer", 16.09),
        (1, "hectare", "acre", 2.471),
        (100.4, "degF", "degC", 38.0),
        (2, "decayear", "year", 20),
        (2, "metric_ton", "kilogram", 2000),
        (60, "mile/hour", "kilometer/hour", 96.56),
        (1, "mile**2", "kilometer**2", 2.59),
    ],
)
def test_measures_are_converted(amount: float, unit: str, other: str, expected: float) -> None:
    assert converted(amount, unit, other) == pytest.approx(expected, rel=1e-3)


def test_a_change_of_temperature_has_no_zero_to_move() -> None:
    assert converted(1.5, "degC", "degF", is_change=True) == pytest.approx(2.7)


def test_a_dollar_that_does_not_say_whose_can_be_any() -> None:
    assert same_currency("dollar", "canadian dollar")
    assert not same_currency("australian dollar", "canadian dollar")
    assert not same_currency("dollar", "euro")
