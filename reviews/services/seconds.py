"""Second reviewers whom a rule asks for when a review is open already: its facts changed, or the rules did."""

import logging
from typing import Final

from factcheck.lib.errors import DomainError
from reviews import policies
from reviews.models import Review
from reviews.services.lifecycle import ask_for_second
from reviews.services.rules import rules_in_force, second_review_reason

BATCH: Final = 200

logger = logging.getLogger(__name__)


def ask_for_seconds(*, article_id: int | None = None) -> int:
    """Have two people judge each open review, of one article or of all, about which a rule says so now; how many.

    A review that somebody has answered stays as it is, for the second one would not be blind, and so does one that an
    editor has, who would see the other's answer. What two people judge is judged by two, whatever the rules say now.
    Safe to run twice and at once.
    """
    rules, asked, last = rules_in_force().rules, 0, 0
    while batch := list(Review.objects.judged_by_one(article_id).filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        wanted = [(review, reason) for review in batch if (reason := second_review_reason(review.claim, rules))]
        asked += sum(_ask(review, reason) for review, reason in wanted)
    return asked


def _ask(review: Review, reason: str) -> bool:
    if not policies.can_ask_for_second(None, review):
        return False
    try:
        ask_for_second(review=review, by=None, reason=reason)
    except DomainError as error:
        logger.info("review %s gets no second reviewer: %s", review.pk, error)
        return False
    return True
