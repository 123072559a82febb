"""When something was said: expressions of time in a text and the days they stand for.

Nothing is guessed: an expression that counts from the publication date stays unresolved without one.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.extraction.base import DateReading, Precision
from claims.extraction.time_patterns import EXPRESSION, KINDS
from factcheck.lib.spans import Span

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_QUARTERS = ("", "first", "second", "third", "fourth")
_STEPS = {"next": 1, "following": 1, "after": 1, "same": 0, "previous": -1, "before": -1}
_UNIT_PRECISION = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, where they stand, and what they stand for."""

    span: Span
    said: DateReading


@dataclass(frozen=True, slots=True)
class _Base:
    """What relative expressions count from: the publication date and the last day the article spoke of."""

    published: dt.date | None
    anchor: dt.date | None


Resolved = tuple[dt.date | None, Precision]
_UNRESOLVED: Resolved = (None, Precision.UNKNOWN)


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shift_months(day: dt.date, months: int) -> dt.date | None:
    """The first day of the month that lies ``months`` further on; None before the first year."""
    count = day.year * 12 + day.month - 1 + months
    return _day(count // 12, count % 12 + 1, 1)


def _as_day(day: dt.date | None) -> Resolved | None:
    """A full date; None for one that does not exist, such as 31 June."""
    return (day, Precision.DAY) if day else None


def _iso(match: re.Match[str], _base: _Base) -> Resolved | None:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _as_day(_day(year, month, day))


def _dated(month: str, day: str, year: str | None, base: _Base) -> Resolved | None:
    """A day of a month; without a year the most recent such day up to publication."""
    if year:
        return _as_day(_day(int(year), _month_number(month), int(day)))
    if base.published is None:
        return _UNRESOLVED
    this_year = _day(base.published.year, _month_number(month), int(day))
    if this_year and this_year <= base.published:
        return _as_day(this_year)
    return _as_day(_day(base.published.year - 1, _month_number(month), int(day)))


def _day_month(match: re.Match[str], base: _Base) -> Resolved | None:
    return _dated(match["dm_month"], match["dm_day"], match["dm_year"], base)


def _month_day(match: re.Match[str], base: _Base) -> Resolved | None:
    return _dated(match["md_month"], match["md_day"], match["md_year"], base)


def _quarter(match: re.Match[str], base: _Base) -> Resolved | None:
    number = int(match["q_digit"]) if match["q_digit"] else _QUARTERS.index(match["quarter"])
    if match["quarter_year"]:
        return _day(int(match["quarter_year"]), number * 3 - 2, 1), Precision.QUARTER
    if base.published is None:
        return _UNRESOLVED
    return _most_recent(base.published, number * 3 - 2, past=True), Precision.QUARTER


def _most_recent(published: dt.date, month: int, *, past: bool) -> dt.date | None:
    """The first day of that month in the year of publication, if ``past`` and not later; else in the year before."""
    start = dt.date(published.year, month, 1)
    return start if past and start <= published else _day(published.year - 1, month, 1)


def _month_year(match: re.Match[str], _base: _Base) -> Resolved | None:
    return _day(int(match["my_year"]), _month_number(match["my_month"]), 1), Precision.MONTH


def _month(match: re.Match[str], base: _Base) -> Resolved | None:
    """The most recent such month; "last June" written in June is a year back."""
    if base.published is None:
        return _UNRESOLVED
    month = _month_number(match["month"])
    is_last = match.group()[:4].lower() == "last" and month == base.published.month
    return _most_recent(base.published, month, past=not is_last), Precision.MONTH


def _year(match: re.Match[str], _base: _Base) -> Resolved | None:
    return dt.date(int(match["year"]), 1, 1), Precision.YEAR


def _weekday(match: re.Match[str], base: _Base) -> Resolved | None:
    """The most recent such day; the day of publication itself counts unless the words say "last"."""
    before = (match["w_before"] or "").lower()
    if before == "next":
        return None
    if base.published is None:
        return _UNRESOLVED
    back = (base.published.weekday() - _WEEKDAYS.index(match["weekday"][:3].lower())) % 7
    if back == 0 and before in ("last", "past"):
        back = 7
    return _back(base.published, back)


def _back(day: dt.date | None, days: int) -> Resolved:
    if day is None or day.toordinal() <= days:
        return _UNRESOLVED
    return day - dt.timedelta(days=days), Precision.DAY


def _day_before_yesterday(_match: re.Match[str], base: _Base) -> Resolved | None:
    return _back(base.published, 2)


def _yesterday(_match: re.Match[str], base: _Base) -> Resolved | None:
    return _back(base.published, 1)


def _today(_match: re.Match[str], base: _Base) -> Resolved | None:
    return _back(base.published, 0)


def _chain(match: re.Match[str], base: _Base) -> Resolved | None:
    return _forward(base.anchor, _STEPS[match["chain"] or match["chain_word"]])


def _forward(day: dt.date | None, days: int) -> Resolved:
    if day is None or not 0 < day.toordinal() + days <= dt.date.max.toordinal():
        return _UNRESOLVED
    return day + dt.timedelta(days=days), Precision.DAY


def _count(word: str) -> int:
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    return 1 if lowered in ("a", "an") else _NUMBERS.index(lowered)


def _ago(match: re.Match[str], base: _Base) -> Resolved | None:
    """ "Three days ago" counts from publication, "three days later" from the last day spoken of."""
    number, unit, direction = _count(match["count"]), match["unit"], match["direction"]
    start = base.published if direction == "ago" else base.anchor
    if start is None:
        return _UNRESOLVED
    return _moved(start, number if direction == "later" else -number, unit)


def _moved(start: dt.date, number: int, unit: str) -> Resolved:
    if unit == "day":
        return _forward(start, number)
    if unit == "week":
        day, _ = _forward(start, number * 7)
        return (_monday(day), Precision.WEEK) if day else _UNRESOLVED
    moved = _shift_months(start, number * (12 if unit == "year" else 1))
    if moved is None:
        return _UNRESOLVED
    return (moved.replace(month=1) if unit == "year" else moved), _UNIT_PRECISION[unit]


def _monday(day: dt.date) -> dt.date:
    return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _period(match: re.Match[str], base: _Base) -> Resolved | None:
    if base.published is None:
        return _UNRESOLVED
    unit, back = match["period"], 0 if match["which"].lower() == "this" else 1
    if unit == "week":
        return _moved(base.published, -back, "week")
    if unit == "quarter":
        start = base.published.replace(month=(base.published.month - 1) // 3 * 3 + 1, day=1)
        return _shift_months(start, -3 * back), Precision.QUARTER
    return _moved(base.published, -back, unit)


_RESOLVERS: dict[str, Callable[[re.Match[str], _Base], Resolved | None]] = {
    "iso": _iso,
    "day_month": _day_month,
    "month_day": _month_day,
    "quarter": _quarter,
    "month_year": _month_year,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "day_before_yesterday": _day_before_yesterday,
    "yesterday": _yesterday,
    "today": _today,
    "chain": _chain,
    "ago": _ago,
    "period": _period,
}


def _kind(match: re.Match[str]) -> str:
    return next(name for name in KINDS if match[f"kind_{name}"] is not None)


def time_expressions(text: str, spans: Sequence[Span], published: dt.date | None) -> list[TimeExpression]:
    """The expressions of time within ``spans`` of ``text``, in order.

    "The next day" and "two days later" count from the last full date before them. Expressions of the future ("next
    Friday") and days that do not exist ("31 June") are left out.
    """
    found: list[TimeExpression] = []
    anchor: dt.date | None = None
    for span in spans:
        for match in EXPRESSION.finditer(text, span.start, span.end):
            resolved = _RESOLVERS[_kind(match)](match, _Base(published, anchor))
            if resolved is None:
                continue
            day, precision = resolved
            anchor = day if precision is Precision.DAY else anchor
            found.append(
                TimeExpression(
                    Span(*match.span()), DateReading(day, precision if day else Precision.UNKNOWN, match.group())
                )
            )
    return found
