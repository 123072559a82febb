"""Working time: when the desk is open, how much of it lies between two moments, and when a review is due.

Plain Python. Moments are aware and come back in UTC; lengths are working time. The arithmetic is done in UTC, because
Python compares and subtracts two times of the same zone by their clocks: a shift in which the clocks change has the
length that it really has. A time that the clocks skip is the moment at which they are changed; one that comes twice is
the first one.
"""

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = dt.timedelta(days=1)
NONE: Final = dt.timedelta()
ALL_DAYS: Final = frozenset(range(7))
MIDNIGHT: Final = dt.time()
# No desk is closed for longer; it ends a search in a calendar in which every day is a holiday.
LONGEST_CLOSURE: Final = 400


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The hours of a desk. ``days`` are 0 (Monday) to 6; ``closes`` not after ``opens`` means on the next day.

    A shift belongs to the day on which it opens: a night shift of a Friday goes on into Saturday. From midnight to
    midnight is the whole day. Nobody works on ``holidays``.
    """

    zone: ZoneInfo
    days: frozenset[int] = ALL_DAYS
    opens: dt.time = MIDNIGHT
    closes: dt.time = MIDNIGHT
    holidays: frozenset[dt.date] = frozenset()

    def __post_init__(self) -> None:
        if not self.days or not self.days <= ALL_DAYS:
            message = "A desk works on at least one day of the week; days are numbers from 0 (Monday) to 6."
            raise ValueError(message)

    @property
    def is_always_open(self) -> bool:
        """Whether every moment is working time."""
        return self.days == ALL_DAYS and self.opens == self.closes and not self.holidays

    def is_open(self, moment: dt.datetime) -> bool:
        """Whether somebody works at ``moment``; the end of a shift is none of it."""
        return self.next_open(moment) == moment.astimezone(dt.UTC)

    def closing(self, moment: dt.datetime) -> dt.datetime | None:
        """When the shift ends that is on at ``moment``; ``None`` when the desk is closed then."""
        moment = moment.astimezone(dt.UTC)
        start, end = next(self._shifts_from(moment))
        return end if start <= moment else None

    def next_open(self, moment: dt.datetime) -> dt.datetime:
        """``moment`` when the desk is open then, else when it opens."""
        moment = moment.astimezone(dt.UTC)
        start, _ = next(self._shifts_from(moment))
        return max(start, moment)

    def add(self, moment: dt.datetime, length: dt.timedelta) -> dt.datetime:
        """The first moment by which ``length`` has been worked since ``moment``; itself when that is none."""
        moment, left = moment.astimezone(dt.UTC), max(length, NONE)
        if not left or self.is_always_open:
            return moment + left
        for start, end in self._shifts_from(moment):
            begins = max(start, moment)
            if begins + left <= end:
                return begins + left
            left -= end - begins
        raise AssertionError  # the shifts never end

    def subtract(self, moment: dt.datetime, length: dt.timedelta) -> dt.datetime:
        """The last moment from which ``length`` is worked until ``moment``; itself when that is none."""
        moment, left = moment.astimezone(dt.UTC), max(length, NONE)
        if not left or self.is_always_open:
            return moment - left
        for start, end in self._shifts_before(moment):
            ends = min(end, moment)
            if ends - left >= start:
                return ends - left
            left -= ends - start
        raise AssertionError

    def between(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """How much is worked from ``start`` to ``end``; less than nothing when ``end`` is the earlier one."""
        start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
        if end < start:
            return -self.between(end, start)
        if self.is_always_open:
            return end - start
        on_now = _shift(self, self._local_day(start))
        if on_now and on_now[0] <= start and end <= on_now[1]:  # one shift, as most lengths that are asked for
            return end - start
        worked = NONE
        day, last = self._local_day(start) - DAY, self._local_day(end)
        while day <= last:
            shift = _shift(self, day)
            if shift:
                worked += max(NONE, min(shift[1], end) - max(shift[0], start))
            day += DAY
        return worked

    def shifts(self, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.datetime, dt.datetime]]:
        """Every shift that opens on one of these days, both included: the day, when it opens, when it closes."""
        days = [first + number * DAY for number in range((last - first).days + 1)]
        return [(day, *shift) for day in days if (shift := _shift(self, day))]

    def _local_day(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def _shifts_from(self, moment: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The shift that is on at ``moment``, if any, and all that follow it."""
        return (shift for shift in self._shifts(self._local_day(moment) - DAY, step=1) if shift[1] > moment)

    def _shifts_before(self, moment: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The shift that is on before ``moment``, if any, and all that lie before it, the last one first."""
        return (shift for shift in self._shifts(self._local_day(moment), step=-1) if shift[0] < moment)

    def _shifts(self, day: dt.date, *, step: int) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        closed = 0
        while closed <= LONGEST_CLOSURE:
            shift = _shift(self, day)
            closed = 0 if shift else closed + 1
            if shift:
                yield shift
            day += step * DAY
        message = f"The desk has no working day for {LONGEST_CLOSURE} days around {day}; check its holidays."
        raise ValueError(message)


@functools.lru_cache(maxsize=4096)
def _shift(hours: WorkingTime, day: dt.date) -> tuple[dt.datetime, dt.datetime] | None:
    """The shift that opens on ``day``, in UTC; ``None`` when the clocks or the calendar leave nothing of it."""
    if day.weekday() not in hours.days or day in hours.holidays:
        return None
    last_day = day + DAY if hours.closes <= hours.opens else day
    start, end = instant(day, hours.opens, hours.zone), instant(last_day, hours.closes, hours.zone)
    return (start, end) if start < end else None


def instant(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The moment at which clocks in ``zone`` show ``time`` on ``day``, in UTC.

    The first one when they show it twice; the moment at which they are changed when they skip it.
    """
    wall = dt.datetime.combine(day, time, zone)
    moment = wall.astimezone(dt.UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    return _change_before(moment, zone)


def _change_before(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """When the clocks were last changed before ``moment``, within the two days before it, to the second."""
    late, early = moment, moment - 2 * DAY
    offset = late.astimezone(zone).utcoffset()
    while late - early > dt.timedelta(seconds=1):
        middle = early + (late - early) / 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


@dataclass(frozen=True, slots=True)
class DueRule:
    """What a desk allows for a review: ``usual`` working time, and to be done ``lead`` before the article is out."""

    hours: WorkingTime
    usual: dt.timedelta
    lead: dt.timedelta

    def due(self, published_at: dt.datetime | None, *, opened_at: dt.datetime, now: dt.datetime) -> dt.datetime:
        """When a review is due that was opened at ``opened_at``, in UTC.

        ``lead`` before the article comes out, or at that time when ``lead`` has begun, but never later than usual.
        An article that was out when the review was opened gives the review its usual time.
        """
        usual = self.hours.add(opened_at, self.usual)
        out = published_at.astimezone(dt.UTC) if published_at else None
        if out is None or out <= opened_at.astimezone(dt.UTC):
            return usual
        last = self.hours.subtract(out, self.lead)
        return min(usual, last if last > now else out)
