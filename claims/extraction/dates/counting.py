"""What dates are counted from, and how one of several days of the same name is chosen."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.extraction.dates.periods import Period
from claims.extraction.dates.tense import Tense
from claims.extraction.dates.words import MONTHS

_FAR_BACK, _SOON = 120, 60


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one expression stands for. ``why`` ends a sentence that begins with the expression; ``period`` is None where
    the day stays open. ``anchor`` is the day it was counted from, ``value`` the value of what is no period at all."""

    period: Period | None
    why: str
    anchor: dt.date | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """What the words of one expression count from.

    ``today`` is the day called ``name``; ``saying`` the day on which the words were said, as far as it is known.
    ``last`` is the last date the text spoke of before and ``last_day`` the last full one. ``before`` and ``after`` bind
    the ends of a range to each other; ``day_first`` is the order of dates in figures that the text itself shows.
    """

    today: dt.date | None
    name: str
    tense: Callable[[], Tense]
    saying: dt.date | None = None
    last: Period | None = None
    last_day: dt.date | None = None
    before: dt.date | None = None
    after: dt.date | None = None
    day_first: bool | None = None

    @property
    def anchor(self) -> dt.date | None:
        """The day from which a date without a year is counted."""
        return self.before or self.after or self.today

    def named(self, day: dt.date) -> str:
        """The day in words, with what it is: "publication, 2 June 2017"."""
        return f"{self.name}, {in_words(day)}" if day == self.today else in_words(day)


def in_words(day: dt.date) -> str:
    """ "2 June 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def exactly(period: Period | None, what: str = "given in full by the article") -> Resolved:
    """A date that needs nothing to count from; one that does not exist stays open."""
    return Resolved(period, what) if period else Resolved(None, "no date that exists")


def open_without(what: str) -> Resolved:
    """An expression that lacks the day it would be counted from."""
    return Resolved(None, f"counted from {what}, which is not known")


def counted(period: Period | None, base: Base, words: str) -> Resolved:
    """A period counted from ``base.today``; ``words`` say how ("the day before")."""
    if base.today is None:
        return open_without("the date of publication")
    if period is None:
        return Resolved(None, "beyond the calendar")
    return Resolved(period, f"{words} {base.named(base.today)}".strip(), base.today)


def chosen(periods: Callable[[dt.date], Sequence[Period]], name: str, base: Base) -> Resolved:
    """The one of the ``periods`` around a day, all called ``name``, that the words mean.

    By default the last that had begun, as in a report; the first still to come where a verb says so.
    """
    tense = base.tense()
    start = base.anchor
    if tense is Tense.LATER and base.saying and not (base.before or base.after):
        start = base.saying
    if start is None:
        return open_without("the date of publication")
    around = periods(start)
    past = next((period for period in reversed(around) if period.start <= start), None)
    ahead = next((period for period in around if period.end >= start), None)
    if _is_ahead(base, tense) or _is_soon(past, ahead, start, tense, base):
        words = f"what is still to come: the first {name} {_rather(ahead, 'on or after', 'that ends on or after')}"
        return _worded(ahead, words, start, base)
    if ahead and _is_ambiguous(past, ahead, start, tense, base):
        return Resolved(None, f"either the last {name} or the one to come, for no verb tells which", start)
    return _worded(past, f"the last {name} {_rather(past, 'on or before', 'that began on or before')}", start, base)


def _is_ahead(base: Base, tense: Tense) -> bool:
    if base.before:
        return False
    return base.after is not None or tense in (Tense.FUTURE, Tense.LATER)


def _is_soon(past: Period | None, ahead: Period | None, start: dt.date, tense: Tense, base: Base) -> bool:
    """Whether a date with no verb to place it is long past and soon to come, so that only the latter fits."""
    if tense is not Tense.OPEN or base.before or not (past and ahead):
        return False
    return (start - past.end).days > _FAR_BACK and (ahead.start - start).days <= _SOON


def _is_ambiguous(past: Period | None, ahead: Period, start: dt.date, tense: Tense, base: Base) -> bool:
    """Whether a date with no verb to place it is long past in another year and still to come in this one."""
    if tense is not Tense.OPEN or base.before or past is None or past.start.year == start.year:
        return False
    return (start - past.end).days > _FAR_BACK and ahead.start.year == start.year


def _rather(period: Period | None, for_day: str, for_longer: str) -> str:
    return for_day if period and period.start == period.end else for_longer


def _worded(period: Period | None, words: str, start: dt.date, base: Base) -> Resolved:
    if period is None:
        return Resolved(None, "no date that exists")
    return Resolved(period, f"{words} {base.named(start)}", start)
