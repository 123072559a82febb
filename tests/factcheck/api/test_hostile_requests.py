"""Whatever is sent, the API answers in its own words and never breaks."""

import json
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.response import Response
from rest_framework.test import APIClient

from tests.factories import make_article

FIELDS = ("body", "html", "url", "headline", "byline", "outlet", "language", "published_at", "external_id", "page_url")
LISTS = ("articles", "claims", "evidence", "publications")
PARAMETERS = ("article", "claim", "kind", "after", "decision", "external_id", "cursor", "page_size", "format", "x")

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=5,
)
texts = st.text(max_size=60) | st.sampled_from(["0", "-1", "9" * 30, "true", "2026-03-06", "cD0x", "\x00", "%"])
often = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

pytestmark = pytest.mark.usefixtures("fake_components")


@pytest.fixture
def client(cms: User) -> APIClient:
    make_article()
    client = APIClient()
    client.force_authenticate(cms)
    return client


def check(answer: Response) -> None:
    if answer.status_code < 400:
        return
    assert answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["detail"]


@often
@given(data=st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), values, max_size=6))
def test_any_json_is_taken_or_refused(client: APIClient, data: dict[str, object]) -> None:
    check(client.post("/api/v1/articles/", json.dumps(data), content_type="application/json"))


@often
@given(data=st.fixed_dictionaries({"body": st.text()}, optional={name: st.text() for name in FIELDS[3:]}))
def test_any_text_is_taken_or_refused(client: APIClient, data: dict[str, str]) -> None:
    check(client.post("/api/v1/articles/", data))


@often
@given(sent=st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(client: APIClient, sent: bytes) -> None:
    check(client.post("/api/v1/articles/", sent, content_type="application/json"))


@often
@given(where=st.sampled_from(LISTS), query=st.dictionaries(st.sampled_from(PARAMETERS), texts, max_size=3))
def test_any_query_is_answered_or_refused(client: APIClient, where: str, query: dict[str, str]) -> None:
    address = "&".join(f"{name}={quote(text, errors='surrogatepass')}" for name, text in query.items())
    check(client.get(f"/api/v1/{where}/?{address}"))


@often
@given(place=st.text(max_size=40), where=st.sampled_from((*LISTS, "intakes", "")))
def test_any_address_is_answered_or_refused(client: APIClient, where: str, place: str) -> None:
    check(client.get(f"/api/v1/{where}/{quote(place, errors='surrogatepass')}"))
