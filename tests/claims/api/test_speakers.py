import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Speaker
from tests.factories import make_article, make_claim, make_speaker

SPEAKERS = "/api/v1/speakers/"


@pytest.fixture
def client(reviewer: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(reviewer)
    return client


def names(client: APIClient, query: str = "") -> list[str]:
    return [row["name"] for row in client.get(f"{SPEAKERS}?{query}").json()["results"]]


def test_a_speaker_is_shown_with_its_other_names_and_counts(client: APIClient) -> None:
    known = make_speaker(name="Mara Lindt")
    make_speaker(name="M. Lindt", same_as=known)
    make_claim(speaker=known)
    make_claim(speaker=known)

    assert client.get(f"{SPEAKERS}{known.public_id}/").json() == {
        "id": str(known.public_id), "name": "Mara Lindt", "kind": "person", "other_names": ["M. Lindt"],
        "claims": 2, "articles": 2,
    }  # fmt: skip


def test_the_list_has_speakers_that_are_known_and_no_other_names(client: APIClient) -> None:
    known = make_speaker(name="Mara Lindt")
    make_speaker(name="M. Lindt", same_as=known)
    make_speaker(name="officials", kind="unnamed", article=make_article())
    make_speaker(name="Harbour Board", kind="organisation")

    assert names(client) == ["Mara Lindt", "Harbour Board"]
    assert names(client, "kind=organisation") == ["Harbour Board"]
    assert names(client, "words=LINDT") == ["Mara Lindt"]


def test_the_claims_of_a_speaker_are_those_under_all_its_names(client: APIClient) -> None:
    known = make_speaker(name="Mara Lindt")
    alias = make_speaker(name="M. Lindt", same_as=known)
    further = make_speaker(name="Lindt, M.", same_as=alias)
    wanted = [make_claim(speaker=speaker) for speaker in (known, alias, further)]
    make_claim()

    found = client.get(f"{SPEAKERS}{known.public_id}/claims/").json()["results"]

    assert [row["id"] for row in found] == [str(claim.public_id) for claim in wanted]


def test_ten_speakers_cost_as_many_queries_as_one(client: APIClient) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(SPEAKERS).status_code == 200
        return len(queries)

    make_speaker(same_as=make_speaker())
    count()  # the first one also reads the rights of who asks
    one = count()
    for _ in range(9):
        make_speaker(same_as=make_speaker())

    assert count() == one
    assert Speaker.objects.count() == 20


@pytest.mark.parametrize("query", ["kind=unnamed", "name=x", "words="])
def test_a_filter_that_is_none_is_refused(client: APIClient, query: str) -> None:
    assert client.get(f"{SPEAKERS}?{query}").json()["code"] == "invalid_parameter"


def test_the_cms_needs_a_right_of_its_own(cms_client: APIClient) -> None:
    assert cms_client.get(SPEAKERS).status_code == 403
