"""The formats by their addresses: same rights as the feed, tags, and one query count whatever the size."""

import csv
import io
import json
from base64 import b64encode

import feedparser
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from knox.models import AuthToken
from rest_framework.test import APIClient

from exports.api.shapes import NEEDS_MORE, OF_ARTICLE, OF_ENTRY
from exports.models import Publication
from exports.services.publishing import publish_verdict, retract_publication
from tests.exports.api.test_publications import publish_more
from tests.exports.cases import decide, make_cited
from tests.exports.formats.standards import NINJS_1, NINJS_2, NINJS_3, ninjs_flaws, schema_flaws
from tests.factories import make_article, make_claim

FEED = "/api/v1/publications/"
ENTRY_SHAPES = [*OF_ENTRY, *NEEDS_MORE]
LISTS = ["atom", "rss", "csv", "ndjson"]


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("shape", ENTRY_SHAPES)
def test_an_entry_is_there_in_every_format(cms_client: APIClient, published: Publication, shape: str) -> None:
    answer = cms_client.get(f"{FEED}{published.public_id}/as/{shape}/", HTTP_ACCEPT="text/plain")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(("application/json", "application/ld+json"))
    assert "The harbour board will close the east pi" in json.dumps(answer.json(), ensure_ascii=False)


@pytest.mark.parametrize("shape", OF_ARTICLE)
def test_an_article_is_there_in_every_format(cms_client: APIClient, published: Publication, shape: str) -> None:
    answer = cms_client.get(f"/api/v1/articles/{published.article_public_id}/as/{shape}/")

    assert answer.status_code == 200
    assert "The harbour board will close the east pi" in answer.content.decode()
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("shape", LISTS)
def test_the_feed_is_there_in_every_format(cms_client: APIClient, published: Publication, shape: str) -> None:
    answer = cms_client.get(f"{FEED}as/{shape}/")

    assert answer.status_code == 200
    assert b"The harbour board will close the east pier" in body(answer)


def test_what_the_rows_give_passes_the_checks_of_the_standards(
    cms_client: APIClient, published: Publication, editor: User
) -> None:
    gone = retract_publication(publication=published, by=editor, note="Wrong.")

    def read(entry: Publication, shape: str) -> dict[str, object]:
        return cms_client.get(f"{FEED}{entry.public_id}/as/{shape}/").json()

    assert schema_flaws(read(published, "claimreview")) == []
    for entry in (published, gone):
        assert ninjs_flaws(read(entry, "ninjs"), NINJS_3) == []
        assert ninjs_flaws(read(entry, "ninjs2"), NINJS_2) == []
        assert ninjs_flaws(read(entry, "ninjs1"), NINJS_1) == []
        assert schema_flaws(read(entry, "claim")) == []
    assert read(gone, "ninjs")["pubStatus"] == "canceled"
    assert "wasInvalidatedBy" in read(gone, "prov")


def test_the_claimreview_of_the_address_is_that_of_the_header(cms_client: APIClient, published: Publication) -> None:
    by_header = cms_client.get(f"{FEED}{published.public_id}/", HTTP_ACCEPT="application/ld+json").json()

    assert cms_client.get(f"{FEED}{published.public_id}/as/claimreview/").json() == by_header


def test_a_retraction_has_no_claimreview_at_this_address_either(
    cms_client: APIClient, published: Publication, editor: User
) -> None:
    gone = retract_publication(publication=published, by=editor, note="Wrong.")

    answer = cms_client.get(f"{FEED}{gone.public_id}/as/claimreview/")

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("shape", ["newsml", "NINJS", "galley"])
def test_a_format_that_is_none_is_not_found(cms_client: APIClient, published: Publication, shape: str) -> None:
    answer = cms_client.get(f"{FEED}{published.public_id}/as/{shape}/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def addresses(published: Publication) -> list[str]:
    of_entry = [f"{FEED}{published.public_id}/as/{shape}/" for shape in ENTRY_SHAPES]
    of_article = [f"/api/v1/articles/{published.article_public_id}/as/{shape}/" for shape in OF_ARTICLE]
    return [*of_entry, *of_article, *(f"{FEED}as/{shape}/" for shape in LISTS)]


def test_without_a_token_nothing_is_told_in_any_format(published: Publication) -> None:
    for address in addresses(published):
        answer = APIClient().get(address)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), address
        assert answer["WWW-Authenticate"].startswith("Basic")


def test_without_the_right_nothing_is_told_in_any_format(stranger: User, published: Publication) -> None:
    client = APIClient()
    client.force_authenticate(stranger)

    for address in addresses(published):
        assert client.get(address).status_code == 403, address


def test_a_feed_reader_sends_its_token_as_the_password(cms: User, published: Publication) -> None:
    _, token = AuthToken.objects.create(user=cms)
    sent = b64encode(f"any:{token}".encode()).decode()

    assert APIClient().get(f"{FEED}as/atom/", HTTP_AUTHORIZATION=f"Basic {sent}").status_code == 200
    for wrong in ("any", "Ω", b64encode(b"any:wrong").decode(), b64encode(b"\xff:\xff").decode()):
        assert APIClient().get(f"{FEED}as/atom/", HTTP_AUTHORIZATION=f"Basic {wrong}").status_code == 401


def test_what_did_not_change_is_not_sent_again_in_any_format(cms_client: APIClient, published: Publication) -> None:
    for address in addresses(published):
        first = cms_client.get(address)
        again = cms_client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, body(again)) == (304, b""), address


def test_an_export_has_another_tag_once_something_is_published(
    cms_client: APIClient, published: Publication, editor: User, reviewer: User
) -> None:
    tags = {shape: cms_client.get(f"{FEED}as/{shape}/")["ETag"] for shape in ("csv", "ndjson")}
    assert len(set(tags.values())) == 2

    publish_more(1, editor, reviewer)

    for shape, tag in tags.items():
        assert cms_client.get(f"{FEED}as/{shape}/", HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_the_lines_are_what_the_feed_shows(cms_client: APIClient, published: Publication, editor: User) -> None:
    retract_publication(publication=published, by=editor, note="Wrong “person”.")

    lines = [json.loads(line) for line in body(cms_client.get(f"{FEED}as/ndjson/")).splitlines()]

    assert lines == cms_client.get(FEED).json()["results"]


def test_exports_take_the_filters_of_the_feed(cms_client: APIClient, editor: User, reviewer: User) -> None:
    entries = publish_more(3, editor, reviewer)

    def sequences(query: str) -> list[int]:
        rows = body(cms_client.get(f"{FEED}as/ndjson/?{query}")).splitlines()
        return [json.loads(row)["sequence"] for row in rows]

    assert sequences("after=1") == [2, 3]
    assert sequences("kind=retracted") == []
    assert sequences(f"article={entries[1].article_public_id}") == [2]
    table = body(cms_client.get(f"{FEED}as/csv/?after=2")).decode("utf-8-sig")
    assert [row["sequence"] for row in csv.DictReader(io.StringIO(table))] == ["3"]


@pytest.mark.parametrize(
    "query", ["since=1", "kind=x", "article=1", "after=-1", "fields=id", "cursor=x", "kind=a&kind=b"]
)
@pytest.mark.parametrize("shape", LISTS)
def test_a_filter_that_is_none_is_refused_by_every_format(cms_client: APIClient, shape: str, query: str) -> None:
    answer = cms_client.get(f"{FEED}as/{shape}/?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


def test_an_export_over_many_steps_has_every_entry_once(
    cms_client: APIClient, editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.api.formats.READ_AT_ONCE", 2)
    publish_more(5, editor, reviewer)

    lines = body(cms_client.get(f"{FEED}as/ndjson/")).splitlines()

    assert [json.loads(line)["sequence"] for line in lines] == [1, 2, 3, 4, 5]


def test_a_feed_reader_can_go_back_to_the_first_entry(
    cms_client: APIClient, editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exports.api.formats.SHOWN", 2)
    entries = publish_more(5, editor, reviewer)
    address, seen = f"{FEED}as/atom/?kind=published", []

    while address:
        found = feedparser.parse(cms_client.get(address).content)
        assert found.bozo == 0
        seen += [item.id for item in found.entries]
        address = {link.rel: link.href for link in found.feed.links}.get("next")

    assert seen == [f"urn:uuid:{entry.public_id}" for entry in reversed(entries)]


def test_many_claims_cost_as_many_queries_as_one(cms_client: APIClient, editor: User, reviewer: User) -> None:
    article = make_article()

    def publish_one() -> None:
        claim = make_claim(article=article)
        make_cited(claim, editor)
        publish_verdict(review=decide(claim, reviewer, public_id=claim.public_id), by=editor)

    def count(shape: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cms_client.get(f"/api/v1/articles/{article.public_id}/as/{shape}/").status_code == 200
        return len(queries)

    publish_one()
    one = {shape: count(shape) for shape in OF_ARTICLE}
    for _ in range(4):
        publish_one()

    assert {shape: count(shape) for shape in OF_ARTICLE} == one


def test_an_article_shows_the_last_word_on_each_claim(
    cms_client: APIClient, published: Publication, editor: User
) -> None:
    address = f"/api/v1/articles/{published.article_public_id}/as/"
    assert [note["state"] for note in cms_client.get(f"{address}galley/").json()["notes"]] == ["published"]

    retract_publication(publication=published, by=editor, note="Wrong.")

    assert [note["state"] for note in cms_client.get(f"{address}galley/").json()["notes"]] == ["retracted"]
    assert cms_client.get(f"{address}claimreview/").json()["@graph"] == []


def test_what_a_reviewer_may_not_know_is_not_in_the_annotations(
    published: Publication, editor: User, second_reviewer: User, cms_client: APIClient
) -> None:
    client = APIClient()
    client.force_authenticate(second_reviewer)
    address = f"/api/v1/articles/{published.article_public_id}/as/annotations/"

    assert cms_client.get(address).json()["total"] == 2
    assert client.get(address).json()["total"] == 1  # the editor's decision on the passage is not his to see
