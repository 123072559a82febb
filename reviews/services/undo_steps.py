"""Undoing who has a review: what a person gave out or gave back is set as it was, and those concerned are told."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model

from claims.models import LedgerEntry
from factcheck.lib.errors import Conflict
from reviews import policies
from reviews.models import Assessment, Review
from reviews.services.lifecycle import store_place, store_release
from reviews.services.steps import check_step, lock_review
from reviews.transitions import Action

Told = Mapping[str, Any]
UNDONE = "It was undone."


def unassign(entry: LedgerEntry, by: Any, told: Told) -> None:
    """Take a review from whom ``by`` gave it to; who had it before has it again.

    ``Conflict`` when somebody else has it by now, or it was answered.
    """
    review = _locked(entry)
    person = _person(entry.details["assignee"])
    if person not in review.people or person not in Assessment.objects.awaited_in(review):
        raise _changed(review)
    if before := entry.details.get("instead_of"):
        _place(review, _person(before[0]), by, told)
    else:
        store_release(review, by=by, reason=UNDONE, only=person, **told)


def give_back(entry: LedgerEntry, by: Any, told: Told) -> None:
    """Give a review to those again from whom ``by`` took it. ``Conflict`` when somebody else has it by now."""
    review = _locked(entry)
    for name in entry.details["released"]:
        if not review.has_a_free_place:
            raise _changed(review)
        _place(review, _person(name), by, told)


def assign_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    """Give the review out as ``by`` did in ``entry``, after that was undone."""
    review = _locked(entry)
    before = entry.details.get("instead_of", [])
    if sorted(person.get_username() for person in review.people) != before and not review.has_a_free_place:
        raise _changed(review)
    _place(review, _person(entry.details["assignee"]), by, told)


def release_again(entry: LedgerEntry, by: Any, told: Told) -> None:
    """Take the review back as ``by`` did in ``entry``, after that was undone."""
    review = _locked(entry)
    for name in entry.details["released"]:
        person = _person(name)
        if person not in review.people:
            raise _changed(review)
        store_release(review, by=by, reason=UNDONE, only=person, **told)


def _place(review: Review, person: Any, by: Any, told: Told) -> None:
    takes = person == by and not by.has_perm("reviews.assign_review")
    decision = policies.can_take(by, review) if takes else policies.can_assign(by, review, person)
    check_step(review, Action.ASSIGN, decision)
    store_place(review, person, by=by, decision=decision, reason="" if takes else UNDONE, turn=told)


def _locked(entry: LedgerEntry) -> Review:
    return lock_review(Review.objects.get(public_id=entry.details["review"]))


def _person(name: str) -> Any:
    return get_user_model().objects.get_by_natural_key(name)


def _changed(review: Review) -> Conflict:
    return Conflict(f"The review went on since: it is {review.get_state_display()}. Take the next step on its page.")
