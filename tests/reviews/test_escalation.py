"""Before and after the due time: people are reminded once, editors are told once, and working hours count."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import LedgerEntry
from reviews.models import Notice, Review
from reviews.services import deadlines, escalation, lifecycle, reminders
from tests.conftest import make_person
from tests.reviews.conftest import answer, place

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def due_in(review: Review, length: dt.timedelta) -> Review:
    return place(review, review.state, due_at=timezone.now() + length)


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


# --- Before ---


def test_the_reviewer_is_reminded_once_before_it_is_due(assigned: Review, reviewer: User, editor: User) -> None:
    due_in(assigned, HOUR)
    assert [escalation.remind_due_soon(), escalation.remind_due_soon()] == [1, 0]
    assert told("reminder") == [reviewer.username]
    assert Notice.objects.get().due_at == assigned.due_at
    assert LedgerEntry.objects.get().verb == "review.due_soon"


@pytest.mark.parametrize("length", [dt.timedelta(hours=3), -MINUTE])
def test_what_is_due_much_later_or_was_due_is_not_reminded_of(length: dt.timedelta, assigned: Review) -> None:
    due_in(assigned, length)
    assert escalation.remind_due_soon() == 0


def test_a_desk_may_want_no_reminder(assigned: Review, settings: Any) -> None:
    settings.REMIND_BEFORE_MINUTES = 0
    due_in(assigned, MINUTE)
    assert escalation.remind_due_soon() == 0


def test_whoever_gets_it_later_is_reminded_too(
    assigned: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    due_in(assigned, HOUR)
    escalation.remind_due_soon()
    lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason="Rosa is ill.")
    assert [escalation.remind_due_soon(), escalation.remind_due_soon()] == [1, 0]
    assert told("reminder") == sorted([reviewer.username, second_reviewer.username])


def test_another_due_time_is_reminded_of_again(assigned: Review, editor: User) -> None:
    due_in(assigned, HOUR)
    escalation.remind_due_soon()
    sooner = timezone.now() + HOUR / 2
    deadlines.set_due_time(review=assigned, due_at=sooner, reason="Sooner.", by=editor)
    assert [escalation.remind_due_soon(), escalation.remind_due_soon()] == [1, 0]


def test_of_two_blind_reviewers_the_one_who_has_answered_is_not_reminded(
    blind: Review, reviewer: User, second_reviewer: User
) -> None:
    answer(blind, reviewer)
    blind.refresh_from_db()
    due_in(blind, HOUR)
    assert [escalation.remind_due_soon(), escalation.remind_due_soon()] == [1, 0]
    assert told("reminder") == [second_reviewer.username]


def test_a_weekend_is_no_time_before_it_is_due(assigned: Review, settings: Any) -> None:
    settings.DESK_DAYS, settings.DESK_HOURS = frozenset(range(5)), (dt.time(9), dt.time(17))
    friday = dt.datetime(2026, 3, 6, 16, 0, tzinfo=dt.UTC)
    with time_machine.travel(friday, tick=False):
        place(assigned, "assigned", due_at=dt.datetime(2026, 3, 9, 9, 30, tzinfo=dt.UTC))
        assert escalation.remind_due_soon() == 1


def test_the_database_refuses_a_second_reminder(assigned: Review, reviewer: User) -> None:
    due_in(assigned, HOUR)
    escalation.remind_due_soon()
    first = Notice.objects.get()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


# --- After ---


def test_editors_are_told_once_of_what_nobody_decided_in_time(
    assigned: Review, editor: User, second_editor: User, reviewer: User
) -> None:
    due_in(assigned, -61 * MINUTE)
    assert [escalation.escalate_overdue(), escalation.escalate_overdue()] == [1, 0]
    assert told("escalated") == [editor.username, second_editor.username]
    text = Notice.objects.filter(kind="escalated").first().text
    assert f"{reviewer.username} has not answered" in text
    assert "Give it to somebody who has time" in text
    assert LedgerEntry.objects.filter(verb="review.escalated").count() == 1


def test_what_is_late_by_less_is_left_to_its_people(assigned: Review, editor: User) -> None:
    due_in(assigned, -59 * MINUTE)
    assert escalation.escalate_overdue() == 0


def test_what_is_decided_is_not_escalated(decided: Review, editor: User) -> None:
    due_in(decided, -5 * HOUR)
    assert escalation.escalate_overdue() == 0


@pytest.mark.parametrize(("fixture", "words"), [("opened", "nobody has it"), ("disputed", "Settle it")])
def test_the_notice_says_what_to_do(fixture: str, words: str, request: pytest.FixtureRequest, editor: User) -> None:
    due_in(request.getfixturevalue(fixture), -5 * HOUR)
    escalation.escalate_overdue()
    assert words in Notice.objects.filter(kind="escalated", recipient=editor).get().text


def test_no_name_of_a_blind_reviewer_is_told(
    blind: Review, editor: User, reviewer: User, second_reviewer: User
) -> None:
    answer(blind, reviewer)
    blind.refresh_from_db()
    due_in(blind, -5 * HOUR)
    escalation.escalate_overdue()
    text = Notice.objects.get(kind="escalated").text
    assert reviewer.username not in text
    assert second_reviewer.username not in text


def test_without_an_editor_it_is_told_when_there_is_one(assigned: Review) -> None:
    due_in(assigned, -5 * HOUR)
    User.objects.filter(groups__name="editor").update(is_active=False)
    assert escalation.escalate_overdue() == 0
    make_person("ella-editor", "editor")
    assert escalation.escalate_overdue() == 1


def test_the_overdue_notice_names_its_due_time(assigned: Review) -> None:
    due_in(assigned, -MINUTE)
    reminders.remind_overdue()
    assert Notice.objects.get(kind="overdue").due_at == assigned.due_at


def test_a_review_lies_idle_only_while_people_work(assigned: Review, settings: Any) -> None:
    settings.STALE_HOURS = 8
    settings.DESK_DAYS, settings.DESK_HOURS = frozenset(range(5)), (dt.time(9), dt.time(17))
    Review.objects.update(updated_at=dt.datetime(2026, 3, 6, 12, 0, tzinfo=dt.UTC))  # Friday noon
    with time_machine.travel(dt.datetime(2026, 3, 9, 11, 59, tzinfo=dt.UTC), tick=False):
        assert reminders.release_stale() == 0
    with time_machine.travel(dt.datetime(2026, 3, 9, 12, 1, tzinfo=dt.UTC), tick=False):
        assert reminders.release_stale() == 1
