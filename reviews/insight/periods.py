"""A stretch of days and the parts it is cut into for a plot."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

DAY: Final = dt.timedelta(days=1)
# Up to so many days a part is a day, then up to so many a week, then a month.
MOST_DAYS: Final = 31
MOST_WEEKS: Final = 190


@dataclass(frozen=True, slots=True)
class Part:
    """A day, a week or a month; ``end`` is the day after."""

    start: dt.date
    end: dt.date
    label: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to before ``end``."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days

    @property
    def before(self) -> "Period":
        """As many days just before it."""
        return Period(self.start - (self.end - self.start), self.start)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.end - DAY

    @property
    def unit(self) -> str:
        """What its parts are: "day", "week" or "month"."""
        if self.days <= MOST_DAYS:
            return "day"
        return "week" if self.days <= MOST_WEEKS else "month"

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def parts(self) -> list[Part]:
        """The days, weeks (from Monday) or months it is cut into; the first and last may be cut short."""
        cuts = [self.start, *self._cuts(), self.end]
        return [Part(start, end, _label(start, self.unit)) for start, end in pairwise(cuts)]

    def _cuts(self) -> Iterator[dt.date]:
        day = _next(self.start, self.unit)
        while day < self.end:
            yield day
            day = _next(day, self.unit)


def last_days(number: int, *, today: dt.date) -> Period:
    """The ``number`` days up to and with ``today``."""
    return Period(today + DAY - dt.timedelta(days=number), today + DAY)


def _next(day: dt.date, unit: str) -> dt.date:
    """The first day of the next part after ``day``."""
    if unit == "day":
        return day + DAY
    if unit == "week":
        return day + dt.timedelta(days=7 - day.weekday())
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _label(day: dt.date, unit: str) -> str:
    return f"{day:%b %Y}" if unit == "month" else f"{day.day} {day:%b}"
