import pytest
from django.contrib.auth.models import User
from rest_framework.response import Response
from rest_framework.test import APIClient

from claims.api.idempotency import hash_request
from claims.models import Article, ArticleIntake, Submission
from tests.factories import BODY

ARTICLES = "/api/v1/articles/"
PAGE = {"html": "<p>The pier closes.</p>"}

pytestmark = pytest.mark.usefixtures("fake_components")


def send(client: APIClient, data: dict[str, str], key: str = "retry-1") -> Response:
    return client.post(ARTICLES, data, HTTP_IDEMPOTENCY_KEY=key)


def test_a_retry_is_answered_with_the_first_article_and_marked(cms_client: APIClient) -> None:
    first, again = send(cms_client, {"body": BODY}), send(cms_client, {"body": BODY})

    assert (first.status_code, again.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]
    assert again["Location"] == first["Location"]
    assert Article.objects.count() == 1


def test_a_retry_of_a_page_is_answered_with_the_first_intake_and_marked(cms_client: APIClient) -> None:
    first, again = send(cms_client, PAGE), send(cms_client, PAGE)

    assert (first.status_code, again.status_code) == (202, 202)
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]
    assert ArticleIntake.objects.count() == 1


@pytest.mark.parametrize("other", [{"body": f"{BODY} More."}, {"body": BODY, "headline": "x"}, PAGE])
def test_a_key_used_for_something_else_is_a_conflict(cms_client: APIClient, other: dict[str, str]) -> None:
    send(cms_client, {"body": BODY})

    answer = send(cms_client, other)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["code"] == "conflict"
    assert (Article.objects.count(), ArticleIntake.objects.count()) == (1, 0)


def test_a_key_of_a_page_used_for_another_page_is_a_conflict(cms_client: APIClient) -> None:
    send(cms_client, PAGE)

    assert send(cms_client, {"html": "<p>Another.</p>"}).status_code == 409


def test_a_key_belongs_to_the_client_who_used_it(cms_client: APIClient, editor: User) -> None:
    other = APIClient()
    other.force_authenticate(editor)
    send(cms_client, {"body": BODY})

    assert send(other, {"body": f"{BODY} More."}).status_code == 201


def test_the_order_and_spacing_of_the_json_do_not_count(cms_client: APIClient) -> None:
    kind = "application/json"
    cms_client.post(ARTICLES, '{"body": "Words.", "headline": "H"}', content_type=kind, HTTP_IDEMPOTENCY_KEY="k")

    answer = cms_client.post(ARTICLES, '{"headline":"H","body":"Words."}', content_type=kind, HTTP_IDEMPOTENCY_KEY="k")

    assert answer["Idempotent-Replayed"] == "true"


def test_a_refused_request_does_not_use_up_its_key(cms_client: APIClient) -> None:
    assert send(cms_client, {"body": " "}).status_code == 400

    assert send(cms_client, {"body": BODY}).status_code == 201


def test_without_a_key_nothing_is_remembered(cms_client: APIClient) -> None:
    send(cms_client, {"body": BODY}, key="")

    assert not Submission.objects.exists()


@pytest.mark.parametrize("key", ["x" * 201, "schlüssel", "a\x01b"])
def test_a_key_that_is_none_is_refused(cms_client: APIClient, key: str) -> None:
    answer = send(cms_client, {"body": BODY}, key=key)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert not Article.objects.exists()


def test_different_values_have_different_hashes() -> None:
    assert hash_request({"body": "a", "headline": "b"}) == hash_request({"headline": "b", "body": "a"})
    assert hash_request({"body": "a"}) != hash_request({"html": "a"})
