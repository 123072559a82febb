"""Messages to subscribers: signed, in order, tried again, logged."""

import datetime as dt
import json
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import LedgerEntry
from exports.models import Attempt, Delivery, Publication, Receipt, Subscriber
from exports.services import messages
from exports.services.deliveries import replay_delivery, send_test, set_aside_delivery
from exports.services.delivering import run_deliveries, send_due_deliveries
from exports.services.publishing import publish_verdict, retract_publication
from exports.services.secrets import opened
from exports.services.subscribers import (
    Wanted,
    add_subscriber,
    change_subscriber,
    remove_subscriber,
    rotate_secret,
    start_subscriber,
    stop_subscriber,
)
from exports.services.telling import tell_of_failures
from factcheck.lib import guards
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from reviews.models import Review
from tests.exports.cases import decide, fixed, make_cited, make_known_claim
from tests.exports.cms.base import AT_LOST_ANSWER, AT_LOST_REQUEST, Answer
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add, allow, deliver, later
from tests.factories import make_article, make_speaker


def publish_another(number: int, editor: User, reviewer: User) -> Publication:
    article = make_article(public_id=fixed(number), body=f"The harbour board will close pier {number}, its chair said.")
    claim = make_known_claim(public_id=fixed(number + 1), article=article, content=[[0, 30]], speaker=make_speaker())
    make_cited(claim, editor)
    return publish_verdict(review=decide(claim, reviewer, public_id=fixed(number + 2)), by=editor)


def test_a_publication_reaches_a_webhook_signed_and_whole(
    decided: Review, editor: User, receiver: FakeReceiver, run_on_commit: Any
) -> None:
    add("webhook", receiver, editor)
    with run_on_commit():
        entry = publish_verdict(review=decided, by=editor)

    ((message_id, content),) = receiver.seen.items()
    assert message_id == Delivery.objects.get().message_id
    assert content["type"] == "verdict.published"
    assert content["data"]["payload"] == entry.payload
    assert content["data"]["sequence"] == 1
    assert content["data"]["url"].endswith(f"/api/v1/publications/{entry.public_id}/")
    assert Delivery.objects.get().status == "done"
    assert Receipt.objects.get().status == 204


def test_the_delivery_is_written_with_the_publication_or_not_at_all(
    decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    add("webhook", receiver, editor)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish_verdict.__wrapped__(review=decided, by=editor)
        raise ZeroDivisionError

    assert not Delivery.objects.exists()
    assert not Publication.objects.exists()


def test_only_the_kinds_that_were_chosen_are_sent(published: Publication, editor: User, receiver: FakeReceiver) -> None:
    allow(receiver)
    wanted = Wanted("only retractions", f"{receiver.url}/", kinds=("retracted",))
    add_subscriber(connector="webhook", wanted=wanted, by=editor)
    add_subscriber(connector="webhook", wanted=Wanted("new", f"{receiver.url}/", kinds=("published",)), by=editor)
    retract_publication(publication=published, by=editor, note="Wrong person.")

    assert [delivery.subscriber.name for delivery in Delivery.objects.all()] == ["only retractions"]


def test_a_failure_is_tried_again_under_the_same_id_and_on_schedule(
    decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(500), AT_LOST_REQUEST]
    publish_verdict(review=decided, by=editor)

    waits = []
    for _ in range(2):
        delivery = deliver(subscriber)
        waits.append((delivery.next_attempt_at - timezone.now()).total_seconds())
        later()
    assert deliver(subscriber).status == "done"

    assert 4 < waits[0] < 6
    assert 290 < waits[1] < 331
    assert {call.headers["webhook-id"] for call in receiver.calls} == {delivery.message_id}
    assert [attempt.outcome for attempt in Attempt.objects.order_by("pk")] == ["failed", "failed", "confirmed"]
    assert Attempt.objects.order_by("pk")[0].status == 500


def test_a_lost_answer_is_sent_again_and_known_by_its_id(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [AT_LOST_ANSWER]
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    later()

    assert deliver(subscriber).status == "done"
    assert len(receiver.calls) == 2
    assert len(receiver.seen) == 1


def test_retry_after_is_honoured(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(429, headers={"Retry-After": "1800"})]
    publish_verdict(review=decided, by=editor)

    wait = deliver(subscriber).next_attempt_at - timezone.now()
    assert dt.timedelta(minutes=29) < wait < dt.timedelta(minutes=31)


def test_gone_stops_the_subscriber_and_what_is_published_waits(
    decided: Review, editor: User, reviewer: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(410)]
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    subscriber.refresh_from_db()
    assert (subscriber.enabled, "410" in subscriber.disabled_reason) == (False, True)

    publish_another(20, editor, reviewer)
    later()
    run_deliveries(subscriber_id=subscriber.pk)
    assert len(receiver.calls) == 1

    start_subscriber(subscriber=subscriber, by=editor)
    run_deliveries(subscriber_id=subscriber.pk)
    assert [content["data"]["sequence"] for content in receiver.seen.values()] == [1, 2]


def test_a_redirect_is_a_failure_and_not_followed(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(302, headers={"Location": f"{receiver.url}/elsewhere"})]
    publish_verdict(review=decided, by=editor)

    assert deliver(subscriber).status == "pending"
    assert [call.path for call in receiver.calls] == ["/"]


def test_a_private_address_is_refused_and_the_log_says_why(
    decided: Review, editor: User, receiver: FakeReceiver, settings: Any
) -> None:
    subscriber = add("webhook", receiver, editor)
    settings.FETCH_ALLOWED_NETWORKS = ()
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)

    assert receiver.calls == []
    assert "127.0.0.1" in Attempt.objects.get().sentence


def test_messages_of_a_subscriber_go_out_in_the_order_of_the_feed(
    decided: Review, editor: User, reviewer: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(503)]
    publish_verdict(review=decided, by=editor)
    publish_another(20, editor, reviewer)
    run_deliveries(subscriber_id=subscriber.pk)
    assert len(receiver.calls) == 1, "the second waits for the first"

    later()
    run_deliveries(subscriber_id=subscriber.pk)
    assert [content["data"]["sequence"] for content in receiver.seen.values()] == [1, 2]


def test_one_subscriber_that_is_down_does_not_hold_up_another(
    decided: Review, editor: User, receiver: FakeReceiver, settings: Any
) -> None:
    settings.FETCH_ALLOWED_PORTS = frozenset({9})
    add_subscriber(connector="webhook", wanted=Wanted("down", "http://127.0.0.1:9/"), by=editor)
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)

    assert deliver(subscriber).status == "done"
    assert Delivery.objects.get(subscriber__name="down").status == "pending"


def test_after_the_last_attempt_the_subscriber_is_stopped_and_editors_are_told_once(
    decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(500)] * 10
    publish_verdict(review=decided, by=editor)
    for _ in range(12):
        later()
        run_deliveries(subscriber_id=subscriber.pk)

    subscriber.refresh_from_db()
    assert (len(receiver.calls), subscriber.enabled, Delivery.objects.get().status) == (10, False, "failed")
    assert (tell_of_failures(), tell_of_failures()) == (1, 0)
    assert mail.outbox[0].bcc == [editor.email]
    assert subscriber.disabled_reason in mail.outbox[0].body


def test_a_correction_is_chased_for_ever(published: Publication, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(500)] * 12
    retract_publication(publication=published, by=editor, note="Wrong person.")
    for _ in range(12):
        later()
        delivery = deliver(subscriber)

    assert (delivery.status, len(receiver.calls)) == ("pending", 12)
    assert delivery.next_attempt_at - timezone.now() > dt.timedelta(hours=23)
    later()
    assert deliver(subscriber).status == "done"


def test_a_started_subscriber_gets_what_was_given_up(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    Delivery.objects.update(status="failed", failures=10)
    stop_subscriber(subscriber=subscriber, by=editor)
    start_subscriber(subscriber=subscriber, by=editor)

    assert deliver(subscriber).status == "done"


def test_a_message_can_be_replayed_under_its_own_id(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    first = deliver(subscriber)
    replay_delivery(delivery=first, by=editor)

    assert deliver(subscriber).status == "done"
    assert [call.headers["webhook-id"] for call in receiver.calls] == [first.message_id] * 2
    assert Receipt.objects.count() == 2
    assert LedgerEntry.objects.filter(verb="delivery.replayed", actor=editor).exists()


def test_a_message_that_is_being_sent_is_not_replayed(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    Delivery.objects.update(status="running")

    with pytest.raises(Conflict, match="being sent"):
        replay_delivery(delivery=Delivery.objects.get(), by=editor)


def test_a_message_can_be_set_aside_so_that_the_next_goes_out(
    decided: Review, editor: User, reviewer: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(400)]
    publish_verdict(review=decided, by=editor)
    publish_another(20, editor, reviewer)
    run_deliveries(subscriber_id=subscriber.pk)
    set_aside_delivery(delivery=Delivery.objects.get(sequence=1), by=editor)
    run_deliveries(subscriber_id=subscriber.pk)

    assert [content["data"]["sequence"] for content in receiver.seen.values()] == [2]


def test_a_test_message_says_that_it_is_one_and_stops_nobody(editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    send_test(subscriber=subscriber, by=editor)
    assert deliver(subscriber).status == "done"
    (content,) = receiver.seen.values()
    assert content["type"] == "delivery.test"

    receiver.accidents = [Answer(500)]
    send_test(subscriber=subscriber, by=editor)
    assert deliver(subscriber).status == "failed"
    subscriber.refresh_from_db()
    assert subscriber.enabled


def test_a_test_is_sent_while_the_subscriber_is_stopped(editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    stop_subscriber(subscriber=subscriber, by=editor)
    send_test(subscriber=subscriber, by=editor)

    assert deliver(subscriber).status == "done"


def test_a_large_entry_is_sent_without_its_payload(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    entry = publish_verdict(review=decided, by=editor)
    entry.payload["verdict"]["rationale"] = "x" * 20_000
    with connection.cursor() as cursor:
        for statement in guards.drop(connection.vendor, ["exports_publication"]):
            cursor.execute(statement)
        cursor.execute("UPDATE exports_publication SET payload = %s", [json.dumps(entry.payload)])
    deliver(subscriber)

    (content,) = receiver.seen.values()
    assert content["data"]["payload"] is None
    assert len(receiver.calls[0].body) < 20_000


def test_a_task_that_runs_twice_sends_once(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)

    assert (run_deliveries(subscriber_id=subscriber.pk), run_deliveries(subscriber_id=subscriber.pk)) == (1, 0)
    assert len(receiver.calls) == 1


def test_a_worker_that_died_before_sending_is_replaced_by_the_clock(
    decided: Review, editor: User, receiver: FakeReceiver, run_on_commit: Any
) -> None:
    add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    past = timezone.now() - dt.timedelta(minutes=5)
    Delivery.objects.update(status="running", attempts=1, lease_expires_at=past, token=fixed(9))
    with run_on_commit():
        send_due_deliveries()

    assert Delivery.objects.get().status == "done"


def test_a_worker_whose_lease_is_over_stores_nothing(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    go_out = messages.go_out

    def taken_over(request: Any) -> Any:
        answer = go_out(request)
        Delivery.objects.update(token=fixed(8))
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "go_out", taken_over)
        run_deliveries(subscriber_id=subscriber.pk)
    assert len(receiver.calls) == 1
    assert (Receipt.objects.count(), Delivery.objects.get().status) == (0, "running")


def test_rotation_signs_with_both_secrets_for_a_day(decided: Review, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    rotated = rotate_secret(subscriber=subscriber, by=editor)
    publish_verdict(review=decided, by=editor)
    assert deliver(subscriber).status == "done", "the receiver still has the old secret"

    receiver.secret = rotated.secret
    replay_delivery(delivery=Delivery.objects.get(), by=editor)
    assert deliver(subscriber).status == "done"

    Subscriber.objects.update(previous_until=timezone.now() - dt.timedelta(seconds=1))
    replay_delivery(delivery=Delivery.objects.get(), by=editor)
    deliver(subscriber)
    assert len(receiver.calls[-1].headers["webhook-signature"].split()) == 1


def test_secrets_are_encrypted_in_the_database_and_in_no_ledger(editor: User, receiver: FakeReceiver) -> None:
    made = add_subscriber(connector="webhook", wanted=Wanted("hook", "https://cms.example/hook"), by=editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM exports_subscriber")
        (stored,) = cursor.fetchone()

    assert made.secret.startswith("whsec_")
    assert made.secret not in stored
    assert opened(made.subscriber) == {"password": made.secret}
    assert made.secret not in str(list(LedgerEntry.objects.values_list("details", flat=True)))


def test_a_key_of_the_house_that_was_changed_is_said_in_the_log(
    decided: Review, editor: User, receiver: FakeReceiver, settings: Any
) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    settings.SECRET_KEY = "another key"
    deliver(subscriber)

    assert "SECRET_KEY was changed" in Attempt.objects.get().sentence


def test_removing_a_subscriber_forgets_its_secrets_and_keeps_the_log(
    decided: Review, editor: User, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    remove_subscriber(subscriber=subscriber, by=editor)
    subscriber.refresh_from_db()

    assert (subscriber.sealed, Delivery.objects.get().status) == ("", "stale")
    assert run_deliveries(subscriber_id=subscriber.pk) == 0
    with pytest.raises(Conflict):
        send_test(subscriber=subscriber, by=editor)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted("", "https://cms.example/"), "name"),
        (Wanted("a", "ftp://cms.example/"), "url"),
        (Wanted("a", "https://cms.example/", kinds=()), "kinds"),
        (Wanted("a", "https://cms.example/", kinds=("invented",)), "kinds"),
        (Wanted("a", "https://cms.example/", values={"password": "x"}), "username"),
        (Wanted("a", "https://cms.example/", values={"username": "x"}), "password"),
        (Wanted("a", "https://cms.example/", values={"username": "x", "password": "y", "status": "z"}), "status"),
        (Wanted("a", "https://cms.example/", values={"username": "x\n", "password": "y\r\nX: 1"}), "password"),
    ],
)
def test_what_can_not_be_a_subscriber_is_refused_at_its_field(editor: User, wanted: Wanted, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_subscriber(connector="wordpress", wanted=wanted, by=editor)

    assert field in refused.value.fields


def test_a_name_is_taken_once(editor: User) -> None:
    add_subscriber(connector="webhook", wanted=Wanted("hook", "https://cms.example/"), by=editor)
    with pytest.raises(Conflict):
        add_subscriber(connector="webhook", wanted=Wanted("hook", "https://other.example/"), by=editor)


def test_a_secret_that_is_left_empty_stays(editor: User) -> None:
    values = {"username": "desk", "password": "one", "status": ""}
    made = add_subscriber(connector="wordpress", wanted=Wanted("wp", "https://cms.example/", values=values), by=editor)
    changed = Wanted("wp two", "https://cms.example/", values={**values, "password": "", "status": "draft"})
    subscriber = change_subscriber(subscriber=made.subscriber, wanted=changed, by=editor)

    assert opened(subscriber) == {"password": "one"}
    assert (subscriber.name, subscriber.options["status"]) == ("wp two", "draft")


def test_only_editors_manage_subscribers(reviewer: User, editor: User, cms: User) -> None:
    wanted = Wanted("hook", "https://cms.example/")
    for person in (reviewer, cms, None):
        with pytest.raises(NotAllowed):
            add_subscriber(connector="webhook", wanted=wanted, by=person)


@pytest.mark.parametrize("model", [Attempt, Receipt])
def test_the_log_only_grows(decided: Review, editor: User, receiver: FakeReceiver, model: Any) -> None:
    subscriber = add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    row = model.objects.get()

    for change in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.all().update(status=1)):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET status = 1")


def test_the_connection_goes_to_the_address_that_was_judged_though_the_name_server_changes_its_mind(
    decided: Review, editor: User, reviewer: User, receiver: FakeReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: each attempt asks once, judges the answer and connects to it; the next answer is judged anew."""
    port = urlsplit(receiver.url).port
    answers = ["127.0.0.1", "10.0.0.7", "127.0.0.1"]
    asked = []
    real = socket.getaddrinfo

    def look_up(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host != "hook.example" or kwargs.get("flags"):
            return real(host, *args, **kwargs)
        asked.append(answers.pop(0))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (asked[-1], port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    allow(receiver)
    made = add_subscriber(connector="webhook", wanted=Wanted("h", f"http://hook.example:{port}/"), by=editor)
    receiver.secret = made.secret
    publish_verdict(review=decided, by=editor)
    publish_another(20, editor, reviewer)
    run_deliveries(subscriber_id=made.subscriber.pk)
    assert (asked, len(receiver.seen)) == (["127.0.0.1", "10.0.0.7"], 1)
    assert "its address 10.0.0.7 is not a public address" in Attempt.objects.order_by("-pk")[0].sentence

    later()
    run_deliveries(subscriber_id=made.subscriber.pk)
    assert (len(asked), len(receiver.seen)) == (3, 2)
