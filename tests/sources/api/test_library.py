"""Publishers, feeds, passages and web archives through the API."""

import io

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient
from warcio.archiveiterator import ArchiveIterator

from sources.models import Feed, FeedEntry, FeedRun
from sources.services.documents import DocumentDraft, add_document
from sources.services.feeds import follow_feed
from tests.factories import make_document, make_source

pytestmark = pytest.mark.django_db
API = "/api/v1"
URL = "https://port.example/rss"


@pytest.fixture
def desk(editor: User) -> APIClient:
    client = APIClient()
    client.force_login(editor)
    return client


def test_publishers_are_listed_described_and_merged(desk: APIClient) -> None:
    one, two = make_source(name="Port Office"), make_source(name="Port Authority", domain="port.example")
    listed = desk.get(f"{API}/publishers/", {"words": "port.example"}).json()["results"]
    assert [row["name"] for row in listed] == ["Port Authority"]
    address = f"{API}/publishers/{one.public_id}/"
    described = desk.post(f"{address}describe/", {"kind": "official", "reliability_note": "Slow."})
    assert described.status_code == 200
    assert (described.json()["kind"], described.json()["name"]) == ("official", "Port Office")
    merged = desk.post(f"{address}merge/", {"into": str(two.public_id)})
    assert (merged.json()["id"], merged.json()["other_names"]) == (str(two.public_id), ["Port Office"])
    assert desk.get(address).status_code == 404


@pytest.mark.parametrize("sent", [{"kind": "blog"}, {"name": ""}, {"note": "x"}, {"primary": "perhaps"}])
def test_what_can_not_be_said_of_a_publisher_is_refused(desk: APIClient, sent: dict[str, str]) -> None:
    answer = desk.post(f"{API}/publishers/{make_source().public_id}/describe/", sent)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_reviewer_can_not_describe(reviewer: User) -> None:
    client = APIClient()
    client.force_login(reviewer)
    assert client.post(f"{API}/publishers/{make_source().public_id}/describe/", {}).status_code == 403
    assert client.get(f"{API}/publishers/").status_code == 200


def test_a_feed_is_followed_steered_and_left(desk: APIClient) -> None:
    answer = desk.post(f"{API}/feeds/", {"url": URL, "publisher": "Port", "backlog": 5})
    assert answer.status_code == 201
    feed = desk.get(answer["Location"]).json()
    assert (feed["url"], feed["enabled"], feed["kind"], feed["entries"]) == (URL, True, "", 0)
    assert desk.post(f"{API}/feeds/", {"url": URL}).status_code == 409
    assert desk.post(f"{answer['Location']}pause/").json()["enabled"] is False
    assert desk.post(f"{answer['Location']}resume/").json()["enabled"] is True
    FeedRun.objects.update(status="failed")
    assert desk.post(f"{answer['Location']}poll/").status_code == 409
    assert desk.post(f"{answer['Location']}unfollow/").status_code == 204
    assert not Feed.objects.exists()


def test_the_pages_that_a_feed_named_are_listed(desk: APIClient, editor: User) -> None:
    feed = follow_feed(url=URL, by=editor)
    FeedEntry.objects.create(feed=feed, key="a", name_key="a", url=f"{URL}/1", title="One")
    (entry,) = desk.get(f"{API}/feeds/{feed.public_id}/entries/").json()["results"]
    assert entry == {
        "url": f"{URL}/1", "title": "One", "published_at": None, "wanted": True, "status": None, "error": "",
        "document": None,
    }  # fmt: skip


def test_the_passages_of_a_document_have_offsets_and_a_locator(desk: APIClient) -> None:
    document = make_document(text="One sentence.\n\nAnother one.")
    first, second = desk.get(f"{API}/passages/", {"document": str(document.public_id)}).json()["results"]
    assert (first["quote"], first["start"], first["end"]) == ("One sentence.", 0, 13)
    assert second["locator"] == "paragraph 2"
    assert desk.get(f"{API}/passages/{second['id']}/").json() == second
    assert desk.get(f"{API}/passages/").status_code == 400


def test_documents_are_found_by_address_and_publisher(desk: APIClient) -> None:
    document = make_document(url="https://port.example/report")
    make_document(text="Other words.")
    for given in ({"url": "https://PORT.example/report#x"}, {"publisher": str(document.source.public_id)}):
        (row,) = desk.get(f"{API}/documents/", given).json()["results"]
        assert (row["id"], row["publisher_id"]) == (str(document.public_id), str(document.source.public_id))
    assert desk.get(f"{API}/documents/", {"url": "report"}).status_code == 400


def test_a_document_is_downloaded_as_a_web_archive(desk: APIClient, editor: User) -> None:
    document = add_document(draft=DocumentDraft(text="Words."), by=editor).document
    answer = desk.get(f"{API}/documents/{document.public_id}/warc/")
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(answer.content), check_digests="raise")]
    assert (answer["Content-Type"], kinds) == ("application/warc", ["warcinfo", "resource"])
    assert desk.get(f"{API}/documents/{make_document().public_id}/warc/").status_code == 404
