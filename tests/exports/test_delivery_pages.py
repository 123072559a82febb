"""The pages of subscribers, deliveries, impact and corrections."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exports.models import Delivery, Publication, Recall, Subscriber
from exports.services.publishing import publish_verdict
from exports.services.secrets import opened
from exports.services.subscribers import Wanted, add_subscriber
from reviews.models import Review
from tests.exports.cms.base import Answer
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import add, deliver

FORM = {"name": "Site", "url": "https://cms.example/hook", "kinds": ["published", "corrected", "retracted"]}


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def made(editor: User, connector: str = "webhook", **values: str) -> Subscriber:
    wanted = Wanted("Site", "https://cms.example/hook", values=values)
    return add_subscriber(connector=connector, wanted=wanted, by=editor).subscriber


def test_the_secret_of_a_webhook_is_shown_once(page: Client) -> None:
    answer = page.post(reverse("exports:add_subscriber", args=["webhook"]), FORM)
    subscriber = Subscriber.objects.get()
    secret = opened(subscriber)["password"]

    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert secret not in page.get(subscriber.get_absolute_url()).content.decode()


def test_what_was_typed_is_kept_when_it_is_refused_but_never_a_secret(page: Client) -> None:
    typed = {**FORM, "url": "not an address", "username": "desk", "password": "abcd efgh"}
    answer = page.post(reverse("exports:add_subscriber", args=["wordpress"]), typed)
    text = answer.content.decode()

    assert answer.status_code == 400
    assert "must start with https://" in text
    assert 'value="desk"' in text
    assert "abcd efgh" not in text


def test_the_form_of_a_change_does_not_give_the_secret_away(page: Client, editor: User) -> None:
    subscriber = made(editor, "wordpress", username="desk", password="abcd efgh", status="draft")
    text = page.get(reverse("exports:change_subscriber", args=[subscriber.public_id])).content.decode()

    assert 'value="desk"' in text
    assert "abcd efgh" not in text
    assert "Leave it empty to keep" in text


def test_another_secret_is_shown_once_and_the_old_one_goes_on(page: Client, editor: User) -> None:
    subscriber = made(editor)
    before = opened(subscriber)["password"]
    answer = page.post(reverse("exports:rotate_secret", args=[subscriber.public_id]))
    subscriber.refresh_from_db()

    assert opened(subscriber)["previous"] == before
    assert opened(subscriber)["password"] in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_a_test_is_sent_and_its_outcome_shown(page: Client, editor: User, receiver: FakeReceiver) -> None:
    subscriber = add("webhook", receiver, editor)
    answer = page.post(reverse("exports:test_subscriber", args=[subscriber.public_id]))
    deliver(subscriber)
    text = page.get(answer.headers["Location"]).content.decode()

    assert "Test of the connection" in text
    assert "confirmed" in text
    assert "204" in text


def test_a_failed_message_says_why_and_can_be_sent_again(
    page: Client, editor: User, decided: Review, receiver: FakeReceiver
) -> None:
    subscriber = add("webhook", receiver, editor)
    receiver.accidents = [Answer(500, {"error": "<script>alert(1)</script>"})]
    publish_verdict(review=decided, by=editor)
    deliver(subscriber)
    delivery = Delivery.objects.get()
    text = page.get(delivery.get_absolute_url()).content.decode()
    assert "It answered 500" in text
    assert "<script>alert(1)" not in text
    assert "verdict.published" in text

    page.post(reverse("exports:replay", args=[delivery.public_id]))
    deliver(subscriber)
    assert "confirmed" in page.get(delivery.get_absolute_url()).content.decode()


def test_a_message_is_set_aside_from_its_page(
    page: Client, editor: User, decided: Review, receiver: FakeReceiver
) -> None:
    add("webhook", receiver, editor)
    publish_verdict(review=decided, by=editor)
    delivery = Delivery.objects.get()
    page.post(reverse("exports:set_aside", args=[delivery.public_id]))

    delivery.refresh_from_db()
    assert (delivery.status, "Set aside by" in delivery.error) == ("stale", True)


@pytest.mark.parametrize("view", ["", "waiting", "failed", "corrections", "tests", "invented"])
def test_the_log_has_its_views(page: Client, editor: User, decided: Review, view: str) -> None:
    subscriber = made(editor)
    publish_verdict(review=decided, by=editor)
    text = page.get(reverse("exports:deliveries"), {"view": view, "subscriber": str(subscriber.public_id)})

    shown = decided.claim.statement in text.content.decode()
    assert shown == (view in {"", "waiting", "invented"})


def test_a_subscriber_is_stopped_started_and_removed(page: Client, editor: User) -> None:
    subscriber = made(editor)
    names = {
        name: reverse(f"exports:{name}_subscriber", args=[subscriber.public_id]) for name in ("stop", "start", "remove")
    }
    page.post(names["stop"], {"reason": "They move house."})
    assert "They move house." in page.get(subscriber.get_absolute_url()).content.decode()
    page.post(names["start"])
    assert Subscriber.objects.get().enabled
    assert page.get(names["remove"]).status_code == 200
    page.post(names["remove"])
    assert page.get(subscriber.get_absolute_url()).status_code == 404


def test_a_long_list_costs_no_more_queries(
    page: Client, editor: User, decided: Review, django_assert_max_num_queries: Any
) -> None:
    publish_verdict(review=decided, by=editor)
    for number in range(6):
        made_one = add_subscriber(
            connector="webhook", wanted=Wanted(f"s{number}", "https://cms.example/"), by=editor
        ).subscriber
        Delivery.objects.create(
            subscriber=made_one, publication=Publication.objects.get(), kind="published", sequence=1,
            component="webhook/1", next_attempt_at=timezone.now(),
        )  # fmt: skip
    for name in ("subscribers", "deliveries", "corrections"):
        with django_assert_max_num_queries(12):
            page.get(reverse(f"exports:{name}"))


@pytest.mark.parametrize("who", ["reviewer", "stranger", "cms"])
@pytest.mark.parametrize("name", ["subscribers", "deliveries"])
def test_only_editors_see_who_is_told(client: Client, request: Any, db: None, who: str, name: str) -> None:
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(f"exports:{name}")).status_code == 403


def test_the_impact_page_opens_the_reviews(page: Client, published: Publication) -> None:
    claim = published.review.claim
    url = reverse("exports:claim_impact", args=[claim.public_id])
    text = page.get(url).content.decode()
    assert "1 published verdict" in text

    due_at = timezone.localtime(timezone.now() + dt.timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    answer = page.post(url, {"reason": "A reader wrote to us.", "due_at": due_at})
    recall = Recall.objects.get()
    assert answer.headers["Location"] == recall.get_absolute_url()
    text = page.get(recall.get_absolute_url()).content.decode()
    assert "0 of 1 put right" in text
    assert claim.statement in text


def test_the_impact_page_keeps_what_was_typed(page: Client, published: Publication) -> None:
    url = reverse("exports:claim_impact", args=[published.review.claim.public_id])
    answer = page.post(url, {"reason": "A reader wrote to us.", "due_at": "2001-01-01T00:00"})

    assert answer.status_code == 400
    assert "still to come" in answer.content.decode()
    assert "A reader wrote to us." in answer.content.decode()


def test_a_reviewer_sees_why_he_can_not_open_them(client: Client, reviewer: User, published: Publication) -> None:
    client.force_login(reviewer)
    text = client.get(reverse("exports:claim_impact", args=[published.review.claim.public_id])).content.decode()

    assert "Only editors can have published claims judged again." in text


@pytest.mark.parametrize("kind", ["document", "speaker"])
def test_a_document_and_a_speaker_have_their_page(page: Client, published: Publication, kind: str) -> None:
    document = published.verdict.citations.get().evidence.passage.document
    subject = document if kind == "document" else published.review.claim.speaker
    answer = page.get(reverse(f"exports:{kind}_impact", args=[subject.public_id]))

    assert answer.status_code == 200
    assert (published.review.claim.statement in answer.content.decode()) == (kind == "document")


def test_the_feed_leads_to_what_an_entry_touches(page: Client, published: Publication) -> None:
    text = page.get(reverse("exports:feed")).content.decode()

    assert reverse("exports:claim_impact", args=[published.review.claim.public_id]) in text
    assert reverse("exports:subscribers") in text
