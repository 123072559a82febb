"""Before a review is due its people are reminded; after it, when nobody decides, the editors are told.

Beat calls these often. What was said of a due time is a notice with that due time, so saying it again finds nothing.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reviews.choices import NoticeKind
from reviews.models import Assessment, Notice, Review
from reviews.services.notices import in_words, people_with, request_notices, short
from reviews.services.office_hours import office_hours
from reviews.services.reminders import SWEEP_MOST
from reviews.services.steps import lock_review, record_step


def remind_due_soon() -> int:
    """Remind those who have to answer that a review is due soon, each once for a due time; how many reviews."""
    if settings.REMIND_BEFORE_MINUTES <= 0:
        return 0
    until = office_hours().add(timezone.now(), dt.timedelta(minutes=settings.REMIND_BEFORE_MINUTES))
    soon = Review.objects.due_soon(until).order_by("due_at", "pk")
    return sum(_remind(review) for review in list(soon[:SWEEP_MOST]))


@transaction.atomic(durable=True)
def _remind(review: Review) -> bool:
    locked = lock_review(review)
    if locked.state != "assigned" or locked.due_at <= timezone.now():
        return False
    people = [person for person in Assessment.objects.awaited_in(locked) if not _was_told(locked, person)]
    if not people:
        return False
    text = f"{short(locked)} is due {in_words(locked.due_at)}."
    request_notices(locked, people, NoticeKind.REMINDER, text=text, due_at=locked.due_at)
    _record(locked, "review.due_soon", people)
    return True


def _was_told(review: Review, person: Any) -> bool:
    told = Notice.objects.filter(review=review, kind=NoticeKind.REMINDER, due_at=review.due_at, recipient=person)
    return told.exists()


def escalate_overdue() -> int:
    """Tell the editors of every review that nobody has decided some time after it was due, once; how many reviews."""
    since = office_hours().subtract(timezone.now(), dt.timedelta(minutes=settings.ESCALATE_AFTER_MINUTES))
    late = list(Review.objects.not_escalated(since).order_by("due_at", "pk")[:SWEEP_MOST])
    editors = people_with("assign_review") if late else []
    return sum(_escalate(review, editors, since) for review in late) if editors else 0


@transaction.atomic(durable=True)
def _escalate(review: Review, editors: list[Any], since: dt.datetime) -> bool:
    locked = lock_review(review)
    if not Review.objects.not_escalated(since).filter(pk=locked.pk).exists():
        return False
    text = f"{short(locked)} was due {in_words(locked.due_at)} and {_standing(locked)}. {_advice(locked)}"
    request_notices(locked, editors, NoticeKind.ESCALATED, text=text, due_at=locked.due_at)
    _record(locked, "review.escalated", editors)
    return True


def _standing(review: Review) -> str:
    """Who is waited for; without names while two reviewers must not know of each other."""
    if review.state == "open":
        return "nobody has it"
    if review.state == "disputed":
        return "its two assessments differ"
    return "a reviewer has not answered" if review.blind else f"{review.assignee} has not answered"


def _advice(review: Review) -> str:
    if review.state == "disputed":
        return "Settle it, or set another due time."
    return "Give it to somebody who has time, set another due time, or cut it."


def _record(review: Review, verb: str, people: list[Any]) -> None:
    told = [person.get_username() for person in people]
    record_step(review, verb, by=None, due_at=review.due_at.isoformat(), told=told)
