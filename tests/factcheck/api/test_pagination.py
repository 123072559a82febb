from base64 import b64encode

import pytest
from rest_framework.test import APIClient

from tests.factories import make_article, make_claim

ARTICLES = "/api/v1/articles/"


def walk(client: APIClient, address: str) -> list[list[str]]:
    pages = []
    while address:
        page = client.get(address).json()
        pages.append([row["id"] for row in page["results"]])
        address = page["next"]
    return pages


def test_pages_join_without_gap_or_repetition(cms_client: APIClient) -> None:
    ids = [str(make_article(headline=f"{number}").public_id) for number in range(5)]

    assert walk(cms_client, f"{ARTICLES}?page_size=2") == [ids[:2:-1], ids[2:0:-1], ids[:1]]


def test_an_article_that_comes_in_meanwhile_does_not_shift_the_pages(cms_client: APIClient) -> None:
    ids = [str(make_article().public_id) for _ in range(4)]
    first = cms_client.get(f"{ARTICLES}?page_size=2").json()

    make_article()

    assert [row["id"] for row in cms_client.get(first["next"]).json()["results"]] == [ids[1], ids[0]]


def test_rows_at_the_same_place_are_all_listed_once(cms_client: APIClient) -> None:
    article = make_article()
    ids = [str(make_claim(article=article).public_id) for _ in range(5)]

    pages = walk(cms_client, f"/api/v1/claims/?article={article.public_id}&page_size=2")
    assert [identifier for page in pages for identifier in page] == ids


def test_the_link_back_leads_back(cms_client: APIClient) -> None:
    for _ in range(4):
        make_article()
    first = cms_client.get(f"{ARTICLES}?page_size=2").json()
    second = cms_client.get(first["next"]).json()

    assert cms_client.get(second["previous"]).json()["results"] == first["results"]


def test_there_are_fifty_rows_to_a_page(cms_client: APIClient) -> None:
    for _ in range(51):
        make_article()

    assert [len(page) for page in walk(cms_client, ARTICLES)] == [50, 1]
    assert [len(page) for page in walk(cms_client, f"{ARTICLES}?page_size=200")] == [51]


@pytest.mark.parametrize(
    "cursor", ["", "x", "%FF", "ä", b64encode(b"p=one").decode(), b64encode(b"r=x").decode(),
               b64encode(b"foo").decode(), b64encode(b"p=" + b"9" * 30).decode(), b64encode(b"o=-1").decode()],
)  # fmt: skip
def test_a_cursor_that_was_made_up_is_refused(cms_client: APIClient, cursor: str) -> None:
    answer = cms_client.get(ARTICLES, {"cursor": cursor})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "cursor")


@pytest.mark.parametrize("size", ["0", "201", "-1", "ten", ""])
def test_a_size_that_is_none_is_refused(cms_client: APIClient, size: str) -> None:
    answer = cms_client.get(ARTICLES, {"page_size": size})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "page_size")
