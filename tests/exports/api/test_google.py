"""Google's own client reads from ``/v1alpha1/``, with the discovery document that its package ships."""

import datetime as dt
from typing import Any

import httplib2
import pytest
from django.contrib.auth.models import User
from knox.models import AuthToken
from rest_framework.test import APIClient

from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from tests.exports.api.test_publications import publish_more
from tests.exports.cases import decide
from tests.factories import make_article, make_claim

SEARCH = "/v1alpha1/claims:search"
PAGES = "/v1alpha1/pages"


@pytest.fixture
def token(cms: User) -> str:
    return AuthToken.objects.create(user=cms)[1]


def search(client: APIClient, **query: object) -> Any:
    return client.get(SEARCH, query)


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [claim["text"] for claim in answer.json().get("claims", [])]


def publish_said(statement: str, editor: User, reviewer: User, **article: object) -> Publication:
    claim = make_claim(statement=statement, article=make_article(**article))
    return publish_verdict(review=decide(claim, reviewer, "unproven", public_id=claim.public_id), by=editor)


class InProcess(httplib2.Http):
    """What Google's client sends its requests through, led to this project instead of into a socket."""

    def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **_: Any) -> Any:
        address = uri.removeprefix("https://desk.example")
        sent = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()}
        answer = APIClient().generic(method, address, body or "", content_type="application/json", **sent)
        return httplib2.Response({"status": str(answer.status_code), **answer.headers}), answer.content


def google_client(key: str) -> Any:
    """Google's client with the discovery document of its package; it asks nobody else for anything."""
    from googleapiclient.discovery import build

    endpoint = {"api_endpoint": "https://desk.example/"}
    return build(
        "factchecktools", "v1alpha1", http=InProcess(), developerKey=key, static_discovery=True,
        client_options=endpoint,
    )  # fmt: skip


def test_googles_client_pages_through_the_claims_and_the_pages(token: str, editor: User, reviewer: User) -> None:
    for number in range(5):
        publish_said(f"The pier has {number} cracks.", editor, reviewer, url=f"https://gazette.example/{number}")
    api = google_client(token)

    claims, request = [], api.claims().search(query="pier cracks", pageSize=2, languageCode="en")
    while request is not None:
        answer = request.execute()
        claims += answer["claims"]
        request = api.claims().search_next(request, answer)
    pages, request = [], api.pages().list(pageSize=2)
    while request is not None:
        answer = request.execute()
        pages += answer["claimReviewMarkupPages"]
        request = api.pages().list_next(request, answer)

    assert [claim["text"] for claim in claims] == [f"The pier has {number} cracks." for number in range(4, -1, -1)]
    assert [page["pageUrl"] for page in pages] == [f"https://gazette.example/{number}" for number in range(4, -1, -1)]
    assert api.pages().get(name=pages[0]["name"]).execute() == pages[0]


def test_googles_client_reads_our_refusals(token: str, published: Publication) -> None:
    from googleapiclient.errors import HttpError

    api, without = google_client(token), google_client("wrong")

    with pytest.raises(HttpError, match="Method") as refused:
        api.pages().create(body={"pageUrl": "https://gazette.example/x"}).execute()
    assert refused.value.status_code == 405
    with pytest.raises(HttpError, match="opens nothing") as unknown:
        without.claims().search(query="harbour").execute()
    assert unknown.value.status_code == 401


def test_a_claim_has_the_members_of_the_discovery_document(cms_client: APIClient, published: Publication) -> None:
    (claim,) = search(cms_client, query="harbour").json()["claims"]

    assert claim == {
        "text": "The harbour board will close the east pier.",
        "claimant": "Mara Lindt",
        "claimDate": "2026-03-02T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "The Meridian Desk", "site": "127.0.0.1"},
                "url": "https://gazette.example/pier",
                "title": "East pier to close",
                "reviewDate": claim["claimReview"][0]["reviewDate"],
                "textualRating": "True",
                "languageCode": "en",
            }
        ],
    }


def test_a_page_has_the_members_of_the_discovery_document(cms_client: APIClient, published: Publication) -> None:
    (page,) = cms_client.get(PAGES).json()["claimReviewMarkupPages"]

    assert page == {
        "name": f"pages/{published.article_public_id}",
        "pageUrl": "https://gazette.example/pier",
        "publishDate": page["publishDate"],
        "versionId": "1",
        "claimReviewAuthor": {"name": "The Meridian Desk"},
        "claimReviewMarkups": [
            {
                "url": "https://gazette.example/pier",
                "claimReviewed": "The harbour board will close the east pier.",
                "claimDate": "2026-03-02",
                "claimFirstAppearance": "https://gazette.example/pier",
                "claimAuthor": {"name": "Mara Lindt", "jobTitle": "chair of the harbour board"},
                "rating": {
                    "textualRating": "True",
                    "ratingExplanation": "The port authority counted the same cracks.",
                    "ratingValue": 5,
                    "bestRating": 5,
                    "worstRating": 1,
                },
            }
        ],
    }


def test_the_parameters_of_the_search_narrow_it(
    cms_client: APIClient, editor: User, reviewer: User, time_machine: Any, settings: Any
) -> None:
    settings.ORGANISATION_URL = "https://www.meridian.example"
    time_machine.move_to(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    publish_said("Der Pier ist alt.", editor, reviewer, language="de")
    time_machine.move_to(dt.datetime(2026, 3, 9, tzinfo=dt.UTC))
    publish_said("The pier is old.", editor, reviewer, language="en-GB")

    assert names(search(cms_client, query="pier")) == ["The pier is old.", "Der Pier ist alt."]
    assert names(search(cms_client, query="PIER old")) == ["The pier is old."]
    assert names(search(cms_client, query="pier", languageCode="de")) == ["Der Pier ist alt."]
    assert names(search(cms_client, query="pier", languageCode="en")) == ["The pier is old."]
    assert names(search(cms_client, query="pier", languageCode="en-US")) == []
    assert names(search(cms_client, query="pier", maxAgeDays=2)) == ["The pier is old."]
    assert len(names(search(cms_client, query="pier", maxAgeDays=99999999999))) == 2
    assert len(names(search(cms_client, reviewPublisherSiteFilter="meridian.example"))) == 2
    assert names(search(cms_client, reviewPublisherSiteFilter="other.example")) == []
    assert names(search(cms_client, query="pier", offset=1)) == ["Der Pier ist alt."]
    assert search(cms_client, query="nothing of the kind").json() == {}


def test_what_was_retracted_is_not_found(cms_client: APIClient, published: Publication, editor: User) -> None:
    retract_publication(publication=published, by=editor, note="Wrong.")

    assert search(cms_client, query="harbour").json() == {}
    assert cms_client.get(PAGES).json() == {}
    assert cms_client.get(f"{PAGES}/{published.article_public_id}").status_code == 404


def test_pages_are_found_by_address_and_by_organization(
    cms_client: APIClient, editor: User, reviewer: User, settings: Any
) -> None:
    settings.ORGANISATION_URL = "https://meridian.example"
    publish_said("One.", editor, reviewer, url="https://gazette.example/one")
    publish_said("Two.", editor, reviewer, url="https://gazette.example/two")

    def urls(**query: str) -> list[str]:
        found = cms_client.get(PAGES, query).json().get("claimReviewMarkupPages", [])
        return [page["pageUrl"] for page in found]

    assert urls(url="https://gazette.example/one") == ["https://gazette.example/one"]
    assert urls(organization="meridian.example") == ["https://gazette.example/two", "https://gazette.example/one"]
    assert urls(organization="other.example") == []


def test_two_claims_of_an_article_are_on_one_page(cms_client: APIClient, editor: User, reviewer: User) -> None:
    article = make_article()
    for statement in ("One.", "Two."):
        claim = make_claim(statement=statement, article=article)
        publish_verdict(review=decide(claim, reviewer, "unproven", public_id=claim.public_id), by=editor)

    (page,) = cms_client.get(PAGES).json()["claimReviewMarkupPages"]

    assert [mark["claimReviewed"] for mark in page["claimReviewMarkups"]] == ["One.", "Two."]


@pytest.mark.parametrize(
    "query",
    [
        {}, {"languageCode": "en"}, {"query": "x", "pageSize": "-1"}, {"query": "x", "pageToken": "x"},
        {"query": "x", "pageToken": "eHgueA=="}, {"query": "x", "alt": "xml"}, {"query": "x", "fields": "claims"},
        {"query": ""}, {"query": "x", "maxAgeDays": "many"},
    ],
)  # fmt: skip
def test_a_search_that_is_none_is_refused_as_google_refuses(cms_client: APIClient, query: dict[str, str]) -> None:
    answer = search(cms_client, **query)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"]


def test_a_page_token_of_another_search_is_refused(cms_client: APIClient, editor: User, reviewer: User) -> None:
    publish_more(3, editor, reviewer)
    token = search(cms_client, query="pier", pageSize=1).json()["nextPageToken"]

    assert search(cms_client, query="pier", pageSize=2, pageToken=token).status_code == 200
    assert search(cms_client, query="board", pageSize=1, pageToken=token).status_code == 400


def test_the_token_of_a_client_is_its_key(token: str, published: Publication) -> None:
    client = APIClient()

    assert search(client, query="harbour", key=token, alt="json", prettyPrint="false").status_code == 200
    for key in ("wrong", "", "ä"):
        refused = search(client, query="harbour", key=key)
        assert (refused.status_code, refused.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_written_here(cms_client: APIClient, published: Publication, method: str) -> None:
    for address in (PAGES, f"{PAGES}/{published.article_public_id}"):
        answer = getattr(cms_client, method)(address, {})
        assert (answer.status_code, answer.json()["error"]["status"]) == (405, "UNIMPLEMENTED")


@pytest.mark.parametrize("name", ["x", "17", "00000000-0000-4000-8000-00000000ffff"])
def test_a_page_that_is_none_is_not_found(cms_client: APIClient, name: str) -> None:
    answer = cms_client.get(f"{PAGES}/{name}")

    assert (answer.status_code, answer.json()["error"]["status"]) == (404, "NOT_FOUND")


def test_many_claims_cost_as_many_queries_as_one(cms_client: APIClient, editor: User, reviewer: User) -> None:
    publish_more(1, editor, reviewer)
    before = {address: len_of(cms_client, address) for address in (f"{SEARCH}?query=pier", PAGES)}

    publish_more(5, editor, reviewer)

    assert {address: len_of(cms_client, address) for address in before} == before


def len_of(client: APIClient, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
