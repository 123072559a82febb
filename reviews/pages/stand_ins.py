"""Copies of claims that a person is tried with: on every page they stand in the place of the claim itself."""

from collections.abc import Iterable
from typing import Any

from claims.models import Article, Claim
from reviews.models import CalibrationTrial, Review
from reviews.pages.standings import standing_of

Swapped = dict[int, Claim]
"""The copies by the primary key of the claim in whose place each stands."""


def swapped_for(user: Any, article: Article) -> Swapped:
    """The copies that ``user`` judges in place of claims of ``article``; one query."""
    return dict(CalibrationTrial.objects.stand_ins(user, article))


def standings_of(swapped: Swapped) -> dict[int, str]:
    """Where each copy stands, by the primary key of the claim itself; no query where there are none."""
    if not swapped:
        return {}
    reviews = newest_reviews(swapped.values())
    return {pk: standing_of(reviews.get(copy.pk)) for pk, copy in swapped.items()}


def newest_reviews(claims: Iterable[Claim]) -> dict[int, Review]:
    """The newest review of each claim by the claim's primary key; one query."""
    rows = Review.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("assignee", "second_assignee")
    return {review.claim_id: review for review in rows.order_by("pk")}
