import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Article, ArticleIntake, ExtractionRun
from tests.factories import BODY, make_article, make_run
from tests.snapshots import check_snapshot

ARTICLES = "/api/v1/articles/"
UNKNOWN = "00000000-0000-4000-8000-00000000ffff"

pytestmark = pytest.mark.usefixtures("fake_components")


def test_a_new_article_is_stored_and_answered_with_its_address(cms: User, cms_client: APIClient) -> None:
    answer = cms_client.post(
        ARTICLES,
        {
            "body": BODY,
            "headline": "East pier to close",
            "byline": "Ina Falk",
            "outlet": "Harbour Gazette",
            "language": "en",
            "topic": "harbours",
            "published_at": "2026-03-06T09:00:00+01:00",
            "external_id": "cms-17",
            "page_url": "https://gazette.example/pier",
        },
    )

    article = Article.objects.get()
    assert answer.status_code == 201
    assert answer["Location"] == f"http://testserver{ARTICLES}{article.public_id}/"
    assert (article.body, article.external_id, article.url) == (BODY, "cms-17", "https://gazette.example/pier")
    assert (article.submitted_by, article.published_at.isoformat()) == (cms, "2026-03-06T08:00:00+00:00")
    assert answer.json()["published_at"] == "2026-03-06T08:00:00Z"
    assert (answer.json()["topic"], article.topic) == ("harbours", "harbours")
    assert answer.json()["extraction"]["status"] == "pending"


def test_the_shape_of_an_article_is_the_documented_one(cms_client: APIClient) -> None:
    article = make_article(public_id="00000000-0000-4000-8000-000000000001", external_id="cms-17")
    make_run(article=article)

    answer = cms_client.get(f"{ARTICLES}{article.public_id}/").json()

    answer["created_at"] = answer["extraction"]["requested_at"] = "2026-03-06T10:00:00Z"
    check_snapshot("article", answer)


def test_moments_are_utc_wherever_the_desk_is(cms_client: APIClient, settings: object) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"

    answer = cms_client.post(ARTICLES, {"body": BODY, "published_at": "2026-03-06"}).json()

    assert answer["published_at"] == "2026-03-05T18:30:00Z"
    assert answer["created_at"].endswith("Z")


def test_the_same_article_again_is_answered_with_the_first(cms_client: APIClient) -> None:
    first = cms_client.post(ARTICLES, {"body": BODY, "external_id": "cms-17"})
    again = cms_client.post(ARTICLES, {"body": BODY, "external_id": "cms-17", "headline": "Another headline"})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert again["Location"] == first["Location"]
    assert Article.objects.count() == 1


def test_the_same_article_again_fills_in_what_was_not_known(cms_client: APIClient) -> None:
    cms_client.post(ARTICLES, {"body": BODY, "external_id": "cms-17", "outlet": "Gazette"})
    facts = {"published_at": "2026-03-06T08:00:00Z", "headline": "East pier", "outlet": "Another"}
    again = cms_client.post(ARTICLES, {"body": BODY, "external_id": "cms-17", **facts})

    assert again.status_code == 200
    answer = again.json()
    assert (answer["published_at"], answer["headline"]) == ("2026-03-06T08:00:00Z", "East pier")
    assert (answer["outlet"], answer["notes"]) == ("Gazette", [])
    assert ExtractionRun.objects.count() == 2


def test_the_text_is_kept_to_the_character(cms_client: APIClient) -> None:
    body = "  “Naïve” 𝒄laims\tremain.\n\n  The end.  "

    assert cms_client.post(ARTICLES, {"body": body}).json()["text"] == body


def test_a_page_is_taken_in_by_a_worker(cms: User, cms_client: APIClient) -> None:
    page = "<html><body><h1>East pier</h1><p>The pier closes.</p></body></html>"

    answer = cms_client.post(ARTICLES, {"html": page, "outlet": "Gazette", "published_at": "2026-03-06T08:00:00Z",
                                        "page_url": "https://gazette.example/pier"})  # fmt: skip

    intake = ArticleIntake.objects.get()
    assert answer.status_code == 202
    assert answer["Location"] == f"http://testserver/api/v1/intakes/{intake.public_id}/"
    assert answer.json()["links"] == {"self": answer["Location"], "article": None}
    assert (intake.way, intake.requested_by, intake.status) == ("api", cms, "pending")
    assert intake.given == {
        "outlet": "Gazette",
        "published_at": "2026-03-06T08:00:00+00:00",
        "url": "https://gazette.example/pier",
    }
    assert intake.snapshot.file.read().decode() == page


def test_a_page_to_fetch_is_taken_in_by_a_worker(cms_client: APIClient) -> None:
    answer = cms_client.post(ARTICLES, {"url": "https://gazette.example/pier"})

    intake = ArticleIntake.objects.get()
    assert answer.status_code == 202
    assert (intake.way, intake.url, intake.snapshot) == ("url", "https://gazette.example/pier", None)
    assert answer.json()["article"] is None


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({}, ""),
        ({"headline": "No text"}, ""),
        ({"body": BODY, "html": "<p>x</p>"}, ""),
        ({"body": BODY, "url": "https://gazette.example/"}, ""),
        ([], ""),
        ("text", ""),
        ({"body": ""}, "/body"),
        ({"body": " \n "}, "/body"),
        ({"body": None}, "/body"),
        ({"body": ["x"]}, "/body"),
        ({"body": 5}, "/body"),
        ({"html": 5}, "/html"),
        ({"url": 5}, "/url"),
        ({"body": BODY, "headline": 5}, "/headline"),
        ({"body": BODY, "external_id": 17}, "/external_id"),
        ({"body": "\u200b\u2060"}, "/body"),
        ({"body": BODY, "published_at": "0926-03-06"}, "/published_at"),
        ({"html": "<p>x</p>", "published_at": "0926-03-06"}, "/published_at"),
        ({"body": BODY, "page_url": "ftp://gazette.example/pier"}, "/page_url"),
        ({"body": "a\x00b"}, "/body"),
        ({"body": "a\ud800b"}, "/body"),
        ({"html": ""}, "/html"),
        ({"url": "ftp://gazette.example/"}, "/url"),
        ({"url": "no address"}, "/url"),
        ({"url": "https://gazette.example/", "page_url": "https://gazette.example/"}, "/page_url"),
        ({"body": BODY, "page_url": "no address"}, "/page_url"),
        ({"body": BODY, "headline": "x" * 501}, "/headline"),
        ({"body": BODY, "external_id": "x" * 201}, "/external_id"),
        ({"body": BODY, "external_id": ""}, "/external_id"),
        ({"body": BODY, "topic": "x" * 61}, "/topic"),
        ({"body": BODY, "language": "English, please"}, "/language"),
        ({"body": BODY, "published_at": "2026-03-06T08:00:00"}, "/published_at"),
        ({"body": BODY, "published_at": "3026-03-06"}, "/published_at"),
        ({"body": BODY, "publishd_at": "2026-03-06"}, "/publishd_at"),
        ({"body": BODY, "a/b": 1}, "/a~1b"),
    ],
)
def test_what_can_not_be_used_is_refused_with_its_place(cms_client: APIClient, sent: object, place: str) -> None:
    answer = cms_client.post(ARTICLES, json.dumps(sent), content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "invalid_input"
    assert answer.json()["errors"][0]["pointer"] == place
    assert not Article.objects.exists()
    assert not ArticleIntake.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"{'body': 1}", b'{"body": NaN}', b"\xff\xfe", b"[" * 200_000, b'{"n": ' + b"9" * 5000 + b"}"],
    ids=["empty", "open", "quotes", "NaN", "bytes", "deep", "number"],
)
def test_what_is_no_json_is_refused(cms_client: APIClient, sent: bytes) -> None:
    answer = cms_client.post(ARTICLES, sent, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert not Article.objects.exists()


def test_an_unknown_charset_is_refused(cms_client: APIClient) -> None:
    answer = cms_client.generic("POST", ARTICLES, b"{}", content_type="application/json; charset=klingon")

    assert answer.status_code in {400, 415}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_another_content_type_is_refused(cms_client: APIClient, kind: str) -> None:
    answer = cms_client.generic("POST", ARTICLES, b"body=x", content_type=kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_body_over_the_limit_is_refused_before_it_is_read(cms_client: APIClient, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    answer = cms_client.post(ARTICLES, {"body": "x" * 1_000})

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert "1,000" in answer.json()["detail"]


def test_a_body_in_chunks_is_refused_and_not_taken_for_an_empty_one(cms_client: APIClient) -> None:
    answer = cms_client.post(ARTICLES, {"body": BODY}, HTTP_TRANSFER_ENCODING="chunked")

    assert (answer.status_code, answer.json()["code"]) == (411, "length_required")


def test_a_text_over_the_limit_is_refused_with_the_limit(cms_client: APIClient, settings: object) -> None:
    settings.TEXT_MAX_CHARACTERS = 100

    answer = cms_client.post(ARTICLES, {"body": "word " * 40})

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "100" in answer.json()["detail"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/ld+json"])
def test_answers_are_json_only(cms_client: APIClient, accept: str) -> None:
    answer = cms_client.get(ARTICLES, HTTP_ACCEPT=accept)

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_the_list_has_the_newest_first_and_no_texts(cms_client: APIClient) -> None:
    ids = [str(make_article(external_id=f"cms-{number}").public_id) for number in range(3)]

    found = cms_client.get(ARTICLES).json()["results"]

    assert [row["id"] for row in found] == ids[::-1]
    assert "text" not in found[0]


def test_an_article_is_found_by_the_id_its_sender_gave_it(cms_client: APIClient) -> None:
    make_article(external_id="cms-1")
    wanted = make_article(external_id="cms-2")

    found = cms_client.get(ARTICLES, {"external_id": "cms-2"}).json()["results"]

    assert [row["id"] for row in found] == [str(wanted.public_id)]


def test_articles_of_a_topic_are_found_however_its_letters_are_written(cms_client: APIClient) -> None:
    make_article(topic="ferries")
    wanted = make_article(topic="Public health")

    found = cms_client.get(ARTICLES, {"topic": "public HEALTH"}).json()["results"]

    assert [(row["id"], row["topic"]) for row in found] == [(str(wanted.public_id), "Public health")]


def test_ten_articles_cost_as_many_queries_as_one(cms_client: APIClient) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cms_client.get(ARTICLES).status_code == 200
        assert not any('"claims_article"."body"' in query["sql"] for query in queries)
        return len(queries)

    make_article()
    one = count()
    for _ in range(9):
        make_article()

    assert count() == one


@pytest.mark.parametrize("place", ["", "progress/"])
def test_an_unknown_article_is_a_problem_document(cms_client: APIClient, place: str) -> None:
    answer = cms_client.get(f"{ARTICLES}{UNKNOWN}/{place}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_one_article_takes_no_parameters(cms_client: APIClient) -> None:
    answer = cms_client.get(f"{ARTICLES}{make_article().public_id}/?expand=claims")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


def test_sending_takes_no_parameters(cms_client: APIClient) -> None:
    assert cms_client.post(f"{ARTICLES}?dry_run=1", {"body": BODY}).status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_an_article_can_not_be_changed_through_the_api(cms_client: APIClient, method: str) -> None:
    answer = getattr(cms_client, method)(f"{ARTICLES}{make_article().public_id}/", {})

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
