"""The clock of the desk: what is overdue, what lies idle, and which claims were forgotten. Beat calls these often."""

import datetime as dt
import logging
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factcheck.lib.errors import DomainError
from reviews.choices import NoticeKind
from reviews.models import Assessment, Review
from reviews.services.lifecycle import open_reviews, release_review
from reviews.services.notices import in_words, people_with, request_notices, short
from reviews.services.office_hours import office_hours
from reviews.services.steps import lock_review, record_step

logger = logging.getLogger(__name__)

SWEEP_MOST: Final = 500


def remind_overdue() -> int:
    """Remind of every overdue review once: those who have to answer, or the editors when nobody has it; how many."""
    overdue = list(Review.objects.not_reminded().order_by("due_at", "pk")[:SWEEP_MOST])
    return sum(_remind(review) for review in overdue)


@transaction.atomic(durable=True)
def _remind(review: Review) -> bool:
    locked = lock_review(review)
    people = _waited_for(locked)
    if not people or not Review.objects.not_reminded().filter(pk=review.pk).exists():
        return False
    due = locked.due_at.isoformat()
    text = f"{short(locked)} is {locked.state} and was due {in_words(locked.due_at)}."
    request_notices(locked, people, NoticeKind.OVERDUE, text=text, due_at=locked.due_at)
    record_step(locked, "review.reminded", by=None, due_at=due, told=[person.get_username() for person in people])
    return True


def _waited_for(review: Review) -> list[Any]:
    """Those whose turn it is."""
    awaited = Assessment.objects.awaited_in(review) if review.state == "assigned" else []
    return awaited or people_with("assign_review")


def release_stale() -> int:
    """Give back every review with which its people did nothing for too many working hours; how many."""
    since = office_hours().subtract(timezone.now(), dt.timedelta(hours=settings.STALE_HOURS))
    idle = Review.objects.idle_since(since)
    return sum(_release(review) for review in list(idle.order_by("updated_at", "pk")[:SWEEP_MOST]))


def _release(review: Review) -> bool:
    reason = f"Nothing was done with it for {settings.STALE_HOURS} working hours, so it is free for others."
    try:
        release_review(review=review, by=None, reason=reason, version=review.version)
    except DomainError as error:
        logger.info("review %s is not released: %s", review.pk, error)
        return False
    return True


def open_missing_reviews() -> int:
    """Open what a lost message left unopened; how many."""
    waiting = Review.objects.claims_without_one().order_by("article_id").values_list("article_id", flat=True).distinct()
    return sum(open_reviews(article_id=article_id) for article_id in list(waiting[:SWEEP_MOST]))
