"""When reviews are due: counted from the publication time of the article, moved with it, or set by an editor."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from factcheck.lib.errors import InvalidInput
from reviews import policies
from reviews.choices import NoticeKind
from reviews.models import Assessment, Review
from reviews.services.notices import in_words, people_with, request_notices, short
from reviews.services.office_hours import due_rule
from reviews.services.steps import REASON_MOST, checked_reason, lock_review, record_step

MOVE_BATCH: Final = 500
# A due time further ahead is a slip of the pen.
LONGEST: Final = dt.timedelta(days=366)
PAST: Final = "This time has passed. Choose one that is still to come."


def due_time(published_at: dt.datetime | None, *, now: dt.datetime) -> dt.datetime:
    """When a review is due that is opened ``now``: an hour or so before the article is out, never later than usual."""
    return due_rule().due(published_at, opened_at=now, now=now)


@transaction.atomic(durable=True)
def set_due_time(*, review: Review, due_at: dt.datetime, reason: str, by: Any) -> Review:
    """Set the due time by hand, with the reason; it then stays when the publication time moves.

    ``InvalidInput`` for a time in the past or more than a year ahead. Nobody's answer is in conflict with it: the
    version of the review stays.
    """
    locked = lock_review(review)
    policies.can_set_due_time(by, locked).enforce()
    text = checked_reason(
        reason, field="reason", sentence="Say why the due time is another one; the reviewers read it."
    )
    _check_due(due_at)
    changes = {"due_at": due_at, "due_set_by": by, "due_reason": text[:200]}
    return _store(locked, "review.due_set", changes, by=by, why=text)


@transaction.atomic(durable=True)
def count_due_time(*, review: Review, by: Any) -> Review:
    """Count the due time from the publication time again, after it was set by hand."""
    locked = lock_review(review)
    policies.can_follow_publication(by, locked).enforce()
    why = "It is counted from the publication time again."
    return _store(locked, "review.due_counted", _counted(locked), by=by, why=why)


def move_due_times(*, article_id: int) -> int:
    """Count the due times of an article's reviews again whose publication time moved; how many. Safe to run twice."""
    return _move(Review.objects.due_time_outdated().filter(claim__article=article_id))


def move_missed_due_times() -> int:
    """Count again what a lost message left as it was; how many."""
    return _move(Review.objects.due_time_outdated())


def _move(outdated: Any) -> int:
    return sum(_move_one(review) for review in list(outdated.order_by("due_at", "pk")[:MOVE_BATCH]))


@transaction.atomic(durable=True)
def _move_one(review: Review) -> bool:
    """A transaction for each review: the claim is locked before the chain of the ledger, as everywhere."""
    locked = lock_review(review)
    if not Review.objects.due_time_outdated().filter(pk=locked.pk).exists():
        return False
    changes = _counted(locked)
    if changes["due_at"] == locked.due_at:
        Review.objects.filter(pk=locked.pk).update(due_from=changes["due_from"])
        return False
    published_at = locked.claim.article.published_at
    out = f"now comes out {in_words(published_at)}" if published_at else "has no publication time any more"
    _store(locked, "review.due_moved", changes, by=None, why=f"“{locked.claim.article.headline}” {out}.")
    return True


def _counted(review: Review) -> dict[str, Any]:
    published_at = review.claim.article.published_at
    due_at = due_rule().due(published_at, opened_at=review.opened_at, now=timezone.now())
    return {"due_at": due_at, "due_from": published_at, "due_set_by": None, "due_reason": ""}


def _store(locked: Review, verb: str, changes: dict[str, Any], *, by: Any, why: str) -> Review:
    before = locked.due_at
    for name, value in changes.items():
        setattr(locked, name, value)
    # Not ``updated_at``: another due time is nothing that the reviewer did, so the review lies idle as before.
    locked.save(update_fields=list(changes))
    due, was = locked.due_at.isoformat(), before.isoformat()
    record_step(locked, verb, by=by, reason=why[:REASON_MOST], due_at=due, before=was)
    text = f"{short(locked)} is now due {in_words(locked.due_at)}, not {in_words(before)}. {why}"
    told = [person for person in _concerned(locked) if person != by]
    occasion = f"moved {timezone.now().isoformat()}"
    request_notices(locked, told, NoticeKind.MOVED, text=text, occasion=occasion, due_at=locked.due_at)
    return locked


def _concerned(review: Review) -> list[Any]:
    """Those who have to answer; the editors for a dispute; nobody for what is free or decided."""
    if review.state == "assigned":
        return list(Assessment.objects.awaited_in(review))
    return people_with("assign_review") if review.state == "disputed" else []


def _check_due(due_at: dt.datetime) -> None:
    now = timezone.now()
    if due_at <= now:
        raise InvalidInput(PAST, fields={"due_at": PAST})
    if due_at > now + LONGEST:
        message = "This is more than a year ahead. Look at the year."
        raise InvalidInput(message, fields={"due_at": message})
