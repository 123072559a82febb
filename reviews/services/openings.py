"""What a new review looks like: when it is due, and whether two people have to judge."""

import datetime as dt

from django.conf import settings

from claims.models import Claim
from reviews.models import Review

HOUR = dt.timedelta(hours=1)


def new_review(claim: Claim, *, now: dt.datetime, corrected_id: int | None = None) -> Review:
    """A review of ``claim``, not stored yet; ``corrected_id`` is the published one that it corrects."""
    reason = second_review_reason(claim)
    return Review(
        claim=claim,
        due_at=due_time(claim.article.published_at, now=now),
        blind=bool(reason),
        blind_reason=reason,
        supersedes_id=corrected_id,
    )


def due_time(published_at: dt.datetime | None, *, now: dt.datetime) -> dt.datetime:
    """An hour before the article comes out, or at that time when the hour has begun, but never later than usual."""
    usual = now + dt.timedelta(hours=settings.REVIEW_HOURS)
    if published_at is None or published_at <= now:
        return usual
    last = published_at - HOUR
    return min(usual, last if last > now else published_at)


def second_review_reason(claim: Claim) -> str:
    """The rule that asks for a second reviewer, in words; empty when none does."""
    if claim.force in settings.SECOND_REVIEW_FORCES:
        return f"The speaker {claim.force}: such claims are judged by two people."
    if claim.confidence < settings.SECOND_REVIEW_BELOW:
        share, least = f"{claim.confidence:.0%}", f"{settings.SECOND_REVIEW_BELOW:.0%}"
        return f"The machine is {share} sure of how it read this claim; below {least} two people judge."
    return ""
