"""Documents go into the library and come out of it over REST."""

import pytest
from django.contrib.auth.models import Group, User
from rest_framework.test import APIClient

from sources.models import Document, DocumentIntake
from sources.services.documents import run_document_intake
from tests.factories import make_document

pytestmark = pytest.mark.django_db
DOCUMENTS = "/api/v1/documents/"
TEXT = "The port authority counted 120 cracks in the east pier."


@pytest.fixture
def library_client(cms: User, cms_client: APIClient) -> APIClient:
    cms.groups.add(Group.objects.get(name="library"))
    return cms_client


def test_a_document_is_stored_with_its_facts(library_client: APIClient) -> None:
    facts = {"title": "Inspection", "publisher": "Port Authority", "publisher_kind": "official", "primary": True}
    sent = facts | {"text": TEXT, "published_at": "2026-03-01", "page_url": "https://port.example/report"}
    answer = library_client.post(DOCUMENTS, sent)
    assert answer.status_code == 201
    shown = answer.json()
    assert {name: shown[name] for name in facts} == facts
    assert (shown["text"], shown["url"]) == (TEXT, "https://port.example/report")
    assert library_client.get(answer["Location"]).json() == shown


def test_the_same_document_again_is_the_first_one(library_client: APIClient) -> None:
    first, again = (library_client.post(DOCUMENTS, {"text": TEXT, "publisher": "Port"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]


def test_a_known_id_with_another_text_is_refused(library_client: APIClient) -> None:
    library_client.post(DOCUMENTS, {"text": TEXT, "external_id": "r-1"})
    answer = library_client.post(DOCUMENTS, {"text": "Another text.", "external_id": "r-1"})
    assert 400 <= answer.status_code < 500
    assert Document.objects.count() == 1


def test_a_page_is_read_by_a_worker(library_client: APIClient) -> None:
    answer = library_client.post(DOCUMENTS, {"html": f"<title>Report</title><p>{TEXT}</p>", "publisher": "Port"})
    assert answer.status_code == 202
    run_document_intake(intake_id=DocumentIntake.objects.get().pk)
    intake = library_client.get(answer["Location"]).json()
    assert (intake["status"], intake["error"]) == ("done", "")
    assert library_client.get(f"{DOCUMENTS}{intake['document']}/").json()["text"] == TEXT


@pytest.mark.parametrize(
    "sent",
    [{}, {"text": TEXT, "url": "https://a.example/"}, {"text": 5}, {"text": " "}, {"text": TEXT, "kind": "wire"}, []],
)
def test_what_can_not_be_used_is_refused_and_nothing_is_stored(library_client: APIClient, sent: object) -> None:
    answer = library_client.post(DOCUMENTS, sent)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert not Document.objects.exists()


def test_the_cms_without_the_right_can_neither_add_nor_read(cms_client: APIClient) -> None:
    assert cms_client.post(DOCUMENTS, {"text": TEXT}).status_code == 403
    assert cms_client.get(DOCUMENTS).status_code == 403


def test_a_list_of_ten_asks_as_many_questions_as_one(
    library_client: APIClient, django_assert_num_queries: object, django_assert_max_num_queries: object
) -> None:
    make_document()
    with django_assert_max_num_queries(8) as first:
        library_client.get(DOCUMENTS)
    for number in range(9):
        make_document(external_id=f"d{number}")
    with django_assert_num_queries(len(first)):
        assert len(library_client.get(DOCUMENTS).json()["results"]) == 10
