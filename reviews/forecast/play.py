"""The days ahead, played through. Plain Python; all lengths are working hours from now."""

import heapq
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reviews.forecast.durations import Durations
from reviews.forecast.rota import ALWAYS, NO_ROTA, Arrival, Rota, Spans

ROUNDS: Final = 100
REVIEWERS: Final = "reviewers"
# The key of what is not there yet: it takes time of people, and nobody asks for its chance.
TO_COME: Final = -1

Pool = Sequence[float]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One undecided review. ``left`` is what is left until it is due, less than 0 when that is past.

    ``people`` have it and have not answered; ``free`` is how many more answers it needs that nobody works on, of
    people of the ``team``.
    """

    key: int
    kind: str
    left: float
    people: tuple[int, ...] = ()
    free: int = 0
    team: str = REVIEWERS


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who is counted on: ``since`` is how long ago he gave his last answer, or got what he has now.

    ``here`` is whether he is at work now, ``None`` when nothing tells.
    """

    key: int
    since: float
    team: str = REVIEWERS
    here: bool | None = None


def chances(
    waiting: Iterable[Waiting],
    workers: Iterable[Worker],
    durations: Durations,
    *,
    rota: Rota = NO_ROTA,
    rounds: int = ROUNDS,
    seed: int = 1,
) -> dict[int, float]:
    """The chance of each review to make its due time, by key. The same desk gives the same chances."""
    desk = _Desk(sorted(waiting, key=lambda review: (review.left, review.key)), list(workers), durations, rota)
    dice = random.Random(seed)  # noqa: S311 - nothing is secret about a forecast
    made: dict[int, int] = defaultdict(int)
    for _ in range(rounds):
        for key in _Play(desk, dice).made_in_time():
            made[key] += 1
    return {review.key: made[review.key] / rounds for review in desk.waiting}


class _Piece(NamedTuple):
    """One answer that is missing; what is due first comes first."""

    left: float
    key: int
    pool: Pool


class _Desk:
    """The desk as it is now; what is the same in every play."""

    def __init__(self, waiting: Sequence[Waiting], workers: Sequence[Worker], durations: Durations, rota: Rota) -> None:
        self.waiting = waiting
        self.horizon = max((review.left for review in waiting), default=0.0)
        holders = {person for review in waiting for person in review.people}
        known = {worker.key for worker in workers}
        everybody = [*workers, *(Worker(person, 0.0) for person in sorted(holders - known))]
        self.workers = sorted(everybody, key=lambda worker: worker.key)
        self.days = {each.key: self._days(each, rota) for each in self.workers}
        self.held = {each.key: self._held(each.key, durations) for each in self.workers}
        self.begun = {each.key: self._begun(each, durations, rota) for each in self.workers}
        self.free: dict[str, list[_Piece]] = defaultdict(list)
        for review in waiting:
            self.free[review.team] += [_Piece(review.left, review.key, durations.pool(review.kind))] * review.free
        self.answers = {review.key: len(review.people) + review.free for review in waiting}
        self.arrivals = [[self._in_time(day, durations) for day in options] for options in rota.arrivals()]

    @staticmethod
    def _days(worker: Worker, rota: Rota) -> list[list[Spans]]:
        """Of editors it is not known when they are there; what they settle took as long as it took."""
        return rota.days_of(worker.key, here=worker.here) if worker.team == REVIEWERS else [[ALWAYS]]

    def _held(self, person: int, durations: Durations) -> list[_Piece]:
        """What somebody has, the last one first."""
        mine = [review for review in self.waiting if person in review.people]
        return [_Piece(review.left, review.key, durations.pool(review.kind)) for review in reversed(mine)]

    def _begun(self, worker: Worker, durations: Durations, rota: Rota) -> Pool | None:
        """What is left of the piece that somebody works on; without one, how long he will not be there."""
        if rota.is_known and not worker.here:
            return None
        mine = next((review for review in self.waiting if worker.key in review.people), None)
        if mine:
            return durations.pool(mine.kind, beyond=worker.since)
        silent = worker.since > durations.longest and not rota.is_known
        return durations.pool("", beyond=worker.since) if silent else None

    def _in_time(self, day: Sequence[Arrival], durations: Durations) -> list[tuple[float, _Piece, int]]:
        """What comes in of which some is due before the last review that waits now: the rest comes after it."""
        return [
            (row.after, _Piece(row.after + row.left, TO_COME, durations.pool(row.kind)), row.places)
            for row in day
            if row.after + row.left <= self.horizon
        ]


class _Play:
    """The desk played through once."""

    def __init__(self, desk: _Desk, dice: random.Random) -> None:
        self._desk = desk
        self._choice = dice.choice
        self._spans = {
            person: [span for options in days for span in dice.choice(options)] for person, days in desk.days.items()
        }
        coming = [row for options in desk.arrivals if options for row in dice.choice(options)]
        self._coming = sorted(coming, key=lambda row: row[0], reverse=True)
        self._free = {team: list(pieces) for team, pieces in desk.free.items()}
        self._held = {person: list(pieces) for person, pieces in desk.held.items()}
        self._begun = dict(desk.begun)
        self._ended: dict[int, float] = {}
        self._answers: dict[int, int] = defaultdict(int)

    def made_in_time(self) -> list[int]:
        """Which reviews are done in time."""
        teams = {worker.key: worker.team for worker in self._desk.workers}
        ready = [(self._begins(person), person, 0) for person, spans in self._spans.items() if spans]
        heapq.heapify(ready)
        while ready and ready[0][0] <= self._desk.horizon:
            clock, person, place = ready[0]
            self._come_in(clock)
            piece = self._next_piece(person, teams[person])
            moment = self._coming[-1][0] if self._coming else math.inf
            if piece:
                moment, place = self._work(person, piece, clock, place)
            else:
                moment, place = self._there_from(person, moment, place)
            heapq.heapreplace(ready, (moment, person, place))
        return [review.key for review in self._desk.waiting if self._is_in_time(review)]

    def _is_in_time(self, review: Waiting) -> bool:
        all_in = self._answers[review.key] >= self._desk.answers[review.key]
        return all_in and self._ended.get(review.key, math.inf) <= review.left

    def _begins(self, person: int) -> float:
        """When somebody begins: at once, or when he comes; who has been silent for long and has nothing, after that."""
        start = self._spans[person][0][0]
        silent = None if self._held[person] else self._begun.pop(person, None)
        return start + self._choice(silent) if silent else start

    def _come_in(self, clock: float) -> None:
        while self._coming and self._coming[-1][0] <= clock:
            _, piece, places = self._coming.pop()
            for _ in range(places):
                heapq.heappush(self._free.setdefault(REVIEWERS, []), piece)

    def _next_piece(self, person: int, team: str) -> _Piece | None:
        """What somebody has himself comes first, then what is due first of what nobody has."""
        if held := self._held[person]:
            return held.pop()
        free = self._free.get(team)
        return heapq.heappop(free) if free else None

    def _work(self, person: int, piece: _Piece, clock: float, place: int) -> tuple[float, int]:
        """When the piece is done: what is not done at the end of a shift is gone on with in the next one."""
        left = self._choice(self._begun.pop(person, None) or piece.pool)
        spans = self._spans[person]
        while left > spans[place][1] - clock:
            left -= max(spans[place][1] - clock, 0.0)
            place += 1
            if place == len(spans):
                return math.inf, place
            clock = spans[place][0]
        done = clock + left
        self._answers[piece.key] += 1
        self._ended[piece.key] = max(done, self._ended.get(piece.key, 0.0))
        return done, place

    def _there_from(self, person: int, moment: float, place: int) -> tuple[float, int]:
        """The first time from ``moment`` on at which somebody is there; never, when he is not any more."""
        spans = self._spans[person]
        while place < len(spans) and spans[place][1] <= moment:
            place += 1
        return (max(moment, spans[place][0]) if place < len(spans) else math.inf), place
