import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from tests.exports.cases import decide
from tests.factories import make_claim
from tests.snapshots import check_snapshot

FEED = "/api/v1/publications/"


def publish_more(count: int, editor: User, reviewer: User) -> list[Publication]:
    claims = [make_claim() for _ in range(count)]
    reviews = [decide(claim, reviewer, "unproven", public_id=claim.public_id) for claim in claims]
    return [publish_verdict(review=review, by=editor) for review in reviews]


def test_the_feed_is_the_documented_one(cms_client: APIClient, published: Publication, editor: User) -> None:
    retract_publication(publication=published, by=editor, note="Wrong person.")

    answer = cms_client.get(FEED).json()

    ids = {str(entry.public_id): f"publication {entry.sequence}" for entry in Publication.objects.all()}
    for entry in answer["results"]:
        assert entry["at"].endswith("Z")
        assert len(entry["at"]) == len("2026-03-06T08:00:00Z")
        entry["id"], entry["at"] = ids[entry["id"]], "2026-03-06T10:00:00Z"
        entry["supersedes"] = ids.get(entry["supersedes"])
        if entry["payload"]["verdict"]:
            entry["payload"]["verdict"]["decided_at"] = "2026-03-06T09:00:00Z"
    check_snapshot("publications", answer)


def test_the_feed_is_in_the_order_in_which_entries_went_out(
    cms_client: APIClient, editor: User, reviewer: User
) -> None:
    entries = publish_more(3, editor, reviewer)

    found = cms_client.get(FEED).json()["results"]

    assert [entry["sequence"] for entry in found] == [1, 2, 3]
    assert [entry["id"] for entry in found] == [str(entry.public_id) for entry in entries]


def test_a_reader_who_follows_the_links_sees_each_entry_once(
    cms_client: APIClient, editor: User, reviewer: User
) -> None:
    publish_more(5, editor, reviewer)
    seen, address = [], f"{FEED}?page_size=2"

    while address:
        page = cms_client.get(address).json()
        seen += [entry["sequence"] for entry in page["results"]]
        address = page["next"]

    assert seen == [1, 2, 3, 4, 5]


def test_a_reader_who_comes_back_gets_only_what_is_new(cms_client: APIClient, editor: User, reviewer: User) -> None:
    publish_more(3, editor, reviewer)

    found = cms_client.get(f"{FEED}?after=2").json()["results"]

    assert [entry["sequence"] for entry in found] == [3]


def test_filters_narrow_the_feed(cms_client: APIClient, published: Publication, editor: User, reviewer: User) -> None:
    publish_more(1, editor, reviewer)
    retract_publication(publication=published, by=editor, note="Wrong.")

    def sequences(query: str) -> list[int]:
        return [entry["sequence"] for entry in cms_client.get(f"{FEED}?{query}").json()["results"]]

    assert sequences("kind=retracted") == [3]
    assert sequences(f"article={published.article_public_id}") == [1, 3]
    assert sequences(f"article={published.article_public_id}&kind=published&after=0") == [1]
    assert sequences("article=00000000-0000-4000-8000-00000000ffff") == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("kind=deleted", "kind"),
        ("article=17", "article"),
        ("after=-1", "after"),
        ("after=1e3", "after"),
        ("since=3", "since"),
        ("kind=published&kind=retracted", "kind"),
        ("cursor=%00", "cursor"),
        ("page_size=201", "page_size"),
    ],
)
def test_a_filter_that_is_none_is_refused_by_name(cms_client: APIClient, query: str, parameter: str) -> None:
    answer = cms_client.get(f"{FEED}?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "invalid_parameter"
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_ten_entries_cost_as_many_queries_as_one(cms_client: APIClient, editor: User, reviewer: User) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert cms_client.get(FEED).status_code == 200
        return len(queries)

    publish_more(1, editor, reviewer)
    one = count()
    publish_more(9, editor, reviewer)

    assert count() == one


def test_one_entry_is_read_by_its_id(cms_client: APIClient, published: Publication) -> None:
    answer = cms_client.get(f"{FEED}{published.public_id}/")

    assert answer.status_code == 200
    assert answer.json()["payload"] == published.payload


def test_one_entry_is_there_as_claimreview(cms_client: APIClient, published: Publication) -> None:
    answer = cms_client.get(f"{FEED}{published.public_id}/", HTTP_ACCEPT="application/ld+json")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Vary"].startswith("Accept")
    mark = answer.json()
    assert (mark["@context"], mark["@type"]) == ("https://schema.org", "ClaimReview")
    assert mark["@id"] == f"http://testserver{FEED}{published.public_id}/"
    assert mark["reviewRating"]["ratingValue"] == 5
    assert mark["author"]["name"] == "The Meridian Desk"


def test_a_retraction_has_no_claimreview(cms_client: APIClient, published: Publication, editor: User) -> None:
    entry = retract_publication(publication=published, by=editor, note="Wrong.")

    answer = cms_client.get(f"{FEED}{entry.public_id}/", HTTP_ACCEPT="application/ld+json")

    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


def test_the_list_is_json_only(cms_client: APIClient) -> None:
    answer = cms_client.get(FEED, HTTP_ACCEPT="application/ld+json")

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_an_entry_that_did_not_change_is_not_sent_again(cms_client: APIClient, published: Publication) -> None:
    address = f"{FEED}{published.public_id}/"
    tag = cms_client.get(address)["ETag"]

    again = cms_client.get(address, HTTP_IF_NONE_MATCH=tag)

    assert (again.status_code, again.content) == (304, b"")
    assert cms_client.get(address, HTTP_IF_NONE_MATCH='"another"').status_code == 200


@pytest.mark.parametrize("place", ["00000000-0000-4000-8000-00000000ffff/", "17/", "17"])
def test_an_unknown_id_is_a_problem_document(cms_client: APIClient, place: str) -> None:
    answer = cms_client.get(f"{FEED}{place}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_without_a_token_nothing_is_told(client: object, published: Publication) -> None:
    for address in (FEED, f"{FEED}{published.public_id}/"):
        answer = client.get(address)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


def test_without_the_right_nothing_is_told(stranger: User, published: Publication) -> None:
    client = APIClient()
    client.force_authenticate(stranger)

    for address in (FEED, f"{FEED}{published.public_id}/"):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
        assert "exports.view_publication" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_verdicts_can_not_be_written_through_the_api(
    cms_client: APIClient, published: Publication, method: str
) -> None:
    for address in (FEED, f"{FEED}{published.public_id}/"):
        answer = getattr(cms_client, method)(address, {})
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert "GET" in answer["Allow"]
