"""What is simulated: how long, how many claims, which people."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
# Two hundred days from here hold both changes of the clocks: 25 October 2026 and 28 March 2027.
START = dt.datetime(2026, 9, 14, 6, 0, tzinfo=ZONE)
# The desk works through the night and the changes of the clocks; it is closed for two hours.
DESK_HOURS = (dt.time(6), dt.time(4))
SHIFTS = {"early": (6, 8), "late": (14, 8), "night": (20, 8)}  # first hour on the clock, length in hours
# Kinds of claim: how many there are of each, and how many minutes half of the answers take. Twelve people can just
# about give 55,000 such answers in two hundred days: with fewer than four in five of them there is no queue, with more
# than all of them it only grows.
KINDS = {"says": (45, 7.0), "claims": (18, 9.0), "denies": (12, 10.0), "reports": (16, 8.0), "accuses": (9, 14.0)}
TICK = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Plan:
    """One simulation. ``kills`` and ``losses`` are shares of the tasks: a worker that dies, a message that is lost."""

    days: int = 200
    claims: int = 40_000
    reviewers: int = 10
    editors: int = 2
    per_article: int = 8
    seed: int = 1
    kills: float = 0.01
    losses: float = 0.02
    absences: float = 0.08
    conflicts: float = 0.3
    moves: float = 0.05
    disputes: float = 0.15
    published: float = 0.1
    by_rule: bool = False
    announced: float = 0.7
    forecast_hours: int = 3

    @property
    def warm_up(self) -> int:
        """Days in which the desk has too little history for a forecast to be held against it: a tenth of all."""
        return max(2, self.days // 10)

    @property
    def end(self) -> dt.datetime:
        """The last moment, on the clock of the desk."""
        return (START.replace(tzinfo=None) + dt.timedelta(days=self.days)).replace(tzinfo=ZONE).astimezone(dt.UTC)


@dataclass(slots=True)
class Counts:
    """What happened."""

    answers: int = 0
    decided: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    conflicts_tried: int = 0
    conflicts_let_through: int = 0
    tasks: int = 0
    kills: int = 0
    lost: int = 0
    moved: int = 0
    published: int = 0
    settled: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)

    def spent(self, what: str, seconds: float) -> None:
        """Note the real time that a service took."""
        self.seconds[what] = self.seconds.get(what, 0.0) + seconds
        self.calls[what] = self.calls.get(what, 0) + 1

    def refuse(self, why: str) -> None:
        """Note that a service refused what somebody wanted."""
        self.refused[why] = self.refused.get(why, 0) + 1
