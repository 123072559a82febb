"""What people are told at once, what in the digest of the day, what never; quiet hours; each mail once."""

import datetime as dt
import smtplib
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.lib.errors import InvalidInput
from reviews.choices import NoticeKind, Way
from reviews.models import Digest, Notice, NoticePreference, Review
from reviews.services import digests, notices
from reviews.services.preferences import Wishes, set_wishes, wishes_of
from tests.reviews.conftest import place

DAY = dt.timedelta(days=1)
MORNING = dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)


def tell(review: Review, person: User, kind: NoticeKind = NoticeKind.ASSIGNED, text: str = "Please judge.") -> Notice:
    notices.request_notices(review, [person], kind, text=text, occasion=text)
    return Notice.objects.latest("pk")


@pytest.fixture
def prefers_digest(reviewer: User) -> User:
    set_wishes(by=reviewer, wishes=Wishes(ways={"assigned": "digest"}))
    return reviewer


# --- The ways ---


@pytest.mark.parametrize(("way", "mails"), [("at_once", 1), ("digest", 0), ("never", 0)])
def test_a_person_says_what_comes_by_mail_at_once(way: str, mails: int, opened: Review, reviewer: User) -> None:
    set_wishes(by=reviewer, wishes=Wishes(ways={"assigned": way}))
    tell(opened, reviewer)
    assert notices.send_notices() == mails
    assert Notice.objects.unread_by(reviewer).count() == 1, "in the application everything stands"


def test_what_was_said_goes_out_as_it_was_wanted_then(opened: Review, reviewer: User) -> None:
    tell(opened, reviewer)
    set_wishes(by=reviewer, wishes=Wishes(ways={"assigned": "never"}))
    assert notices.send_notices() == 1


def test_who_set_nothing_is_told_in_the_usual_way(reviewer: User, editor: User) -> None:
    wishes = wishes_of([reviewer, editor])
    assert wishes[reviewer.pk] == Wishes()
    assert (wishes[editor.pk].way("assigned"), wishes[editor.pk].way("decided")) == ("at_once", "digest")


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        (Wishes(ways={"assigned": "by pigeon"}), "assigned"),
        (Wishes(ways={"gossip": "never"}), "gossip"),
        (Wishes(zone="Mars/Olympus"), "zone"),
        (Wishes(quiet=(dt.time(8), dt.time(8))), "quiet_until"),
    ],
)
def test_what_can_not_be_wished_is_refused(wishes: Wishes, field: str, reviewer: User) -> None:
    with pytest.raises(InvalidInput) as refused:
        set_wishes(by=reviewer, wishes=wishes)
    assert field in refused.value.fields
    assert not NoticePreference.objects.exists()


def test_in_quiet_hours_a_mail_waits_until_they_end(opened: Review, reviewer: User) -> None:
    set_wishes(by=reviewer, wishes=Wishes(zone="Europe/Oslo", quiet=(dt.time(22), dt.time(7))))
    with time_machine.travel(dt.datetime(2026, 3, 28, 23, 0, tzinfo=dt.UTC), tick=False) as clock:
        notice = tell(opened, reviewer)
        assert notice.mail_after == dt.datetime(2026, 3, 29, 5, 0, tzinfo=dt.UTC), "the clocks go forward that night"
        assert notices.send_notices() == 0
        clock.move_to(dt.datetime(2026, 3, 29, 5, 1, tzinfo=dt.UTC))
        assert notices.send_notices() == 1


def test_a_mail_that_is_sent_again_has_the_same_name(opened: Review, reviewer: User) -> None:
    tell(opened, reviewer)
    notices.send_notices()
    Notice.objects.update(mailed_at=None, mail_taken_at=timezone.now() - DAY)
    notices.send_notices()
    names = {message.message()["Message-ID"] for message in mail.outbox}
    assert (len(mail.outbox), len(names)) == (2, 1)


# --- The digest ---


def test_the_digest_holds_what_was_put_off_and_goes_out_once_a_day(opened: Review, prefers_digest: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        tell(opened, prefers_digest, text="Judge the first.")
        tell(opened, prefers_digest, text="Judge the second.")
        assert [digests.send_digests(), digests.send_digests()] == [1, 0]
        tell(opened, prefers_digest, text="Judge the third.")
        assert digests.send_digests() == 0
        clock.move_to(MORNING + DAY)
        assert digests.send_digests() == 1
    first, second = mail.outbox
    assert "Judge the first." in first.body
    assert "Judge the second." in first.body
    assert "Judge the third." not in first.body
    assert "Judge the third." in second.body
    assert first.subject == "6 March: 2 notices"
    assert first.to == [prefers_digest.email]


def test_the_digest_waits_for_the_time_where_the_person_is(opened: Review, reviewer: User) -> None:
    set_wishes(by=reviewer, wishes=Wishes(ways={"assigned": "digest"}, zone="America/New_York", digest_at=dt.time(7)))
    with time_machine.travel(MORNING, tick=False) as clock:  # four in the morning in New York
        tell(opened, reviewer)
        assert digests.send_digests() == 0
        clock.move_to(MORNING + dt.timedelta(hours=3))
        assert digests.send_digests() == 1


def test_what_was_read_meanwhile_is_left_out(opened: Review, prefers_digest: User) -> None:
    with time_machine.travel(MORNING, tick=False):
        tell(opened, prefers_digest)
        notices.read_notices(by=prefers_digest)
        assert digests.send_digests() == 0
    assert not Digest.objects.exists()


def test_the_digest_says_what_waits_and_what_is_overdue(opened: Review, prefers_digest: User) -> None:
    with time_machine.travel(MORNING, tick=False):
        place(opened, "assigned", assignee=prefers_digest, due_at=MORNING - DAY)
        tell(opened, prefers_digest)
        digests.send_digests()
    assert "1 review waits for your answer, 1 of them overdue" in mail.outbox[0].body


def test_a_digest_that_could_not_be_mailed_goes_out_later_and_once(
    opened: Review, prefers_digest: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({})

    with time_machine.travel(MORNING, tick=False) as clock:
        tell(opened, prefers_digest)
        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "send_messages", refuse)
            assert digests.send_digests() == 0
        clock.move_to(MORNING + dt.timedelta(minutes=6))
        assert [digests.send_digests(), digests.send_digests()] == [1, 0]
    assert Digest.objects.get().mail_attempts == 2


def test_a_mail_server_that_is_down_costs_nothing(
    opened: Review, prefers_digest: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object) -> None:
        raise ConnectionRefusedError

    with time_machine.travel(MORNING, tick=False):
        tell(opened, prefers_digest)
        with monkeypatch.context() as patched:
            patched.setattr(EmailBackend, "open", refuse, raising=False)
            assert digests.send_digests() == 0
        assert digests.send_digests() == 1


def test_the_database_refuses_two_digests_of_a_day(reviewer: User) -> None:
    Digest.objects.create(recipient=reviewer, day=MORNING.date())
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(recipient=reviewer, day=MORNING.date())


def test_people_without_an_address_get_no_digest(opened: Review, prefers_digest: User) -> None:
    tell(opened, prefers_digest)
    User.objects.update(email="")
    assert digests.make_digests() == 0


# --- The page ---


def test_a_person_sets_how_he_is_told(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    address = reverse("reviews:preferences")
    assert b"Due soon" in client.get(address).content
    sent = {kind.value: Way.AT_ONCE.value for kind in NoticeKind} | {"digest_at": "07:30", "zone": "Europe/Oslo"}
    sent |= {"reminder": "never", "decided": "digest", "quiet_from": "22:00", "quiet_until": "06:00"}
    assert client.post(address, sent).status_code == 302
    [wishes] = wishes_of([reviewer]).values()
    assert wishes == Wishes({"reminder": "never"}, "Europe/Oslo", dt.time(7, 30), (dt.time(22), dt.time(6)))
    assert b'value="22:00"' in client.get(address).content


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"quiet_from": "22:00"}, "Give both times, or neither."),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "last all day"),
        ({"digest_at": "soon"}, "Enter a valid time"),
        ({"reminder": "by pigeon"}, "Select a valid choice"),
    ],
)
def test_what_can_not_be_is_shown_at_its_input_with_all_that_was_typed(
    over: dict[str, str], words: str, client: Client, reviewer: User
) -> None:
    client.force_login(reviewer)
    sent = {kind.value: Way.NEVER.value for kind in NoticeKind} | {"digest_at": "07:30", "zone": ""} | over
    page = client.post(reverse("reviews:preferences"), sent)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert not NoticePreference.objects.exists()
    assert '<option value="never" selected>' in page.content.decode()
