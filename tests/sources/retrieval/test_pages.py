"""The pages on which a person searches the passages of the library."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sources.services.indexing import update_index
from tests.factories import make_claim, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(reviewer: User, index_root: object) -> Client:
    client = Client()
    client.force_login(reviewer)
    make_document(text="Engineers counted 1,200 cracks in the <east> pier.")
    make_document(text="The council passed a budget for the pier.")
    update_index()
    return client


def test_passages_come_with_the_words_marked(client: Client) -> None:
    page = client.get("/sources/passages/", {"words": "crack pier"}).content.decode()
    assert ">cracks</mark>" in page
    assert ">pier</mark>" in page
    assert "&lt;east&gt;" in page
    assert "budget for" not in page


def test_a_phrase_and_a_minus_are_understood(client: Client) -> None:
    page = client.get("/sources/passages/", {"words": '"the pier" -cracks'}).content.decode()
    assert "passed a budget" in page
    assert "Engineers" not in page


@pytest.mark.parametrize("words", ["", '"', "-", "the", "\x00", "' OR 1=1 --", "word " * 5_000, "( AND"])
def test_whatever_is_typed_has_a_page(client: Client, words: str) -> None:
    assert client.get("/sources/passages/", {"words": words}).status_code == 200


def test_a_passage_that_was_found_can_be_pinned(client: Client) -> None:
    claim = make_claim()
    address = f"/claims/{claim.public_id}/evidence/new/"
    page = client.get(address, {"words": "cracks"})
    key = page.context["passages"][0].passage.public_id
    assert f"?claim={claim.public_id}&amp;at={key}#passage-{key}" in page.content.decode()
    client.post(address, {"passage": str(key), "stance": "contradicts"})
    assert claim.evidence.get().stance == "contradicts"


def test_the_pages_want_a_log_in(index_root: object) -> None:
    assert Client().get("/sources/passages/").status_code == 302
