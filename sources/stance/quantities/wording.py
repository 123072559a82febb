"""Amounts as an editor writes them. Plain Python."""

from sources.stance.quantities.readings import Quantity
from sources.stance.quantities.units import AGE, MONEY, ORDINAL, PERCENT, POINTS, TIMES, name_in_words

_WHOLE = 1e15  # amounts beyond it are no longer told in full


def told(value: float) -> str:
    """A number: "1,187", "4.7", "0.03"."""
    if abs(value) >= _WHOLE:
        return f"{value:.3g}"
    rounded = round(value, 1) if abs(value) >= 1 else float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,}"


def amount(quantity: Quantity) -> str:
    """A quantity with its unit: "47 %", "4.7 points", "12 kilometers", "3 million dollars" as "3,000,000 dollars"."""
    number = told(quantity.low) if not quantity.is_range else f"{told(quantity.low)} to {told(quantity.high)}"
    return f"{number}{_unit(quantity)}"


def _unit(quantity: Quantity) -> str:
    by_kind = {PERCENT: " %", POINTS: " points", TIMES: " times", AGE: " years", ORDINAL: "", "": ""}
    if quantity.kind in by_kind:
        return by_kind[quantity.kind]
    return f" {quantity.unit}s" if quantity.kind == MONEY else f" {name_in_words(quantity.unit)}"
