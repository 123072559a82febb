"""Stretches of the calendar that a date can stand for, each with its value as TIMEX3 writes it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.base import Precision

SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    start: dt.date
    end: dt.date
    precision: Precision
    value: str

    @property
    def unit(self) -> str:
        """ "day", "week", "month", "quarter", "year"; "range" for anything else."""
        return self.precision.value


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day; None for one that does not exist, such as 30 February."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def moved(day: dt.date | None, days: int) -> dt.date | None:
    """``day`` so many days further on; None beyond the calendar."""
    if day is None or not 0 < day.toordinal() + days <= dt.date.max.toordinal():
        return None
    return day + dt.timedelta(days=days)


def on_day(day: dt.date | None) -> Period | None:
    """One day."""
    return Period(day, day, Precision.DAY, day.isoformat()) if day else None


def week_of(day: dt.date | None) -> Period | None:
    """The week from Monday to Sunday that holds ``day``."""
    monday = moved(day, -day.weekday()) if day else None
    sunday = moved(monday, 6)
    if monday is None or sunday is None:
        return None
    year, week, _ = monday.isocalendar()
    return Period(monday, sunday, Precision.WEEK, f"{year:04d}-W{week:02d}")


def weekend_of(day: dt.date | None) -> Period | None:
    """The Saturday and Sunday that end the week of ``day``."""
    week = week_of(day)
    saturday = moved(week.end, -1) if week else None
    return Period(saturday, week.end, Precision.RANGE, f"{week.value}-WE") if week and saturday else None


def _months(year: int, month: int, count: int, precision: Precision, value: str) -> Period | None:
    start = day_of(year, month, 1)
    after = month - 1 + count
    end = moved(day_of(year + after // 12, after % 12 + 1, 1), -1) or (dt.date.max if year == dt.MAXYEAR else None)
    return Period(start, end, precision, value) if start and end else None


def month_of(year: int, month: int) -> Period | None:
    """One month; ``month`` may lie below 1 or above 12 and is then counted into other years."""
    count = year * 12 + month - 1
    year, month = count // 12, count % 12 + 1
    return _months(year, month, 1, Precision.MONTH, f"{year:04d}-{month:02d}")


def quarter_of(year: int, number: int) -> Period | None:
    """One quarter; ``number`` may lie below 1 or above 4 and is then counted into other years."""
    count = year * 4 + number - 1
    year, number = count // 4, count % 4 + 1
    return _months(year, number * 3 - 2, 3, Precision.QUARTER, f"{year:04d}-Q{number}")


def half_of(year: int, number: int) -> Period | None:
    """The first or the second half of a year."""
    return _months(year, number * 6 - 5, 6, Precision.RANGE, f"{year:04d}-H{number}")


def season_of(year: int, name: str) -> Period | None:
    """A season of the northern half of the earth by whole months; a winter bears the year in which it begins."""
    code, month = SEASONS[name]
    return _months(year, month, 3, Precision.RANGE, f"{year:04d}-{code}")


def year_of(year: int) -> Period | None:
    """One year."""
    return _months(year, 1, 12, Precision.YEAR, f"{year:04d}")


def decade_of(year: int) -> Period | None:
    """The ten years from the last year that ends in 0."""
    start = year // 10 * 10
    return _months(start, 1, 120, Precision.RANGE, f"{start // 10:03d}")


def century_of(number: int) -> Period | None:
    """The hundred years of the ``number``th century, from its year 00 as the value has it ("19" for the 20th)."""
    return _months(number * 100 - 100, 1, 1200, Precision.RANGE, f"{number - 1:02d}")


def between(first: Period, last: Period) -> Period | None:
    """From the first day of one to the last day of the other; None when that lies before."""
    if last.end < first.start:
        return None
    return Period(first.start, last.end, Precision.RANGE, f"{first.value}/{last.value}")


def unit_of(day: dt.date, unit: str, count: int = 0) -> Period | None:
    """The day, week, month, quarter, year, decade or century that lies ``count`` of them after the one of ``day``."""
    makers: dict[str, Callable[[], Period | None]] = {
        "day": lambda: on_day(moved(day, count)),
        "week": lambda: week_of(moved(day, 7 * count)),
        "month": lambda: month_of(day.year, day.month + count),
        "quarter": lambda: quarter_of(day.year, (day.month + 2) // 3 + count),
        "year": lambda: year_of(day.year + count),
        "decade": lambda: decade_of(day.year + 10 * count),
        "century": lambda: century_of(day.year // 100 + 1 + count),
    }
    return makers[unit]()
