"""One simulation from its plan to its result."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.test.utils import override_settings

from bench.desk.checks import Finding, Mails, findings, outcomes
from bench.desk.newsroom import Newsroom
from bench.desk.people import Desk
from bench.desk.plan import DESK_HOURS, ZONE, Counts, Plan
from bench.desk.world import World, mailbox
from reviews.models import Review
from reviews.services.forecasting import forecast_desk
from reviews.services.office_hours import office_hours

HOUR = dt.timedelta(hours=1)
ESCALATE_AFTER = dt.timedelta(minutes=60)


class CountingMail(BaseEmailBackend):
    """A mail server that takes everything and keeps the names of the mails."""

    def send_messages(self, messages: Any) -> int:
        """Take them."""
        mailbox.extend(str(message.extra_headers["Message-ID"]) for message in messages)
        return len(messages)


@dataclass(slots=True)
class Result:
    """What came of a simulation: ``queue`` are moments with undecided and overdue reviews.

    ``repeated`` are mails that went out again because a worker died between sending and noting.
    """

    plan: Plan
    counts: Counts
    findings: list[Finding]
    queue: list[tuple[dt.datetime, int, int]]
    forecasts: list[tuple[dt.datetime, float, bool]]
    mails: int
    repeated: int
    claims: int
    turnaround: list[float] = field(default_factory=list)


class Watcher:
    """Looks at the queue every hour, and at the forecasts every few hours, at another minute than the desk does."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.queue: list[tuple[dt.datetime, int, int]] = []
        self.foretold: list[tuple[int, dt.datetime, dt.datetime, float]] = []

    def look(self) -> None:
        """Count, and look again in an hour."""
        waiting = Review.objects.undecided()
        self.queue.append((self.world.now, waiting.count(), waiting.overdue().count()))
        self.world.after(HOUR, self.look)

    def foretell(self) -> None:
        """What the page would say now."""
        if office_hours().is_open(self.world.now):
            outlooks = self.world.timed("forecast_desk", forecast_desk).outlooks
            now = self.world.now
            self.foretold += [
                (row.review.pk, now, row.review.due_at, row.chance) for row in outlooks if row.review.due_at > now
            ]
        minutes = self.world.random.randint(200, 400)
        self.world.after(dt.timedelta(minutes=minutes), self.foretell)


def simulate(plan: Plan) -> Result:
    """Run ``plan`` in the database that is configured, which must be empty."""
    mailbox.clear()
    own = {
        "TIME_ZONE": str(ZONE),
        "DESK_DAYS": frozenset(range(7)),
        "DESK_HOURS": DESK_HOURS,
        "EMAIL_BACKEND": "bench.desk.simulation.CountingMail",
        "AUTO_ASSIGN": plan.by_rule,
        "ESCALATE_AFTER_MINUTES": ESCALATE_AFTER.seconds // 60,
    }
    with override_settings(**own):
        world = World(plan)
        desk = Desk(world)
        newsroom = Newsroom(world, desk)
        watcher = Watcher(world)
        for start in (newsroom.start, desk.start, watcher.look, watcher.foretell):
            start()
        world.run()
        return Result(
            plan=plan,
            counts=world.counts,
            findings=findings(plan, Mails(mailbox, world.unnoted), ESCALATE_AFTER),
            queue=watcher.queue,
            forecasts=outcomes(watcher.foretold),
            mails=len(mailbox),
            repeated=len(mailbox) - len(set(mailbox)),
            claims=newsroom.claims,
        )
