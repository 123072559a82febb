"""What must hold at the end, asked from the database and from the ledger."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from bench.desk.plan import TICK, Plan
from claims.models import Claim, LedgerEntry
from reviews.models import Assessment, Notice, Review, Verdict
from reviews.services.office_hours import office_hours

# A sweep comes every tick, may die and be delivered again, and takes at most a batch.
GRACE = 4 * TICK
STATES = {"open", "assigned", "disputed", "decided", "published", "cancelled"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must hold: how many were looked at, and how many broke it."""

    what: str
    looked_at: int
    broken: int


@dataclass(frozen=True, slots=True)
class Mails:
    """The names of the mails that went out; ``unnoted`` are those after which a worker died at once.

    Such a mail goes out again, under the same name, by which a mail system knows it.
    """

    names: Sequence[str]
    unnoted: Collection[str]

    @property
    def again(self) -> int:
        """How many went out again though they were noted."""
        return sum(number - 1 for name, number in Counter(self.names).items() if name not in self.unnoted)


def findings(plan: Plan, mails: Mails, escalate_after: dt.timedelta) -> list[Finding]:
    """Everything that is promised of the desk."""
    return [
        _every_claim_has_its_review(plan),
        _every_review_is_somewhere(),
        _nobody_judged_his_own(),
        _nobody_was_given_his_own(),
        _nobody_was_told_twice(),
        Finding("mails that were noted as sent and went out again", len(mails.names), mails.again),
        _late_ones_were_escalated(plan, escalate_after),
        _one_verdict_each(),
    ]


def _every_claim_has_its_review(plan: Plan) -> Finding:
    """Claims that came in at least an hour before the end have exactly one review that counts."""
    claims = Claim.objects.filter(created_at__lt=plan.end - dt.timedelta(hours=3))
    standing = claims.filter(reviews__state__in=STATES - {"cancelled"}).annotate(number=Count("reviews"))
    return Finding(
        "claims without exactly one review", claims.count(), claims.count() - standing.filter(number=1).count()
    )


def _every_review_is_somewhere() -> Finding:
    """A review is decided with a verdict, or it is open, or it is with somebody: nothing in between."""
    reviews = Review.objects.all()
    good = reviews.filter(state="open", assignee__isnull=True).count()
    good += reviews.filter(state__in=("assigned", "disputed"), assignee__isnull=False).count()
    good += reviews.filter(state__in=("decided", "published"), verdicts__isnull=False).distinct().count()
    good += reviews.filter(state="cancelled").exclude(closing_reason="").count()
    return Finding("reviews that are lost", reviews.count(), reviews.count() - good)


def _nobody_judged_his_own() -> Finding:
    own = Assessment.objects.filter(review__claim__article__submitted_by=F("reviewer"))
    settled = Verdict.objects.filter(review__claim__article__submitted_by=F("decided_by"))
    looked_at = Assessment.objects.count() + Verdict.objects.count()
    return Finding("answers of somebody who entered the article", looked_at, own.count() + settled.count())


def _nobody_was_given_his_own() -> Finding:
    """By the ledger, so that it counts also where the review went to somebody else later."""
    given = LedgerEntry.objects.filter(verb="review.assigned").values_list(
        "details__assignee", "article__submitted_by__username"
    )
    rows = list(given)
    return Finding("assignments to somebody who entered the article", len(rows), sum(a == b for a, b in rows))


def _nobody_was_told_twice() -> Finding:
    """Reminders, overdue notices and escalations: each person once for each due time of a review."""
    told = Notice.objects.filter(kind__in=("reminder", "overdue", "escalated"))
    rows = told.order_by().values("recipient", "review", "kind", "due_at").annotate(number=Count("pk"))
    return Finding("reminders sent twice", told.count(), sum(row["number"] - 1 for row in rows))


def _late_ones_were_escalated(plan: Plan, escalate_after: dt.timedelta) -> Finding:
    """Every review that was undecided some time after its due time: the editors were told."""
    decided = _decided_at()
    told = Counter(Notice.objects.filter(kind="escalated").values_list("review", "due_at"))
    hours = office_hours()
    late = missing = 0
    for review in Review.objects.exclude(state="cancelled").only("pk", "due_at").iterator():
        should_be_told = hours.add(review.due_at, escalate_after) + GRACE
        if min(decided.get(review.pk, plan.end), plan.end) > should_be_told:
            late += 1
            missing += (review.pk, review.due_at) not in told
    return Finding("overdue reviews that no editor was told of", late, missing)


def _one_verdict_each() -> Finding:
    """Nothing was sent back in the simulation, so a decided review has one verdict, however often a task ran."""
    rows = Review.objects.filter(verdicts__isnull=False).annotate(number=Count("verdicts"))
    return Finding("reviews decided more than once", rows.count(), rows.filter(number__gt=1).count())


def _decided_at() -> Mapping[int, dt.datetime]:
    return dict(Verdict.objects.order_by("-decided_at").values_list("review", "decided_at"))


def outcomes(foretold: Sequence[tuple[int, dt.datetime, dt.datetime, float]]) -> list[tuple[dt.datetime, float, bool]]:
    """Forecasts (review, when, due then, chance) whose due time has passed, with whether the review made it."""
    decided = _decided_at()
    end = max((at for _, at, _, _ in foretold), default=dt.datetime.now(dt.UTC))
    cancelled = set(Review.objects.filter(state="cancelled").values_list("pk", flat=True))
    return [
        (at, chance, decided.get(review, dt.datetime.max.replace(tzinfo=dt.UTC)) <= due)
        for review, at, due, chance in foretold
        if due <= end and review not in cancelled
    ]
