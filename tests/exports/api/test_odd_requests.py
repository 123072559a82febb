"""Requests that no client sends on purpose: bytes that are no text, characters no database takes, odd headers."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from exports.models import Publication
from tests.exports.api.test_bad_input import ARTICLES, CHECKS, DOCUMENTS, FEED, client_with, problem

pytestmark = pytest.mark.usefixtures("fake_components")
ODD = [
    b"\xff\xfe\x00{", b'{"text": "\xff"}', b'{"text": "a\\u0000b"}', b'{"text": "\\ud800"}',
    b'{"text": 1e999}', b'{"text": Infinity}', b'{"text": ' + b"9" * 5_000 + b"}", b'{"text": {"a": ' + b"[" * 500,
]  # fmt: skip


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(library=True)


@pytest.mark.parametrize("body", ODD, ids=[repr(body[:20]) for body in ODD])
def test_a_body_that_is_no_text_or_no_number_is_refused(client: APIClient, body: bytes) -> None:
    for address, member in ((ARTICLES, b"body"), (DOCUMENTS, b"text"), (CHECKS, b"html")):
        answer = client.generic("POST", address, body.replace(b"text", member), content_type="application/json")
        problem(answer, 400, answer.json()["code"])


@pytest.mark.parametrize("query", ["article=%ff", "article=%00", "after=1%00", "after=٣x", "page_size=1e3"])
def test_a_query_that_is_no_text_is_refused(client: APIClient, query: str) -> None:
    problem(client.get(f"{FEED}?{query}"), 400, "invalid_parameter")


@pytest.mark.parametrize("token", ["Token", "Token a b", "Token é", "Bearer x", "Basic !!!", "Token " + "x" * 5_000])
def test_a_token_that_is_none_is_refused(token: str, db: None) -> None:
    asked = APIClient()

    problem(asked.get(FEED, HTTP_AUTHORIZATION=token), 401, "not_authenticated")
    problem(asked.get(f"{FEED}as/atom/", HTTP_AUTHORIZATION=token), 401, "not_authenticated")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_can_not_be_done_to_the_feed_is_said(client: APIClient, published: Publication, method: str) -> None:
    for address in (FEED, f"{FEED}{published.public_id}/", f"{FEED}as/csv/"):
        answer: Any = getattr(client, method)(address, {})
        problem(answer, answer.status_code, answer.json()["code"])
        assert answer.status_code in {403, 405}


@pytest.mark.parametrize("tag", ["nothing", '"', "W/", '"a", "b', "*" * 9_000])
def test_a_tag_that_is_none_changes_nothing(client: APIClient, published: Publication, tag: str) -> None:
    for address in (FEED, f"{FEED}{published.public_id}/", f"{FEED}as/ndjson/", f"{FEED}as/rss/"):
        assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200
