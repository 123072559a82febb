"""What every part of the page is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviews.insight.drawing import Plot
from reviews.insight.tables import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that sums a section up; ``value`` in words, ``note`` says what to think of it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page; ``name`` is that of its download.

    ``definition`` says exactly what is counted. Where nothing is to be shown, ``empty`` says what has to happen first.
    """

    name: str
    title: str
    definition: str
    figures: Sequence[Figure] = ()
    plots: Sequence[Plot] = ()
    tables: Sequence[Table] = ()
    empty: str = ""


def percent(value: float | None) -> str:
    """A share as people read it."""
    return "–" if value is None else f"{value:.0%}"


def hours(value: float | None) -> str:
    """Hours as people read them, short times in minutes and long ones in days."""
    if value is None:
        return "–"
    if value < 1:
        return f"{value * 60:.0f} min"
    return f"{value:.1f} h" if value < 72 else f"{value / 24:.1f} days"
