"""Who will be there and what will come in: as on days like these before. Plain Python; all lengths are working hours.

Nobody enters when he works. It shows from his answers: he is there from one to the next unless there lies more than a
pause between them. Whether he comes on Thursday, and from when to when, is as on one of the last Thursdays, drawn anew
in every play; so days off, shifts and absences count as often as they were. What comes in is as on one of the days
before, and today as on one on which as much had come in by now.
"""

import datetime as dt
import math
import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

HOUR: Final = dt.timedelta(hours=1)
# With fewer days on which somebody answered nothing is known of how the desk works.
DAYS_LEAST: Final = 4
# With fewer days of the same name all days count.
SAME_DAYS_LEAST: Final = 2
# A quarter of the days before, at least four: those on which about as much had come in.
LIKE_TODAY: Final = 4
# Longer than it, and longer than three answers take, is no pause but the end of the work.
PAUSE_LEAST: Final = 3.0

Row = TypeVar("Row")
Spans = Sequence[tuple[float, float]]
ALWAYS: Final[Spans] = ((0.0, math.inf),)


class Shift(NamedTuple):
    """When the desk is open on one day (0 is Monday); ``away`` are those who have said that they are not there."""

    weekday: int
    opens: dt.datetime
    closes: dt.datetime
    away: Collection[int] = ()

    @property
    def hours(self) -> float:
        """How long it is open."""
        return (self.closes - self.opens) / HOUR


class Opened(NamedTuple):
    """One review that came in: when, how much time it had, of which kind, and how many answers it needs."""

    at: dt.datetime
    left: float
    kind: str
    places: int


class Arrival(NamedTuple):
    """One review that comes in: how long from the opening of the desk, or from now, and what it is."""

    after: float
    left: float
    kind: str
    places: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day before: who was there from when to when, and what came in, in hours from the opening of the desk."""

    weekday: int
    present: Mapping[int, Spans]
    arrivals: Sequence[Arrival]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Today or a day to come; ``starts`` is how long from now it opens, less than 0 for today."""

    weekday: int
    starts: float
    away: Collection[int]


class Rota:
    """Days before, to draw the ones ahead from."""

    def __init__(self, past: Sequence[Day] = (), ahead: Sequence[Ahead] = (), came: int = 0) -> None:
        """``came`` is how much has come in today; with too few days everybody is always there and nothing comes in."""
        self.is_known = len(past) >= DAYS_LEAST and bool(ahead)
        self._past = past
        self._ahead = ahead
        self._came = came
        self.people: frozenset[int] = frozenset(person for day in past for person in day.present)

    def days_of(self, person: int, *, here: bool | None) -> list[list[Spans]]:
        """For each day ahead when ``person`` may be there, in hours from now; each as likely as the others.

        ``here`` is whether he is at work now, as far as is known.
        """
        if not self.is_known:
            return [[ALWAYS]]
        return [self._options(person, day, here=here if place == 0 else None) for place, day in enumerate(self._ahead)]

    def _options(self, person: int, day: Ahead, *, here: bool | None) -> list[Spans]:
        if person in day.away:
            return [()]
        options = self._worked(person, self._like(day.weekday))
        if here is not None:
            options = self._fitting(person, options, -day.starts, here=here)
        return [_from_now(spans, day.starts) for spans in options]

    def _worked(self, person: int, days: Sequence[Day]) -> list[Spans]:
        """When he was there on ``days``; who is new works as the others do."""
        if person in self.people:
            return [day.present.get(person, ()) for day in days]
        return [spans for day in days for spans in day.present.values()] or [()]

    def _fitting(self, person: int, options: list[Spans], elapsed: float, *, here: bool) -> list[Spans]:
        """The options in which he is here ``elapsed`` hours after the opening, or is not."""
        fitting = [spans for spans in options if _covers(spans, elapsed) == here]
        if here and not fitting:
            fitting = [spans for spans in self._worked(person, self._past) if _covers(spans, elapsed)]
        return fitting or ([((elapsed, elapsed + PAUSE_LEAST),)] if here else [()])

    def _like(self, weekday: int) -> Sequence[Day]:
        same = [day for day in self._past if day.weekday == weekday]
        return same if len(same) >= SAME_DAYS_LEAST else self._past

    def arrivals(self) -> list[list[list[Arrival]]]:
        """For each day ahead what may come in, in hours from now."""
        if not self.is_known:
            return []
        return [
            [_still_to_come(past.arrivals, day.starts) for past in (self._like_today() if place == 0 else self._past)]
            for place, day in enumerate(self._ahead)
        ]

    def _like_today(self) -> Sequence[Day]:
        elapsed = -self._ahead[0].starts
        so_far = {id(day): sum(arrival.after <= elapsed for arrival in day.arrivals) for day in self._past}
        nearest = sorted(self._past, key=lambda day: abs(so_far[id(day)] - self._came))
        return nearest[: max(LIKE_TODAY, len(nearest) // 4)]


NO_ROTA: Final = Rota()


def _covers(spans: Spans, at: float) -> bool:
    return any(start <= at < end for start, end in spans)


def _from_now(spans: Spans, starts: float) -> Spans:
    return [(max(start + starts, 0.0), end + starts) for start, end in spans if end + starts > 0]


def _still_to_come(arrivals: Sequence[Arrival], starts: float) -> list[Arrival]:
    return [row._replace(after=row.after + starts) for row in arrivals if row.after + starts > 0]


def pause_of(lengths: Collection[float]) -> float:
    """How long somebody at work may be silent, when answers took ``lengths``."""
    return max(PAUSE_LEAST, 3 * statistics.median(lengths)) if lengths else PAUSE_LEAST


def rota_of(
    shifts: Sequence[Shift],
    now: dt.datetime,
    answers: Iterable[tuple[dt.datetime, int]],
    opened: Iterable[Opened],
    pause: float = PAUSE_LEAST,
) -> Rota:
    """What ``shifts`` before and after ``now`` tell, with the answers given (when, by whom) and what came in.

    All in order of time. A shift that is on now is the first of those ahead.
    """
    place = bisect_right([shift.closes for shift in shifts], now)
    given = _by_shift(shifts, answers)
    came = _by_shift(shifts, ((row.at, row) for row in opened))
    worked = [number for number in range(place) if given[number]]
    past = [
        _day(shifts[number], given[number], came[number], pause)
        for number in range(worked[0] if worked else place, place)
    ]
    return Rota(past, _ahead(shifts[place:], now), came=len(came[place]))


def _by_shift(shifts: Sequence[Shift], rows: Iterable[tuple[dt.datetime, Row]]) -> dict[int, list[tuple[float, Row]]]:
    """Rows by the number of their shift, with how long after its opening; what lies in none is left out."""
    opens = [shift.opens for shift in shifts]
    found: dict[int, list[tuple[float, Row]]] = defaultdict(list)
    for at, row in rows:
        place = bisect_right(opens, at) - 1
        if place >= 0 and at < shifts[place].closes:
            found[place].append(((at - opens[place]) / HOUR, row))
    return found


def _day(
    shift: Shift, answers: Iterable[tuple[float, int]], opened: Iterable[tuple[float, Opened]], pause: float
) -> Day:
    given: dict[int, list[float]] = defaultdict(list)
    for after, person in answers:
        given[person].append(after)
    arrivals = [Arrival(after, row.left, row.kind, row.places) for after, row in opened]
    present = {person: spans_of(moments, pause) for person, moments in given.items()}
    return Day(shift.weekday, present, arrivals)


def spans_of(moments: Sequence[float], pause: float) -> Spans:
    """When somebody was there who answered at ``moments``: a tenth of a pause before the first one to the last one."""
    spans: list[tuple[float, float]] = []
    for moment in moments:
        if spans and moment - spans[-1][1] <= pause:
            spans[-1] = (spans[-1][0], moment)
        else:
            spans.append((max(0.0, moment - pause / 10), moment))
    return spans


def _ahead(shifts: Sequence[Shift], now: dt.datetime) -> list[Ahead]:
    starts, found = min(0.0, (shifts[0].opens - now) / HOUR) if shifts else 0.0, []
    for shift in shifts:
        found.append(Ahead(shift.weekday, starts, shift.away))
        starts += shift.hours
    return found
