"""Putting right what a change touched: open the reviews, and follow each until every subscriber has confirmed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.services import ledger
from exports.models import Delivery, Publication, Recall, RecalledClaim
from exports.policies import can_open_recall
from exports.services.impact import Impact, TouchedClaim
from factcheck.lib.errors import DomainError, InvalidInput
from reviews.models import Review
from reviews.policies import can_reopen
from reviews.services.lifecycle import reopen_closed
from reviews.services.steps import lock_review, record_step
from reviews.transitions import LIVE

LONGEST: Final = dt.timedelta(days=366)
REASON_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one recalled claim is. ``answer`` is the entry that took the place of what stood, if there is one.

    ``stands`` says that the review ended without another verdict. ``waiting`` are deliveries of the answer that are
    not confirmed.
    """

    item: RecalledClaim
    answer: Publication | None
    stands: bool
    waiting: tuple[Delivery, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.stands or (self.answer is not None and not self.waiting)


@transaction.atomic(durable=True)
def open_recall(*, impact: Impact, reason: str, due_at: dt.datetime, by: Any) -> Recall:
    """Have every published claim that a change touches judged again by ``due_at``.

    A claim that is under review already stays with its people and is due then, unless it is due sooner. What a
    reviewer's policy refuses is kept with the sentence that says why. Raises ``InvalidInput`` without a reason, for a
    time that has passed, and where nothing published is touched; ``NotAllowed``.
    """
    can_open_recall(by).enforce()
    text = _checked(impact, reason, due_at)
    recall = Recall.objects.create(
        cause=impact.cause,
        cause_id=impact.subject.public_id,
        label=impact.label[:500],
        reason=text,
        due_at=due_at,
        opened_by=by,
        opened_at=timezone.now(),
    )
    items = [_recall_one(recall, touched, by) for touched in sorted(impact.published, key=_lock_order)]
    RecalledClaim.objects.bulk_create(items)
    ledger.record(
        "recall.opened", by=by, recall=str(recall.public_id), cause=impact.cause, what=recall.label, reason=text,
        claims=[str(item.claim.public_id) for item in items], due_at=due_at.isoformat(),
    )  # fmt: skip
    return recall


def _lock_order(touched: TouchedClaim) -> int:
    """Claims are locked in one order everywhere, so that two recalls never wait for each other in a circle."""
    return int(touched.claim.pk)


def progress_of(recall: Recall) -> list[Progress]:
    """How far each claim of ``recall`` is, in a fixed number of queries."""
    items = list(
        recall.items.select_related("claim__article", "claim__speaker", "publication", "review").order_by("pk")
    )
    answers = _answers(items)
    waiting = _waiting([answer.pk for answer in answers.values()])
    return [
        Progress(
            item=item,
            answer=answers.get(item.pk),
            stands=_stands(item, answers.get(item.pk)),
            waiting=tuple(waiting.get(answers[item.pk].pk, ())) if item.pk in answers else (),
        )
        for item in items
    ]


def unconfirmed_corrections() -> Any:
    """Corrections and retractions that a subscriber has not confirmed, the oldest first; for the page."""
    rows = Delivery.objects.unconfirmed().filter(kind__in=("corrected", "retracted"))
    return rows.filter(subscriber__removed_at__isnull=True).for_log().order_by("sequence", "subscriber__name")


def _checked(impact: Impact, reason: str, due_at: dt.datetime) -> str:
    text = reason.strip()
    flaws = {}
    if not 0 < len(text) <= REASON_MOST:
        flaws["reason"] = f"Say what changed and why it matters, in at most {REASON_MOST} characters."
    if not timezone.now() < due_at < timezone.now() + LONGEST:
        flaws["due_at"] = "Choose a time that is still to come, within a year."
    if flaws:
        raise InvalidInput(next(iter(flaws.values())), fields=flaws)
    if not impact.published:
        message = "No published verdict is touched, so there is nothing to put right."
        raise InvalidInput(message)
    return text


def _recall_one(recall: Recall, touched: TouchedClaim, by: Any) -> RecalledClaim:
    entry = touched.entry
    newest: Review | None = Review.objects.filter(claim=touched.claim).order_by("-pk").first()
    item = RecalledClaim(recall=recall, claim=touched.claim, publication=entry)
    if newest is None or entry is None:
        item.refusal = "It has no review."
        return item
    locked = lock_review(newest)
    if locked.state in LIVE:
        item.review = _hurry(locked, recall, by)
        return item
    decision = can_reopen(by, locked)
    if not decision:
        item.refusal = decision.reason
        return item
    try:
        item.review = _due(reopen_closed(review=locked, by=by, reason=recall.reason), recall, by)
    except DomainError as error:
        item.refusal = error.message
    return item


def _hurry(locked: Review, recall: Recall, by: Any) -> Review:
    return _due(locked, recall, by) if locked.due_at > recall.due_at else locked


def _due(review: Review, recall: Recall, by: Any) -> Review:
    """Set the due time in the same transaction; it is the people's who opened the recall and not counted anew."""
    before, review.due_at = review.due_at, recall.due_at
    review.due_set_by, review.due_reason = by, recall.reason[:200]
    review.save(update_fields=["due_at", "due_set_by", "due_reason"])
    record_step(
        review,
        "review.due_set",
        by=by,
        reason=recall.reason,
        due_at=recall.due_at.isoformat(),
        before=before.isoformat(),
    )
    return review


def _answers(items: list[RecalledClaim]) -> dict[int, Publication]:
    """The newest entry after the one that stood, by the primary key of the item."""
    rows = Publication.objects.last_words().filter(review__claim__in=[item.claim_id for item in items])
    newest = {row.review.claim_id: row for row in rows.select_related("review", "verdict__rating").order_by("sequence")}
    found = {item.pk: newest.get(item.claim_id) for item in items}
    stood = {item.pk: item.publication.sequence for item in items}
    return {pk: row for pk, row in found.items() if row is not None and row.sequence > stood[pk]}


def _waiting(publications: list[int]) -> dict[int, list[Delivery]]:
    rows = Delivery.objects.unconfirmed().filter(publication__in=publications, subscriber__removed_at__isnull=True)
    found: dict[int, list[Delivery]] = {}
    for row in rows.select_related("subscriber").order_by("pk"):
        if row.publication_id is not None:
            found.setdefault(row.publication_id, []).append(row)
    return found


def _stands(item: RecalledClaim, answer: Publication | None) -> bool:
    """Whether nothing takes the place of what stood: the review was cancelled by a person."""
    if answer is not None or item.review is None:
        return False
    return item.review.state == "cancelled" and item.review.closed_by_id is not None
