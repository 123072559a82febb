"""The clock: reminders once, idle reviews given back once."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import LedgerEntry
from reviews.models import Notice, Review
from reviews.services import lifecycle, reminders
from tests.reviews.conftest import answer, place

HOUR = dt.timedelta(hours=1)


def make_overdue(review: Review) -> Review:
    return place(review, review.state, due_at=timezone.now() - HOUR)


def make_idle(review: Review, hours: float) -> Review:
    Review.objects.filter(pk=review.pk).update(updated_at=timezone.now() - hours * HOUR)
    return review


def reminded() -> set[str]:
    return set(Notice.objects.filter(kind="overdue").values_list("recipient__username", flat=True))


# --- Reminders ---


def test_the_reviewer_is_reminded_once(assigned: Review, reviewer: User, editor: User) -> None:
    make_overdue(assigned)
    assert [reminders.remind_overdue(), reminders.remind_overdue()] == [1, 0]
    assert reminded() == {reviewer.username}
    assert Notice.objects.count() == 1
    assert LedgerEntry.objects.get().verb == "review.reminded"


def test_editors_are_reminded_of_what_nobody_has(
    opened: Review, editor: User, second_editor: User, reviewer: User
) -> None:
    make_overdue(opened)
    assert [reminders.remind_overdue(), reminders.remind_overdue()] == [1, 0]
    assert reminded() == {editor.username, second_editor.username}


def test_only_those_who_have_not_answered_are_reminded(blind: Review, reviewer: User, second_reviewer: User) -> None:
    answer(blind, reviewer)
    blind.refresh_from_db()
    make_overdue(blind)
    reminders.remind_overdue()
    assert reminded() == {second_reviewer.username}


def test_editors_are_reminded_of_a_dispute(disputed: Review, editor: User) -> None:
    make_overdue(disputed)
    reminders.remind_overdue()
    assert reminded() == {editor.username}


def test_what_is_decided_or_not_yet_due_is_no_reason(decided: Review, editor: User) -> None:
    make_overdue(decided)
    assert reminders.remind_overdue() == 0
    assert not reminded()


def test_a_later_due_time_is_reminded_of_again(assigned: Review) -> None:
    make_overdue(assigned)
    reminders.remind_overdue()
    Notice.objects.update(created_at=timezone.now() - 3 * HOUR)
    assert reminders.remind_overdue() == 1
    assert Notice.objects.count() == 1, "the occasion is the due time, which is the same"
    place(assigned, "assigned", due_at=timezone.now() - HOUR / 2)
    assert reminders.remind_overdue() == 1
    assert Notice.objects.count() == 2


def test_without_anybody_to_tell_nothing_is_recorded(opened: Review) -> None:
    make_overdue(opened)
    User.objects.all().update(is_active=False)
    assert reminders.remind_overdue() == 0
    assert not LedgerEntry.objects.exists()


# --- Idle reviews ---


def test_an_idle_review_is_given_back_once_and_the_reviewer_is_told(
    assigned: Review, reviewer: User, settings: Any
) -> None:
    settings.STALE_HOURS = 8
    make_idle(assigned, 9)
    assert [reminders.release_stale(), reminders.release_stale()] == [1, 0]
    assigned.refresh_from_db()
    assert (assigned.state, assigned.assignee) == ("open", None)
    notice = Notice.objects.get(kind="released")
    assert notice.recipient == reviewer
    assert "Nothing was done with it for 8 working hours" in notice.text
    entry = LedgerEntry.objects.get()
    assert (entry.verb, entry.actor_name) == ("review.released", "machine")


def test_a_review_with_which_something_was_done_is_kept(assigned: Review, settings: Any) -> None:
    settings.STALE_HOURS = 8
    make_idle(assigned, 7)
    assert reminders.release_stale() == 0


def test_whoever_has_answered_keeps_his_place_when_the_other_idles(
    blind: Review, reviewer: User, second_reviewer: User
) -> None:
    answer(blind, reviewer)
    make_idle(blind, 100)
    assert reminders.release_stale() == 1
    blind.refresh_from_db()
    assert (blind.state, blind.people) == ("assigned", [reviewer])
    make_idle(blind, 100)
    assert not Review.objects.idle_since(timezone.now()).exists()


def test_any_step_starts_the_clock_again(assigned: Review, editor: User) -> None:
    make_idle(assigned, 100)
    lifecycle.assign_review(review=assigned, assignee=editor, by=editor, reason="Ill.")
    assert reminders.release_stale() == 0


def test_what_was_taken_over_meanwhile_is_not_given_back(
    assigned: Review, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_idle(assigned, 100)
    real = lifecycle.release_review

    def late(**kwargs: Any) -> Review:
        lifecycle.assign_review(review=assigned, assignee=editor, by=editor, reason="Ill.")
        return real(**kwargs)

    monkeypatch.setattr(reminders, "release_review", late)
    assert reminders.release_stale() == 0
    assigned.refresh_from_db()
    assert assigned.assignee == editor
