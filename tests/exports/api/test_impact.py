"""What a change touches, over the API."""

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from exports.models import Publication
from exports.services.clients import create_client
from tests.snapshots import check_snapshot


@pytest.fixture
def client(db: None) -> APIClient:
    client = APIClient()
    token = create_client(name="gazette", scopes=["reviews:read", "library:read", "speakers:read", "claims:read"])
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_the_impact_of_a_claim_is_the_documented_one(client: APIClient, published: Publication) -> None:
    claim = published.review.claim
    answer = client.get(f"/api/v1/claims/{claim.public_id}/impact/").json()

    answer["claims"][0]["publication"] = "the entry"
    check_snapshot("impact", answer)


def test_a_document_touches_what_cites_it(client: APIClient, published: Publication) -> None:
    document = published.verdict.cited.get().passage.document
    answer = client.get(f"/api/v1/documents/{document.public_id}/impact/")

    assert answer.status_code == 200
    (touched,) = answer.json()["claims"]
    assert touched["publication"] == str(published.public_id)
    assert answer.json()["articles"] == [str(published.article_public_id)]


def test_a_speaker_who_is_nobody_else_touches_nothing(client: APIClient, published: Publication) -> None:
    speaker = published.review.claim.speaker

    assert client.get(f"/api/v1/speakers/{speaker.public_id}/impact/").json()["claims"] == []


def test_members_can_be_chosen(client: APIClient, published: Publication) -> None:
    address = f"/api/v1/claims/{published.review.claim.public_id}/impact/"

    assert client.get(f"{address}?fields=cause").json() == {"cause": "claim"}
    assert client.get(f"{address}?depth=2").status_code == 400


def test_without_the_right_to_read_reviews_nothing_is_told(
    cms_client: APIClient, stranger: User, published: Publication
) -> None:
    address = f"/api/v1/claims/{published.review.claim.public_id}/impact/"

    assert cms_client.get(address).status_code == 403
    assert APIClient().get(address).status_code == 401


def test_what_is_not_there_is_not_found(client: APIClient) -> None:
    for kind in ("claims", "documents", "speakers"):
        assert client.get(f"/api/v1/{kind}/00000000-0000-4000-8000-00000000ffff/impact/").status_code == 404
