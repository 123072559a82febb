"""The forecast of the desk: what is read from the database for ``reviews.forecast``, and what is kept of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from claims.models import Claim
from reviews.choices import Stage
from reviews.deadlines import WorkingTime
from reviews.forecast import (
    Correction,
    Done,
    Durations,
    Opened,
    Rota,
    Shift,
    Waiting,
    Worker,
    chances,
    pause_of,
    rota_of,
)
from reviews.models import Assessment, Forecast, Review, ReviewerProfile, Verdict
from reviews.services.notices import people_with
from reviews.services.office_hours import office_hours

HISTORY: Final = dt.timedelta(days=60)
HISTORY_MOST: Final = 2_000
FORECASTS_MOST: Final = 6_000
KEPT: Final = dt.timedelta(days=120)
# Of every review each fourth hour is kept: enough to learn from, a quarter of the rows.
EACH: Final = 4
# Until it is known how the desk works: who gave no answer for longer and has nothing to answer is not counted on.
AT_WORK: Final = dt.timedelta(days=3)
# Who works when, and what comes in, shows in so many days before; so many days ahead are played through.
ROTA_DAYS: Final = 28
ROTA_MOST: Final = 20_000
AHEAD_DAYS: Final = 14
# Who has something to do and has been silent for longer than answers take, by so much, is not at work.
SILENT: Final = 1.5
DISPUTE: Final = "dispute"
EDITORS: Final = "editors"
REVIEWERS: Final = "reviewers"
HOUR: Final = dt.timedelta(hours=1)
DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """One undecided review: its chance to make its due time before (``raw``) and after correction, and why."""

    review: Review
    stage: Stage
    raw: float
    chance: float
    left: float
    typical: float
    of_kind: int


@dataclass(frozen=True, slots=True)
class DeskForecast:
    """The forecast for all undecided reviews, what is due first comes first, and how much it rests on."""

    outlooks: Sequence[Outlook]
    answers: int
    compared: int

    @property
    def expected(self) -> float:
        """How many are expected to make it."""
        return sum(outlook.chance for outlook in self.outlooks)


def kind_of(claim: Claim) -> str:
    """What a claim is, as far as it says how long it takes: what the speaker does, or the article's own voice."""
    return _kind(claim.force, claim.speaker_id)


def _kind(force: str, speaker: int | None) -> str:
    return force if speaker else "own voice"


def forecast_desk(*, without: Collection[int] = ()) -> DeskForecast:
    """What will be done in time, from the desk's own history; ``without`` are reviews taken as if they were cut."""
    now, hours = timezone.now(), office_hours()
    reviews = [row for row in Review.objects.waiting().listed().for_list() if row.pk not in without]
    profiles = list(ReviewerProfile.objects.all())
    away = {row.person_id for row in profiles if row.is_absent(timezone.localdate())}
    answered = list(_answered(now, hours))
    pause = pause_of([done.hours for done in answered])
    rota = _rota(now, hours, profiles, pause)
    if rota.is_known:  # how long somebody was not there is no part of how long an answer took
        answered = [done for done in answered if done.hours <= pause]
    durations = Durations([*answered, *_settled(now, hours)])
    waiting = _waiting(reviews, away, now, hours)
    workers = _workers(reviews, rota, durations.longest, now, hours)
    workers = workers if rota.is_known else [each for each in workers if each.key not in away]
    raw = chances(waiting.values(), workers, durations, rota=rota)
    corrections = _corrections(now)
    outlooks = [
        Outlook(
            review=review,
            stage=_stage(review),
            raw=raw[review.pk],
            chance=corrections[_stage(review)](raw[review.pk]) if waiting[review.pk].left > 0 else 0.0,
            left=waiting[review.pk].left,
            typical=durations.typical(waiting[review.pk].kind),
            of_kind=durations.counts.get(waiting[review.pk].kind, 0),
        )
        for review in reviews
    ]
    compared = sum(correction.known for correction in corrections.values())
    return DeskForecast(outlooks, answers=durations.known, compared=compared)


def note_forecasts() -> int:
    """Keep what is foretold in this hour of a part of the reviews, and forget what is old; how many are kept new.

    A review is foretold once an hour, so running twice keeps nothing twice. Nothing is kept while the desk is closed.
    """
    now = timezone.now()
    at = now.replace(minute=0, second=0, microsecond=0)
    if not office_hours().is_open(now):
        return 0
    place = int(at.timestamp() // 3600) % EACH
    chosen = [row for row in forecast_desk().outlooks if row.review.pk % EACH == place and row.left > 0]
    rows = [
        Forecast(review=row.review, at=at, due_at=row.review.due_at, stage=row.stage, chance=row.raw) for row in chosen
    ]
    Forecast.objects.bulk_create(rows, ignore_conflicts=True)
    Forecast.objects.filter(at__lt=now - KEPT).delete()
    return len(rows)


def compared_forecasts() -> list[tuple[float, bool]]:
    """Chances as they were given before correction, with whether the review made it; the newest ones."""
    return [(chance, made) for _, chance, made in _past(timezone.now())]


def _answered(now: dt.datetime, hours: WorkingTime) -> Iterable[Done]:
    """What answers took: from the author's answer before it, or from when he got the review if that was later."""
    rows = Assessment.objects.filter(at__gte=now - HISTORY).order_by("-at")
    newest = rows.values_list("at", "reviewer", "review__assigned_at", "review__claim__force", "review__claim__speaker")
    before: dict[int, dt.datetime] = {}
    for at, reviewer, assigned_at, force, speaker in reversed(list(newest[:HISTORY_MOST])):
        started = _later(before.get(reviewer), assigned_at)
        before[reviewer] = at
        if started and started <= at:
            yield Done(_kind(force, speaker), hours.between(started, at) / HOUR)


def _later(*moments: dt.datetime | None) -> dt.datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _settled(now: dt.datetime, hours: WorkingTime) -> Iterable[Done]:
    """What editors took to settle a dispute."""
    for answered_at, decided_at in Verdict.objects.settled_since(now - HISTORY)[:HISTORY_MOST]:
        yield Done(DISPUTE, hours.between(answered_at, decided_at) / HOUR)


def _waiting(
    reviews: Sequence[Review], away: Collection[int], now: dt.datetime, hours: WorkingTime
) -> dict[int, Waiting]:
    """What each review waits for; a place of somebody who is away is as good as free."""
    answered = _answered_by()
    gone = {review.pk: {*answered[review.pk], *away} for review in reviews}
    holders = {review.pk: [each.pk for each in review.people if each.pk not in gone[review.pk]] for review in reviews}
    return {row.pk: _wait(row, holders[row.pk], answered[row.pk], now, hours) for row in reviews}


def _answered_by() -> dict[int, set[int]]:
    """Who has answered in the present round of each review."""
    found: dict[int, set[int]] = defaultdict(set)
    for review, person in Assessment.objects.of_live_rounds().values_list("review", "reviewer"):
        found[review].add(person)
    return found


def _wait(
    review: Review, holders: Sequence[int], answered: Collection[int], now: dt.datetime, hours: WorkingTime
) -> Waiting:
    left = hours.between(now, review.due_at) / HOUR
    if review.state == "disputed":
        return Waiting(review.pk, DISPUTE, left, free=1, team=EDITORS)
    wanted = 2 if review.blind else 1
    free = max(0, wanted - len(holders) - len(answered))
    return Waiting(review.pk, kind_of(review.claim), left, people=tuple(holders), free=free)


def _stage(review: Review) -> Stage:
    if review.state == "disputed":
        return Stage.DISPUTED
    return Stage.FREE if review.has_a_free_place else Stage.TAKEN


def _rota(now: dt.datetime, hours: WorkingTime, profiles: Sequence[ReviewerProfile], pause: float) -> Rota:
    """Who was at work when, and what came in, on the days before."""
    today = timezone.localdate()
    days = hours.shifts(today - ROTA_DAYS * DAY, today + AHEAD_DAYS * DAY)
    shifts = [
        Shift(day.weekday(), opens, closes, {row.person_id for row in profiles if row.is_absent(day)})
        for day, opens, closes in days
    ]
    since = now - ROTA_DAYS * DAY
    given = Assessment.objects.filter(at__gte=since).order_by("-at").values_list("at", "reviewer")
    opened = Review.objects.listed().filter(opened_at__gte=since).order_by("-opened_at")
    columns = opened.values_list("opened_at", "due_at", "claim__force", "claim__speaker", "blind")
    came = [
        Opened(at, hours.between(at, due_at) / HOUR, _kind(force, speaker), 2 if blind else 1)
        for at, due_at, force, speaker, blind in reversed(list(columns[:ROTA_MOST]))
    ]
    return rota_of(shifts, now, list(given[:ROTA_MOST])[::-1], came, pause)


def _workers(
    reviews: Sequence[Review], rota: Rota, longest: float, now: dt.datetime, hours: WorkingTime
) -> list[Worker]:
    """Who is counted on, with how long nothing has come from him: from when he got what he has, if that was later.

    As long as it is not known how the desk works, whoever answered lately or has something to answer is at work.
    """
    since = hours.subtract(now, HOUR) - AT_WORK
    last: dict[int, dt.datetime] = dict(Assessment.objects.last_answers(since))
    got = _got(reviews)
    silent = {
        person: max(hours.between(_later(last.get(person), got.get(person)) or now, now) / HOUR, 0.0)
        for person in {*last, *got}
    }
    # Who has given none for longer than answers take was not at work when he got what he has.
    own = {person: hours.between(at, now) / HOUR for person, at in last.items()}
    silent |= {person: length for person, length in own.items() if length > longest}
    settled: dict[int, dt.datetime] = dict(Verdict.objects.last_settled(now - HISTORY))
    editors = [Worker(-person, 0.0, EDITORS) for person in sorted(settled)] or [Worker(0, 0.0, EDITORS)]
    if not rota.is_known:
        return [Worker(person, silent[person]) for person in sorted(silent)] + editors
    able = {person.pk for person in people_with("assess_review")}
    is_waiting = any(review.has_a_free_place for review in reviews)
    counted = sorted((rota.people | set(silent)) & able)
    return [_worker(person, silent.get(person), longest, is_waiting or person in got) for person in counted] + editors


def _worker(person: int, silent: float | None, longest: float, has_work: bool) -> Worker:  # noqa: FBT001
    if silent is not None and silent <= SILENT * longest:
        return Worker(person, silent, here=True)
    return Worker(person, silent or 0.0, here=False if has_work else None)


def _got(reviews: Iterable[Review]) -> dict[int, dt.datetime]:
    """Since when people have what they have."""
    got: dict[int, dt.datetime] = {}
    for review in reviews:
        for person in review.people:
            if review.assigned_at:
                got[person.pk] = min(got.get(person.pk, review.assigned_at), review.assigned_at)
    return got


def _corrections(now: dt.datetime) -> dict[Stage, Correction]:
    """How a chance of each stage is corrected: by what came of that stage, with few of it by what came of all."""
    past = _past(now)
    every = Correction([(chance, made) for _, chance, made in past])
    return {stage: Correction([row[1:] for row in past if row[0] == stage], every) for stage in Stage}


def _past(now: dt.datetime) -> list[tuple[Any, float, bool]]:
    rows = Forecast.objects.filter(at__gte=now - HISTORY).settled().order_by("-at")
    return list(rows.values_list("stage", "chance", "made")[:FORECASTS_MOST])
