"""Every public service that changes a review writes the ledger: who, what and which version."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import LedgerEntry
from reviews.models import Review
from reviews.services import lifecycle, reminders, verdicts
from tests.factories import get_rating
from tests.reviews.conftest import make_linked, place

NOTHING = {"rating": "unproven", "rationale": "Looked.", "cited": []}


def answered(service: Callable[..., Review], review: Review, by: User) -> Review:
    values = NOTHING | {"rating": get_rating("unproven")}
    return service(review=review, by=by, version=review.version, **values)


def published(review: Review, by: User) -> Review:
    with transaction.atomic():
        return lifecycle.close_as_published(review=review, by=by)


STEPS: dict[str, tuple[str, Callable[[Review, User, User], Any]]] = {
    "review.assigned": (
        "opened", lambda review, editor, reviewer: lifecycle.assign_review(review=review, assignee=reviewer, by=editor)
    ),
    "review.second_asked": (
        "opened", lambda review, editor, _: lifecycle.ask_for_second(review=review, by=editor, reason="Delicate.")
    ),
    "review.released": ("assigned", lambda review, editor, _: lifecycle.release_review(review=review, by=editor)),
    "review.assessed": ("blind", lambda review, _, reviewer: answered(verdicts.assess_review, review, reviewer)),
    "review.decided": ("assigned", lambda review, _, reviewer: answered(verdicts.assess_review, review, reviewer)),
    "review.settled": ("disputed", lambda review, editor, _: answered(verdicts.settle_review, review, editor)),
    "review.returned": (
        "decided", lambda review, editor, _: verdicts.return_review(review=review, by=editor, note="Look again.")
    ),
    "review.published": ("decided", lambda review, editor, _: published(review, editor)),
    "review.cancelled": (
        "opened", lambda review, editor, _: lifecycle.cancel_review(review=review, by=editor, reason="Dropped.")
    ),
}  # fmt: skip


@pytest.mark.parametrize("verb", STEPS)
def test_a_service_records_who_did_what_with_which_version(
    verb: str, request: pytest.FixtureRequest, editor: User, reviewer: User
) -> None:
    fixture, call = STEPS[verb]
    review = request.getfixturevalue(fixture)
    known = set(LedgerEntry.objects.values_list("pk", flat=True))
    call(review, editor, reviewer)
    [entry] = LedgerEntry.objects.exclude(pk__in=known)
    review.refresh_from_db()
    assert entry.verb == verb
    assert entry.actor in {editor, reviewer}
    assert entry.claim == review.claim
    assert entry.details["review"] == str(review.public_id)
    assert entry.details["version"] == review.version


def test_opening_again_is_recorded_for_the_new_review(opened: Review, editor: User) -> None:
    closed = lifecycle.cancel_review(review=opened, by=editor, reason="Dropped.")
    again = lifecycle.reopen_review(review=closed, by=editor, reason="Not dropped.")
    entry = LedgerEntry.objects.get(verb="review.reopened")
    assert entry.details["review"] == str(again.public_id)
    assert entry.details["instead_of"] == str(closed.public_id)


def test_what_the_machine_does_is_recorded_as_its_own(assigned: Review, editor: User) -> None:
    lifecycle.withdraw_reviews(claim=assigned.claim, by=editor, reason="Revised.")
    make_linked(assigned.claim)
    reminders.open_missing_reviews()
    entries = LedgerEntry.objects.order_by("sequence").values_list("verb", "actor_name")
    assert list(entries) == [("review.cancelled", "machine"), ("review.opened", "machine")]


def test_a_dispute_is_recorded_without_the_answers(disputed: Review) -> None:
    details = LedgerEntry.objects.get(verb="review.disputed").details
    assert set(details) == {"review", "version", "apart", "round", "answer"}
    assert len(details["answer"]) == 64  # a hash of the answer, which shows later that nobody changed it


def test_a_closed_review_has_an_end_in_the_database(opened: Review) -> None:
    with pytest.raises(IntegrityError):
        place(opened, "cancelled", closed_at=None)
