"""Notices: stored with the fact, mailed after commit, and mailed once."""

import datetime as dt
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from claims.models import Claim
from reviews.choices import NoticeKind
from reviews.models import Notice, Review
from reviews.querysets.notice import MAIL_LEASE, MOST_MAIL_ATTEMPTS
from reviews.services import lifecycle, notices
from tests.factories import make_claim, make_review

LEASE_OVER = MAIL_LEASE + dt.timedelta(seconds=1)


@pytest.fixture
def notice(opened: Review, reviewer: User) -> Notice:
    notices.request_notices(opened, [reviewer], NoticeKind.ASSIGNED, text="Please judge.")
    return Notice.objects.get()


def let_the_lease_end(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(mail_taken_at=timezone.now() - LEASE_OVER)


def test_an_assignment_is_mailed_after_commit(
    opened: Review, editor: User, reviewer: User, run_on_commit: Callable[[], Any], settings: Any
) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    with run_on_commit():
        lifecycle.assign_review(review=opened, assignee=reviewer, by=editor)
        assert not mail.outbox
    [message] = mail.outbox
    assert message.to == [reviewer.email]
    assert message.subject == f"Assigned to you: {opened.claim.statement}"
    assert f"https://desk.example{opened.get_absolute_url()}" in message.body
    assert f"{editor.username} asks you to judge" in message.body
    assert Notice.objects.get().mailed_at is not None


def test_nobody_is_told_the_same_thing_twice(opened: Review, notice: Notice, reviewer: User) -> None:
    notices.request_notices(opened, [reviewer], NoticeKind.ASSIGNED, text="Please judge.")
    assert Notice.objects.count() == 1


def test_a_notice_is_mailed_once(notice: Notice) -> None:
    assert [notices.send_notices(), notices.send_notices()] == [1, 0]
    let_the_lease_end(notice)
    assert notices.send_notices() == 0
    assert len(mail.outbox) == 1


def test_what_another_worker_is_sending_is_left_to_him_until_his_lease_ends(notice: Notice) -> None:
    Notice.objects.update(mail_taken_at=timezone.now())
    assert notices.send_notices() == 0
    let_the_lease_end(notice)
    assert notices.send_notices() == 1


def test_a_worker_that_looked_earlier_does_not_mail_it_again(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    real = notices.get_connection

    def slow(**kwargs: Any) -> Any:
        Notice.objects.update(mail_taken_at=timezone.now())
        return real(**kwargs)

    monkeypatch.setattr(notices, "get_connection", slow)
    assert notices.send_notices() == 0
    assert not mail.outbox


@pytest.mark.parametrize("error", [ConnectionRefusedError, smtplib.SMTPServerDisconnected, TimeoutError])
def test_a_mail_server_that_is_down_leaves_all_to_the_sweep(
    error: type[Exception], notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "open", refuse, raising=False)
        assert notices.send_notices() == 0
    notice.refresh_from_db()
    assert (notice.mail_taken_at, notice.mail_attempts) == (None, 0)
    assert notices.send_notices() == 1


def test_an_address_that_is_refused_does_not_hold_up_the_others(
    notice: Notice, opened: Review, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.request_notices(opened, [editor], NoticeKind.ASSIGNED, text="Please judge.")
    real = EmailBackend.send_messages

    def picky(self: Any, messages: Any) -> int:
        if messages[0].to != [editor.email]:
            raise smtplib.SMTPRecipientsRefused({})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    assert notices.send_notices() == 1
    assert [message.to for message in mail.outbox] == [[editor.email]]
    notice.refresh_from_db()
    assert (notice.mailed_at, notice.mail_attempts) == (None, 1)


def test_an_address_that_is_always_refused_is_given_up(notice: Notice) -> None:
    Notice.objects.update(mail_attempts=MOST_MAIL_ATTEMPTS)
    assert notices.send_notices() == 0


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_people_without_an_address_or_an_account_are_not_mailed(
    change: dict[str, Any], notice: Notice, reviewer: User
) -> None:
    User.objects.filter(pk=reviewer.pk).update(**change)
    assert notices.send_notices() == 0


def test_what_is_ready_to_publish_is_shown_and_not_mailed(opened: Review, editor: User) -> None:
    notices.request_notices(opened, [editor], NoticeKind.DECIDED, text="Ready.")
    assert notices.send_notices() == 0
    assert Notice.objects.unread_by(editor).count() == 1


def test_a_statement_breaks_neither_the_subject_nor_the_text(reviewer: User) -> None:
    statement = "A <b>bold</b> & long\r\nBcc: everybody@desk.example " + "claim " * 50
    review = make_review(claim=make_claim(statement=statement))
    notices.request_notices(review, [reviewer], NoticeKind.ASSIGNED, text="“A & B” <c>")
    notices.send_notices()
    [message] = mail.outbox
    assert "\n" not in message.subject
    assert len(message.subject) <= notices.SUBJECT_MOST
    assert "<b>bold</b> & long" in message.subject
    assert "“A & B” <c>" in message.body
    assert message.recipients() == [reviewer.email]


def test_a_batch_is_limited(opened: Review, reviewer: User, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MAIL_BATCH", 1)
    notices.request_notices(opened, [reviewer, editor], NoticeKind.ASSIGNED, text="Please judge.")
    assert [notices.send_notices() for _ in range(3)] == [1, 1, 0]


def test_notices_are_read_by_their_owner(notice: Notice, opened: Review, reviewer: User, editor: User) -> None:
    other = make_review()
    notices.request_notices(other, [reviewer], NoticeKind.ASSIGNED, text="Another one.")
    assert notices.read_notices(by=editor) == 0
    assert notices.read_notices(by=reviewer, review=opened) == 1
    assert [row.review for row in Notice.objects.unread_by(reviewer)] == [other]


def test_a_long_claim_is_shortened_in_a_sentence() -> None:
    review = Review(claim=Claim(statement="word " * 100))
    assert len(notices.short(review)) <= 162


def test_times_are_given_in_the_time_zone_of_the_desk(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Oslo"
    moment = dt.datetime(2026, 3, 6, 23, 30, tzinfo=dt.UTC)
    assert notices.in_words(moment) == "7 March 2026, 00:30 (Europe/Oslo)"
