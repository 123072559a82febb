"""Simulated time, and a broker and a worker in it: messages are lost, workers die and take the work up again."""

import datetime as dt
import heapq
import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.db import connection

from bench.desk.plan import START, TICK, Counts, Plan
from factcheck.celery import WakeUpTask, app

MESSAGE_DELAY = dt.timedelta(minutes=1)
REDELIVERY = dt.timedelta(minutes=3)
# As often as the settings of the project ask, but no more often than a tick.
SWEEPS = (
    "reviews.remind_due_soon",
    "reviews.remind_overdue",
    "reviews.escalate_overdue",
    "reviews.release_stale",
    "reviews.send_waiting_notices",
    "reviews.send_digests",
)
# What makes up for lost messages, and for people who go away: every hour, for it looks at all that there is.
REPAIRS = ("reviews.open_missing_reviews", "reviews.move_missed_due_times", "reviews.assign_waiting_reviews")
DESK_QUEUE = "reviews."


# The names of the mails that went out, in order.
mailbox: list[str] = []


class Killed(BaseException):
    """The worker process died; nothing after this moment is done, and what was not committed is gone."""


class Killer:
    """Lets a worker die at the n-th question to the database."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, execute: Any, *arguments: Any) -> Any:
        """Answer the question, or die."""
        self.left -= 1
        if self.left == 0:
            raise Killed
        return execute(*arguments)


class World:
    """What happens next, in simulated time."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.counts = Counts()
        self.random = random.Random(plan.seed)
        self.now = START.astimezone(dt.UTC)
        self._events: list[tuple[dt.datetime, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._traveller: Any = None
        self.unnoted: set[str] = set()

    def at(self, moment: dt.datetime, action: Callable[[], None]) -> None:
        """Let ``action`` happen at ``moment``."""
        heapq.heappush(self._events, (moment.astimezone(dt.UTC), next(self._numbers), action))

    def after(self, length: dt.timedelta, action: Callable[[], None]) -> None:
        """Let ``action`` happen some time from now."""
        self.at(self.now + length, action)

    def run(self) -> None:
        """Until the end of the plan."""
        with self._running():
            self._sweep()
            while self._events and self._events[0][0] <= self.plan.end:
                self.now, _, action = heapq.heappop(self._events)
                self._traveller.move_to(self.now)
                action()

    @contextmanager
    def _running(self) -> Iterator[None]:
        original = WakeUpTask._wake
        world = self
        WakeUpTask._wake = lambda self, *args, **_kwargs: world.send(self.name, args)
        try:
            with time_machine.travel(self.now, tick=False) as self._traveller:
                yield
        finally:
            WakeUpTask._wake = original

    def send(self, name: str, args: tuple[Any, ...]) -> None:
        """A message to the broker; some are lost. The steps of the machine before a review are not simulated."""
        if not name.startswith(DESK_QUEUE):
            return
        if self.random.random() < self.plan.losses:
            self.counts.lost += 1
            return
        self.after(MESSAGE_DELAY, lambda: self.work(name, args))

    def work(self, name: str, args: tuple[Any, ...] = ()) -> None:
        """A worker does one task, or dies half way; then the broker delivers it again."""
        self.counts.tasks += 1
        if self.random.random() >= self.plan.kills:
            self.timed(name, lambda: app.tasks[name](*args))
            return
        sent = len(mailbox)
        try:
            with connection.execute_wrapper(Killer(self.random.choice((1, 2, 3, 5, 8, 13, 21)))):
                app.tasks[name](*args)
        except Killed:
            self.counts.kills += 1
            self.unnoted.update(mailbox[sent:][-1:])  # the worker may have died before it could note this one
            self.after(REDELIVERY, lambda: self.work(name, args))

    def timed(self, what: str, action: Callable[[], Any]) -> Any:
        """Do it and note how long it really took."""
        started = time.perf_counter()
        try:
            return action()
        finally:
            self.counts.spent(what, time.perf_counter() - started)

    def _sweep(self) -> None:
        """What the clock asks for."""
        for name in (*SWEEPS, *REPAIRS) if self.now.minute == 0 else SWEEPS:
            self.work(name)
        if self.now.minute == 0 and self.now.hour % self.plan.forecast_hours == 0:
            self.work("reviews.note_forecasts")
        self.after(TICK, self._sweep)
