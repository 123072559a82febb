"""What a new review looks like: when it is due, and whether two people have to judge."""

import datetime as dt

from claims.models import Claim
from reviews.blind_rules import Rules
from reviews.models import Review
from reviews.services.deadlines import due_time
from reviews.services.rules import rules_in_force, second_review_reason


def new_review(
    claim: Claim, *, now: dt.datetime, corrected_id: int | None = None, rules: Rules | None = None
) -> Review:
    """A review of ``claim``, not stored yet; ``corrected_id`` is the published one that it corrects.

    ``rules`` are those in force; who opens many reviews reads them once.
    """
    reason = second_review_reason(claim, rules or rules_in_force().rules)
    return Review(
        claim=claim,
        due_at=due_time(claim.article.published_at, now=now),
        due_from=claim.article.published_at,
        blind=bool(reason),
        blind_reason=reason,
        supersedes_id=corrected_id,
    )
