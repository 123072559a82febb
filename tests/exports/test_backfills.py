"""What was published before somebody subscribed: sent once, in order, and not all at a time."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import LedgerEntry
from exports.models import Backfill, Delivery, Publication, Subscriber
from exports.services.backfills import Stretch, lacking, request_backfill, stop_backfill
from exports.services.delivering import run_deliveries, send_due_deliveries
from exports.services.publishing import publish_verdict, retract_publication
from exports.services.subscribers import Wanted, add_subscriber
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from reviews.models import Review
from tests.exports.cases import decide, fixed, make_cited, make_known_claim
from tests.exports.cms.base import Answer
from tests.exports.cms.crashes import correct
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add, add_wordpress, later
from tests.exports.cms.wordpress import FakeWordPress
from tests.factories import make_article, make_speaker


def publish_many(count: int, editor: User, reviewer: User) -> list[Publication]:
    return [_publish(number, editor, reviewer) for number in range(count)]


def _publish(number: int, editor: User, reviewer: User) -> Publication:
    article = make_article(public_id=fixed(100 + number), body=f"The board will close pier {number}, its chair said.")
    claim = make_known_claim(public_id=fixed(200 + number), article=article, content=[[0, 25]], speaker=make_speaker())
    make_cited(claim, editor)
    return publish_verdict(review=decide(claim, reviewer, public_id=fixed(300 + number)), by=editor)


def sent(receiver: FakeReceiver) -> list[int]:
    return [content["data"]["sequence"] for content in receiver.seen.values()]


def backfill(subscriber: Subscriber, by: User, **stretch: Any) -> Backfill:
    return request_backfill(subscriber=subscriber, stretch=Stretch(**stretch), by=by)


def test_what_was_published_before_is_sent_in_the_order_of_the_feed_and_before_what_comes(
    editor: User, reviewer: User, receiver: FakeReceiver
) -> None:
    publish_many(3, editor, reviewer)
    subscriber = add("webhook", receiver, editor)
    asked = backfill(subscriber, editor)
    _publish(3, editor, reviewer)
    run_deliveries(subscriber_id=subscriber.pk)

    assert (asked.first_sequence, asked.last_sequence, asked.count) == (1, 3, 3)
    assert sent(receiver) == [1, 2, 3, 4]
    assert LedgerEntry.objects.get(verb="subscriber.backfilled").details["count"] == 3


def test_nothing_is_sent_twice(editor: User, reviewer: User, receiver: FakeReceiver) -> None:
    publish_many(2, editor, reviewer)
    subscriber = add("webhook", receiver, editor)
    backfill(subscriber, editor, after=1)
    run_deliveries(subscriber_id=subscriber.pk)
    backfill(subscriber, editor)
    run_deliveries(subscriber_id=subscriber.pk)

    assert sorted(sent(receiver)) == [1, 2]
    assert len(receiver.calls) == 2
    with pytest.raises(InvalidInput, match="Nothing that it lacks"):
        backfill(subscriber, editor)


def test_it_begins_where_it_is_asked_to(editor: User, reviewer: User, receiver: FakeReceiver) -> None:
    entries = publish_many(3, editor, reviewer)
    subscriber = add("webhook", receiver, editor)

    assert list(lacking(subscriber, Stretch(after=1))) == entries[1:]
    assert list(lacking(subscriber, Stretch(since=entries[1].at))) == entries[1:]
    assert list(lacking(subscriber, Stretch(since=timezone.now() + dt.timedelta(hours=1)))) == []


def test_only_what_stands_leaves_out_what_was_corrected_and_taken_back(
    published: Publication, editor: User, reviewer: User, receiver: FakeReceiver
) -> None:
    corrected = correct(published, editor, reviewer)
    other = _publish(1, editor, reviewer)
    retract_publication(publication=other, by=editor, note="Wrong person.")
    subscriber = add("webhook", receiver, editor)

    assert lacking(subscriber, Stretch()).count() == 4
    assert list(lacking(subscriber, Stretch(standing=True))) == [corrected]


def test_only_kinds_that_it_wants_are_sent(published: Publication, editor: User, receiver: FakeReceiver) -> None:
    retraction = retract_publication(publication=published, by=editor, note="Wrong person.")
    wanted = Wanted("retractions", "https://cms.example/", kinds=("retracted",))
    subscriber = add_subscriber(connector="webhook", wanted=wanted, by=editor).subscriber

    assert list(lacking(subscriber, Stretch())) == [retraction]


def test_an_old_entry_never_undoes_a_later_one_on_the_same_claim(
    decided: Review, editor: User, reviewer: User, wordpress: FakeWordPress
) -> None:
    """The CMS was added between a verdict and its correction: what it has is newer than what it lacks."""
    published = publish_verdict(review=decided, by=editor)
    subscriber = add_wordpress(wordpress, editor)
    correct(published, editor, reviewer)
    run_deliveries(subscriber_id=subscriber.pk)

    assert list(lacking(subscriber, Stretch())) == []
    (post,) = wordpress.shown
    assert "The count was of another pier." in post["content"]


def test_so_many_go_out_in_a_stretch_of_time_and_the_clock_goes_on(
    editor: User, reviewer: User, receiver: FakeReceiver, settings: Any, run_on_commit: Any
) -> None:
    settings.BACKFILL_PER_MINUTE = 12  # two in ten seconds
    publish_many(5, editor, reviewer)
    subscriber = add("webhook", receiver, editor)
    backfill(subscriber, editor)
    for _ in range(3):
        run_deliveries(subscriber_id=subscriber.pk)
    assert sent(receiver) == [1, 2]

    for expected in ([1, 2, 3, 4], [1, 2, 3, 4, 5]):
        Subscriber.objects.update(paced_from=timezone.now() - dt.timedelta(seconds=11))
        with run_on_commit():
            send_due_deliveries()
        assert sent(receiver) == expected


def test_what_is_published_now_is_not_slowed_down(
    decided: Review, editor: User, receiver: FakeReceiver, settings: Any
) -> None:
    settings.BACKFILL_PER_MINUTE = 1
    subscriber = add("webhook", receiver, editor)
    Subscriber.objects.update(paced_from=timezone.now(), paced_count=1)
    publish_verdict(review=decided, by=editor)
    run_deliveries(subscriber_id=subscriber.pk)

    assert sent(receiver) == [1]


def test_the_rest_can_be_let_go_and_asked_for_again(
    editor: User, reviewer: User, receiver: FakeReceiver, settings: Any
) -> None:
    settings.BACKFILL_PER_MINUTE = 6  # one in ten seconds
    publish_many(3, editor, reviewer)
    subscriber = add("webhook", receiver, editor)
    asked = backfill(subscriber, editor)
    run_deliveries(subscriber_id=subscriber.pk)
    stop_backfill(backfill=asked, by=editor)

    assert [delivery.sequence for delivery in Delivery.objects.all()] == [1]
    assert asked.stopped_at
    with pytest.raises(Conflict, match="sent already"):
        stop_backfill(backfill=asked, by=editor)
    assert backfill(subscriber, editor).count == 2


def test_a_message_that_was_tried_is_not_let_go(editor: User, reviewer: User, receiver: FakeReceiver) -> None:
    publish_many(2, editor, reviewer)
    subscriber = add("webhook", receiver, editor)
    asked = backfill(subscriber, editor)
    receiver.accidents = [Answer(500)]
    run_deliveries(subscriber_id=subscriber.pk)
    stop_backfill(backfill=asked, by=editor)
    later()
    run_deliveries(subscriber_id=subscriber.pk)

    assert sent(receiver) == [1]


def test_only_editors_ask(published: Publication, editor: User, reviewer: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    with pytest.raises(NotAllowed):
        backfill(subscriber, reviewer)


# --- Pages ---


def test_it_is_asked_for_watched_and_stopped_in_the_browser(
    published: Publication, client: Client, editor: User, receiver: FakeReceiver
) -> None:
    client.force_login(editor)
    subscriber = add("webhook", receiver, editor)
    address = reverse("exports:backfill", args=[subscriber.public_id])
    assert "It was never sent 1 entry, 1 of them verdicts that stand" in client.get(address).content.decode()

    answer = client.post(address, {"after": "0"}, follow=True)
    assert "1 entry is on the way" in answer.content.decode()
    assert "0 of 1 confirmed" in answer.content.decode()
    run_deliveries(subscriber_id=subscriber.pk)
    assert "1 of 1 confirmed" in client.get(subscriber.get_absolute_url()).content.decode()
    stopped = client.post(reverse("exports:stop_backfill", args=[Backfill.objects.get().public_id]))
    assert stopped.status_code == 409


def test_what_was_typed_is_kept_when_nothing_is_lacking(client: Client, editor: User, receiver: FakeReceiver) -> None:
    client.force_login(editor)
    subscriber = add("webhook", receiver, editor)
    address = reverse("exports:backfill", args=[subscriber.public_id])
    answer = client.post(address, {"after": "7", "standing": "on"})

    assert answer.status_code == 400
    assert 'value="7"' in answer.content.decode()
    assert "Nothing that it lacks" in answer.content.decode()
    assert client.post(address, {"after": "-1"}).status_code == 400


def test_the_page_is_closed_to_others(client: Client, editor: User, reviewer: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    client.force_login(reviewer)

    assert client.get(reverse("exports:backfill", args=[subscriber.public_id])).status_code == 403
