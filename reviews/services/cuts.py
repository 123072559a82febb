"""Closing reviews for which there is no time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.lib.errors import DomainError
from reviews.models import Review
from reviews.services.lifecycle import cancel_review
from reviews.services.notices import short


@dataclass(frozen=True, slots=True)
class Cut:
    """How many reviews were closed, and for each of the others why not."""

    done: int
    refused: list[str]


def cut_reviews(*, reviews: Iterable[Review], by: Any, reason: str) -> Cut:
    """Close each of ``reviews`` without a verdict; one that can not be closed keeps none of the others."""
    refusals = [_cut(review, by, reason) for review in reviews]
    return Cut(done=refusals.count(""), refused=[sentence for sentence in refusals if sentence])


def _cut(review: Review, by: Any, reason: str) -> str:
    try:
        cancel_review(review=review, by=by, reason=reason)
    except DomainError as error:
        return f"{short(review)} is not closed. {error.message}"
    return ""
