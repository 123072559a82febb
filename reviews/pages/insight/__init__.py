"""The insight page: how the desk as a whole does, as plots and tables, each with its definition."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from reviews.insight.periods import Period
from reviews.insight.tables import Table
from reviews.pages.insight.agreeing import agreeing
from reviews.pages.insight.confidence import desk_confidence, own_confidence
from reviews.pages.insight.outcomes import reversals, verdicts
from reviews.pages.insight.rows import Desk, choices, first_day
from reviews.pages.insight.section import Section
from reviews.pages.insight.work import coverage, overdue, turnaround

__all__ = (
    "SECTIONS", "Desk", "Insight", "Section", "choices", "first_day", "insight", "own_confidence", "table_named",
)  # fmt: skip

Builder = Callable[[Desk, Period, dt.datetime], Section]

SECTIONS: Final[Mapping[str, Builder]] = {
    "turnaround": lambda desk, period, _now: turnaround(desk, period),
    "overdue": lambda desk, period, now: overdue(desk, period, now=now),
    "coverage": lambda desk, period, _now: coverage(desk, period),
    "verdicts": lambda desk, period, _now: verdicts(desk, period),
    "reversals": lambda desk, period, _now: reversals(desk, period),
    "confidence": lambda desk, period, _now: desk_confidence(desk, period),
    "agreement": lambda desk, period, _now: agreeing(desk, period),
}


@dataclass(frozen=True, slots=True)
class Insight:
    """All that the page shows besides its form."""

    period: Period
    sections: Sequence[Section]


def insight(desk: Desk, period: Period) -> Insight:
    """Every section for one desk and period."""
    now = timezone.now()
    return Insight(period, [build(desk, period, now) for build in SECTIONS.values()])


def table_named(name: str, number: int, desk: Desk, period: Period) -> Table | None:
    """One table of one section, by the section's name and the table's number in it; ``None`` when there is none."""
    build = SECTIONS.get(name)
    tables = build(desk, period, timezone.now()).tables if build else ()
    return tables[number] if number < len(tables) else None
