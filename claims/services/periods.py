"""A period as a person gives it: with its last day and its value as in TIMEX3."""

import calendar
import datetime as dt

from claims.choices import SaidPrecision
from claims.extraction.base import DateReading, Precision

_MONTHS = {SaidPrecision.MONTH.value: 1, SaidPrecision.QUARTER.value: 3, SaidPrecision.YEAR.value: 12}


def period_of(day: dt.date | None, precision: str, until: dt.date | None = None) -> DateReading:
    """The period that starts with ``day``; ``until`` counts for a range only, whose last day it is."""
    if day is None or precision == SaidPrecision.UNKNOWN:
        return DateReading()
    last = until or day if precision == SaidPrecision.RANGE else _last_day(day, precision)
    return DateReading(day, Precision(precision), value=_value(day, precision, last), until=last)


def _last_day(day: dt.date, precision: str) -> dt.date:
    """The last day of the week, month, quarter or year that holds ``day``."""
    if precision == SaidPrecision.WEEK:
        return day + dt.timedelta(days=6 - day.weekday())
    if precision in _MONTHS:
        length = _MONTHS[precision]
        month = (day.month + length - 1) // length * length
        return dt.date(day.year, month, calendar.monthrange(day.year, month)[1])
    return day


def _value(day: dt.date, precision: str, last: dt.date) -> str:
    year, week, _ = day.isocalendar()
    values = {
        SaidPrecision.WEEK.value: f"{year:04}-W{week:02}",
        SaidPrecision.MONTH.value: f"{day:%Y-%m}",
        SaidPrecision.QUARTER.value: f"{day.year:04}-Q{(day.month + 2) // 3}",
        SaidPrecision.YEAR.value: f"{day.year:04}",
        SaidPrecision.RANGE.value: f"{day.isoformat()}/{last.isoformat()}",
    }
    return values.get(precision, day.isoformat())
