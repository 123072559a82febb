"""Publishing, retracting and the feed, as people see them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from exports.models import Publication
from exports.services.publishing import publish_verdict
from reviews.models import Review
from sources.models import Evidence
from tests.exports.cases import decide, make_cited
from tests.factories import make_claim, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_an_empty_feed_teaches_how_it_fills(page: Client) -> None:
    assert b"Nothing is published yet" in page.get(reverse("exports:feed")).content


def test_a_verdict_is_looked_at_and_published(page: Client, decided: Review) -> None:
    address = reverse("exports:publish", args=[decided.public_id])
    shown = page.get(address)
    answer = page.post(address, {"note": ""})
    assert decided.claim.statement.encode() in shown.content
    assert answer.url == reverse("exports:feed")
    assert Publication.objects.get().kind == "published"
    assert decided.claim.statement.encode() in page.get(answer.url).content


def test_the_person_who_decided_reads_why_he_can_not_publish(client: Client, reviewer: User, decided: Review) -> None:
    client.force_login(reviewer)
    address = reverse("exports:publish", args=[decided.public_id])
    shown, refused = client.get(address), client.post(address, {"note": "x"})
    assert b"Only editors can publish verdicts." in shown.content
    assert refused.status_code == 403
    assert not Publication.objects.exists()


def test_a_contract_that_is_no_longer_met_is_shown_and_refused(page: Client, decided: Review) -> None:
    Evidence.objects.filter(claim=decided.claim).update(decision="rejected")
    address = reverse("exports:publish", args=[decided.public_id])
    assert b"The contract is not met." in page.get(address).content
    refused = page.post(address, {"note": "My note."})
    assert refused.status_code == 409
    assert b"My note." in refused.content


def test_a_publication_is_retracted_with_a_reason(page: Client, published: Publication) -> None:
    address = reverse("exports:retract", args=[published.public_id])
    refused = page.post(address, {"note": " "})
    assert refused.status_code == 400
    answer = page.post(address, {"note": "The record was forged."})
    assert answer.status_code == 302
    assert b"The record was forged." in page.get(reverse("exports:feed")).content
    assert page.post(address, {"note": "Again."}).status_code == 403


def test_a_reviewer_sees_the_feed_without_retracting(client: Client, reviewer: User, published: Publication) -> None:
    client.force_login(reviewer)
    feed = client.get(reverse("exports:feed")).content
    shown = client.get(reverse("exports:retract", args=[published.public_id]))
    assert b"Retract" not in feed
    assert b"Only editors can retract a published verdict." in shown.content


def test_a_feed_of_one_and_of_five_asks_as_many_questions(
    page: Client, editor: User, reviewer: User, published: Publication, django_assert_max_num_queries: Callable
) -> None:
    seen = []
    for count in (0, 4):
        for _ in range(count):
            claim = make_claim()
            make_cited(claim, editor)
            review = decide(claim, reviewer, review=make_review(claim=claim))
            publish_verdict(review=review, by=editor)
        with django_assert_max_num_queries(15) as asked:
            page.get(reverse("exports:feed"))
        seen.append(len(asked))
    assert seen[0] == seen[1]
