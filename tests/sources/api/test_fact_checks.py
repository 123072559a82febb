import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from exports.services.clients import create_client
from sources.models import SettledClaim

CHECKS = "/api/v1/fact-checks/"
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/pier",
    "claimReviewed": "The pier has 1,200 cracks.",
    "datePublished": "2026-03-01",
    "author": {"@type": "Organization", "name": "Check Desk"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Mara Lindt"}},
    "reviewRating": {"@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1, "alternateName": "Mostly"},
}


@pytest.fixture
def client(db: None) -> APIClient:
    client = APIClient()
    token = create_client(name="gazette", scopes=["library:write", "library:read"])
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_markup_of_others_becomes_a_settled_claim_once(client: APIClient) -> None:
    first, again = (client.post(CHECKS, {"markup": REVIEW}) for _ in range(2))

    assert (first.status_code, first.json()) == (200, {"new": 1, "changed": 0, "known": 0, "refused": []})
    assert again.json()["known"] == 1
    row = SettledClaim.objects.get()
    assert (row.statement, row.speaker, row.publisher) == ("The pier has 1,200 cracks.", "Mara Lindt", "Check Desk")


def test_what_says_something_else_is_renewed(client: APIClient) -> None:
    client.post(CHECKS, {"markup": REVIEW})

    answer = client.post(CHECKS, {"markup": REVIEW | {"datePublished": "2026-03-02"}})

    assert answer.json()["changed"] == 1
    assert SettledClaim.objects.get().reviewed_on.isoformat() == "2026-03-02"


def test_a_list_is_taken_as_far_as_it_can_be(client: APIClient) -> None:
    answer = client.post(CHECKS, {"markup": [REVIEW, {"@type": "ClaimReview", "url": "https://check.example/2"}]})

    assert answer.json()["new"] == 1
    (refused,) = answer.json()["refused"]
    assert "claimReviewed" in refused["error"]
    assert refused["place"] == "item 2"


def test_a_page_is_read_for_its_markup(client: APIClient) -> None:
    import json

    page = f'<html><script type="application/ld+json">{json.dumps(REVIEW)}</script></html>'

    assert client.post(CHECKS, {"html": page}).json()["new"] == 1


def test_answers_of_the_fact_check_tools_are_taken(client: APIClient) -> None:
    claims = {
        "claims": [
            {
                "text": "The pier sank.",
                "claimant": "Mara Lindt",
                "claimDate": "2026-03-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Check Desk", "site": "check.example"},
                        "url": "https://check.example/sank",
                        "reviewDate": "2026-03-02T00:00:00Z",
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }
    pages = {
        "claimReviewMarkupPages": [
            {
                "name": "pages/1",
                "pageUrl": "https://check.example/page",
                "publishDate": "2026-03-03",
                "claimReviewAuthor": {"name": "Check Desk"},
                "claimReviewMarkups": [
                    {
                        "claimReviewed": "The pier is old.",
                        "claimDate": "2026-03-01",
                        "claimAuthor": {"name": "Mara Lindt", "jobTitle": "chair"},
                        "rating": {"textualRating": "Half", "ratingValue": 3, "bestRating": 5, "worstRating": 1},
                    },
                    "nonsense",
                ],
            }
        ]
    }

    assert client.post(CHECKS, {"markup": claims}).json()["new"] == 1
    assert client.post(CHECKS, {"markup": pages}).json()["new"] == 1

    row = SettledClaim.objects.get(statement="The pier is old.")
    assert (row.rating_words, row.rating_value, row.url) == ("Half", 3, "https://check.example/page")
    assert (row.speaker, row.publisher, row.reviewed_on.isoformat()) == ("Mara Lindt", "Check Desk", "2026-03-03")


def test_what_we_publish_ourselves_is_read_back(client: APIClient) -> None:
    from exports.formats.claimreview import claim_review
    from exports.formats.factchecktools import page
    from tests.exports.formats.cases import HOUSE, entry

    assert client.post(CHECKS, {"markup": claim_review(entry(), HOUSE)}).json()["new"] == 1
    assert client.post(CHECKS, {"markup": page([entry()], HOUSE)}).json()["new"] == 1
    assert {row.rating_value for row in SettledClaim.objects.all()} == {4}


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"markup": {"@type": "Article"}}, "/markup"),
        ({"markup": [REVIEW | {"claimReviewed": ""}]}, "/markup"),
        ({"markup": 3}, "/markup"),
        ({"markup": None}, "/markup"),
        ({"html": "<p>Nothing.</p>"}, "/html"),
        ({"html": ""}, "/html"),
        ({}, ""),
        ({"markup": REVIEW, "html": "<p>"}, ""),
    ],
)
def test_what_holds_no_fact_check_is_refused(client: APIClient, data: dict[str, object], pointer: str) -> None:
    answer = client.post(CHECKS, data)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert not SettledClaim.objects.exists()


def test_settled_claims_are_listed_and_searched(client: APIClient, cms_client: APIClient) -> None:
    client.post(
        CHECKS, {"markup": [REVIEW, REVIEW | {"claimReviewed": "The quay is old.", "url": "https://c.example"}]}
    )

    found = client.get(CHECKS).json()["results"]
    assert {row["statement"] for row in found} == {"The pier has 1,200 cracks.", "The quay is old."}
    assert found[0]["rating"] == {"words": "Mostly", "value": 4, "best": 5, "worst": 1}
    assert [row["statement"] for row in client.get(f"{CHECKS}?words=quay").json()["results"]] == ["The quay is old."]


def test_who_may_not_fill_the_library_imports_nothing(cms_client: APIClient, stranger: User) -> None:
    assert cms_client.post(CHECKS, {"markup": REVIEW}).status_code == 403
