"""The pages of origins: what is counted is shown, and people join and split there, without JavaScript."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from sources.models import Document, OriginDecision
from sources.services.curation import add_evidence_by_hand
from sources.services.linking import request_linking, run_linking
from sources.services.origins import join_documents
from tests.factories import make_article, make_claim, make_document, make_evidence, make_review, make_source

pytestmark = pytest.mark.django_db

DECIDE = "/sources/origins/decide/"


@pytest.fixture
def documents(db: None) -> list[Document]:
    return [
        make_document(source=make_source(name=name), title=f"Pier, says {name}", text=f"{name} on the pier.")
        for name in ("Northline", "Coast Herald", "Inland Tribune")
    ]


def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def ids(*documents: Document) -> list[str]:
    return [str(document.public_id) for document in documents]


def test_the_review_page_counts_sources_and_origins_and_shows_the_chain(
    client: Client, editor: User, documents: list[Document]
) -> None:
    claim = make_claim()
    for document in documents:
        make_evidence(claim=claim, passage=document.passages.get())
    join_documents(documents=documents[:2], by=editor, reason="One handout.")
    page = signed_in(client, editor).get(make_review(claim=claim).get_absolute_url()).content.decode()
    assert "3 sources, 2 origins" in page
    assert "edda-editor joined it: One handout." in page
    assert f'action="{DECIDE}"' in page


def test_chosen_documents_are_joined_and_split_by_plain_forms(
    client: Client, editor: User, documents: list[Document]
) -> None:
    signed_in(client, editor)
    sent = {"documents": ids(*documents[:2]), "among": ids(*documents), "reason": "One handout.", "action": "join"}
    answer = client.post(DECIDE, sent)
    origin = Document.objects.get(pk=documents[0].pk).origin
    assert origin
    assert answer.url == origin.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "2 documents, one report" in page
    assert "edda-editor" in page
    client.post(DECIDE, {"documents": ids(documents[1]), "reason": "No.", "action": "split", "next": "/sources/"})
    assert not Document.objects.filter(origin__isnull=False).exists()
    assert "No documents go back to this report any more" in client.get(answer.url).content.decode()
    assert OriginDecision.objects.get().reason == "No."


def test_another_document_is_joined_by_the_address_of_its_page(
    client: Client, editor: User, documents: list[Document]
) -> None:
    signed_in(client, editor)
    sent = {"documents": ids(documents[0]), "action": "join", "reason": "Same."}
    client.post(DECIDE, sent | {"other": f"http://desk.example{documents[2].get_absolute_url()}?at=1"})
    assert Document.objects.get(pk=documents[2].pk).origin_id == Document.objects.get(pk=documents[0].pk).origin_id
    answer = client.post(DECIDE, sent | {"other": "https://elsewhere.example/"})
    assert answer.status_code == 400
    assert "no address of a document of this library" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"action": "join", "reason": "Same."}, "Choose at least two documents"),
        ({"action": "split", "reason": "No."}, "Choose some of the documents of an origin"),
        ({"action": "split", "reason": ""}, "This field is required"),
        ({"action": "burn", "reason": "x"}, "burn"),
    ],
)
def test_what_can_not_be_done_is_said_with_all_that_was_typed(
    client: Client, editor: User, documents: list[Document], sent: dict[str, str], sentence: str
) -> None:
    chosen = ids(documents[0])
    answer = signed_in(client, editor).post(DECIDE, sent | {"documents": chosen, "among": [*ids(*documents), "junk"]})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert f'value="{chosen[0]}" checked' in page
    assert "Inland Tribune" in page


def test_strangers_decide_nothing_and_see_nothing(client: Client, stranger: User, documents: list[Document]) -> None:
    signed_in(client, stranger)
    assert client.post(DECIDE, {"documents": ids(*documents), "action": "join", "reason": "x"}).status_code == 403
    assert client.get(reverse("sources:origin", args=["00000000-0000-4000-8000-000000000001"])).status_code == 404


def test_the_api_names_the_origin_and_the_marks(cms_client: APIClient, editor: User, documents: list[Document]) -> None:
    origin = join_documents(documents=documents[:2], by=editor, reason="One handout.")
    marks = [{"kind": "undated", "sentence": "It is not known when it was published."}]
    claim = make_claim()
    first = make_evidence(claim=claim, passage=documents[0].passages.get(), marks=marks)
    alone = make_evidence(claim=claim, passage=documents[2].passages.get())
    answer = cms_client.get(f"/api/v1/evidence/{first.public_id}/").json()
    assert answer["document"]["origin"] == str(origin.public_id)
    assert answer["marks"] == marks
    assert cms_client.get(f"/api/v1/evidence/{alone.public_id}/").json()["document"]["origin"] is None


@pytest.mark.usefixtures("fake_components")
def test_evidence_is_marked_when_a_machine_finds_it_and_when_a_person_adds_it(editor: User) -> None:
    article = make_article(outlet="Harbour Gazette", url="https://gazette.example/pier")
    claims: list[Any] = [make_claim(article=article) for _ in range(2)]
    text = "Cracks in the east pier: see https://gazette.example/pier for all of it."
    document = make_document(text=text, published_at=None)
    request_linking(article=article, claims=claims[:1])
    run_linking(article_id=article.pk)
    added = add_evidence_by_hand(claim=claims[1], passage=document.passages.get(), stance="context", by=editor)
    for row in (claims[0].evidence.get(), added):
        assert [mark["kind"] for mark in row.marks] == ["cites_article", "undated"]
