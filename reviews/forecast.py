"""How likely each undecided review is to make its due time, from what work took on this desk before. Plain Python.

The days ahead are played through many times. Everybody works off what he has in the order of its due times and then
takes what nobody has; each piece takes as long as one of its kind that was done before. The share of the plays in
which a review is done in time is its chance. Chances are then corrected by what came of earlier ones. All lengths are
working hours.
"""

import heapq
import math
import random
import statistics
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# Until a desk has a history: half of the answers take less than this, two in three lie within a factor of e of it.
PRIOR_HOURS: Final = 0.5
PRIOR_SPREAD: Final = 1.0
# How many answers of a kind weigh as much as all answers together, and how many of those as the assumption above.
WEIGHT: Final = 10
POOL: Final = 200
ROUNDS: Final = 200
# Forecasts are compared with what came in these classes; the outer ones are narrow, for most forecasts are sure.
EDGES: Final = (0.0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)
LIKELY: Final = 0.8
UNLIKELY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Done:
    """One answer that was given: of which kind, and how many working hours after its author could begin with it."""

    kind: str
    hours: float


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
    team: str = "reviewers"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody at work: ``since`` is how long ago he gave his last answer, or got what he has now."""

    key: int
    since: float
    team: str = "reviewers"


class Durations:
    """What answers took, by kind. With few of a kind, those of all kinds count for it, and with few at all a guess."""

    def __init__(self, past: Iterable[Done]) -> None:
        """Learn from ``past``, in any order."""
        by_kind: dict[str, list[float]] = defaultdict(list)
        for done in past:
            by_kind[done.kind].append(max(done.hours, 0.0))
        self.counts: Mapping[str, int] = {kind: len(hours) for kind, hours in by_kind.items()}
        every = [hours for kind in by_kind.values() for hours in kind]
        self._all = _mixed(every, _prior(POOL))
        self._pools = {kind: _mixed(hours, self._all) for kind, hours in by_kind.items()}

    @property
    def known(self) -> int:
        """How many answers it has learned from."""
        return sum(self.counts.values())

    @property
    def longest(self) -> float:
        """What nine in ten answers take at most: who gave none for longer and has nothing to do is not at work."""
        return self._all[round(POOL * 0.9)]

    def typical(self, kind: str) -> float:
        """How long half of the answers of a kind take at most."""
        return statistics.median(self._pools.get(kind, self._all))

    def pool(self, kind: str, *, beyond: float = 0.0) -> Sequence[float]:
        """Lengths to draw from, each as likely as the others: what is left of a piece that took ``beyond`` already."""
        pool = self._pools.get(kind, self._all)
        if beyond <= 0:
            return pool
        rest = [hours - beyond for hours in pool[bisect_right(pool, beyond) :]]
        # Longer than anything before it: it takes about as long again, one way or the other.
        return rest or [beyond * share for share in (0.25, 0.5, 1.0, 2.0, 4.0)]


def _prior(size: int) -> list[float]:
    normal = statistics.NormalDist(math.log(PRIOR_HOURS), PRIOR_SPREAD)
    return [math.exp(normal.inv_cdf((place + 0.5) / size)) for place in range(size)]


def _mixed(hours: Sequence[float], wider: Sequence[float]) -> list[float]:
    """``POOL`` lengths in order, of ``hours`` as far as there are enough, the rest of a ``wider`` kind."""
    own = round(POOL * len(hours) / (len(hours) + WEIGHT))
    return sorted(_spread(hours, own) + _spread(wider, POOL - own))


def _spread(hours: Sequence[float], size: int) -> list[float]:
    """``size`` lengths spread evenly over ``hours``."""
    ordered = sorted(hours)
    return [ordered[int((place + 0.5) / size * len(ordered))] for place in range(size)]


def chances(
    waiting: Iterable[Waiting], workers: Iterable[Worker], durations: Durations, *, rounds: int = ROUNDS, seed: int = 1
) -> dict[int, float]:
    """The chance of each review to make its due time, by key. The same desk gives the same chances."""
    play = _Play(sorted(waiting, key=lambda review: (review.left, review.key)), list(workers), durations, seed)
    made: dict[int, int] = defaultdict(int)
    for _ in range(rounds):
        for key in play.made_in_time():
            made[key] += 1
    return {review.key: made[review.key] / rounds for review in play.waiting}


class _Play:
    """The desk as it is now, to be played through."""

    def __init__(self, waiting: Sequence[Waiting], workers: Sequence[Worker], durations: Durations, seed: int) -> None:
        self.waiting = waiting
        self._random = random.Random(seed)  # noqa: S311 - nothing is secret about a forecast
        since = {worker.key: worker.since for worker in workers}
        holders = {person for review in waiting for person in review.people}
        self._teams = {worker.key: worker.team for worker in workers}
        self._held = [
            (person, [(review.key, durations.pool(review.kind)) for review in waiting if person in review.people])
            for person in sorted(set(since) | holders)
        ]
        self._first = {person: self._begun(held, since.get(person, 0.0), durations) for person, held in self._held}
        self._free = [review for review in waiting for _ in range(review.free)]
        self._pools = {review.kind: durations.pool(review.kind) for review in waiting}

    def _begun(self, held: list[tuple[int, Sequence[float]]], since: float, durations: Durations) -> Sequence[float]:
        """What is left of the piece that a person works on; nothing for who has none and is at work."""
        kinds = {review.key: review.kind for review in self.waiting}
        if held:
            return durations.pool(kinds[held[0][0]], beyond=since)
        return durations.pool("", beyond=since) if since > durations.longest else (0.0,)

    def made_in_time(self) -> list[int]:
        """Which reviews are done in time when it is played once."""
        ended: dict[int, float] = {}
        clocks = {person: self._work_off(person, held, ended) for person, held in self._held}
        self._take_free(clocks, ended)
        return [review.key for review in self.waiting if ended.get(review.key, math.inf) <= review.left]

    def _work_off(self, person: int, held: list[tuple[int, Sequence[float]]], ended: dict[int, float]) -> float:
        clock = 0.0 if held else self._random.choice(self._first[person])
        for place, (key, pool) in enumerate(held):
            clock += self._random.choice(pool if place else self._first[person])
            ended[key] = max(clock, ended.get(key, 0.0))
        return clock

    def _take_free(self, clocks: Mapping[int, float], ended: dict[int, float]) -> None:
        """Whoever is free first takes what is due first; of a team with nobody in it nothing gets done."""
        ready: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for person, clock in clocks.items():
            heapq.heappush(ready[self._teams.get(person, "reviewers")], (clock, person))
        for review in self._free:
            team = ready[review.team]
            if not team:
                ended[review.key] = math.inf
                continue
            clock, person = team[0]
            clock += self._random.choice(self._pools[review.kind])
            heapq.heapreplace(team, (clock, person))
            ended[review.key] = max(clock, ended.get(review.key, 0.0))


@dataclass(frozen=True, slots=True)
class Class:
    """Forecasts from ``least`` to the next class: how many, the chance they gave on average, how many made it."""

    least: float
    count: int
    given: float
    made: int

    @property
    def share(self) -> float:
        """The share that made it; 0 when there were none."""
        return self.made / self.count if self.count else 0.0


def reliability(past: Iterable[tuple[float, bool]], edges: Sequence[float] = EDGES) -> list[Class]:
    """Forecasts and whether the reviews made it, by class of chance."""
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, made in past:
        found[bisect_right(edges, chance) - 1].append((chance, made))
    return [_class(edges[place], found[place]) for place in range(len(edges))]


def _class(least: float, past: Sequence[tuple[float, bool]]) -> Class:
    given = sum(chance for chance, _ in past) / len(past) if past else 0.0
    return Class(least, len(past), given, sum(made for _, made in past))


class Correction:
    """What a chance was worth before: earlier forecasts of about the same chance, and how often they came true.

    As long as there are few of them, a chance counts as it is, or as ``wider`` corrects it.
    """

    def __init__(self, past: Iterable[tuple[float, bool]], wider: "Callable[[float], float] | None" = None) -> None:
        """Learn from chances as they were before any correction, with whether the review made it."""
        classes = [row for row in reliability(past) if row.count]
        self.known = sum(row.count for row in classes)
        self._given = [row.given for row in classes]
        before = [wider(row.given) if wider else row.given for row in classes]
        counts = [row.count + WEIGHT for row in classes]
        shares = [
            (row.made + WEIGHT * share) / count for row, share, count in zip(classes, before, counts, strict=True)
        ]
        self._shares = _rising(shares, counts)
        self._wider = wider

    def __call__(self, chance: float) -> float:
        """The chance as it should have been given, between those of the classes around it."""
        if not self._given:
            return self._wider(chance) if self._wider else chance
        place = bisect_right(self._given, chance)
        if place == 0:
            return self._shares[0]
        if place == len(self._given):
            return self._shares[-1]
        low, high = self._given[place - 1], self._given[place]
        part = (chance - low) / (high - low)
        return self._shares[place - 1] + part * (self._shares[place] - self._shares[place - 1])


def _rising(shares: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest shares that never fall, each as heavy as its weight (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []
    for share, weight in zip(shares, weights, strict=True):
        block = (share, float(weight), 1)
        while blocks and blocks[-1][0] > block[0]:
            last = blocks.pop()
            both = last[1] + block[1]
            block = ((last[0] * last[1] + block[0] * block[1]) / both, both, last[2] + block[2])
        blocks.append(block)
    return [share for share, _, size in blocks for _ in range(size)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An undecided review with its chance, and how much its claim is worth checking, 0 to 1."""

    key: int
    chance: float
    worth: float


def to_hurry(candidates: Sequence[Candidate]) -> list[int]:
    """What should be hurried: the worthier half of what is not likely to make it, where most is lost first."""
    middle = _middle(candidates)
    late = [row for row in candidates if row.chance < LIKELY and row.worth >= middle]
    return [row.key for row in sorted(late, key=lambda row: (-row.worth * (1 - row.chance), row.key))]


def to_cut(candidates: Sequence[Candidate]) -> list[int]:
    """What could be cut: of the less worthy half what is unlikely to make it, the least worthy first."""
    middle = _middle(candidates)
    late = [row for row in candidates if row.chance < UNLIKELY and row.worth < middle]
    return [row.key for row in sorted(late, key=lambda row: (row.worth * (1 + row.chance), row.chance, row.key))]


def _middle(candidates: Sequence[Candidate]) -> float:
    return statistics.median(row.worth for row in candidates) if candidates else 0.0
