"""Changed and retracted sources as people see them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sources.models import Document, DocumentCheck, Evidence
from tests.factories import make_document, make_evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
SCRIPT = "<script>alert(1)</script>"
TEXT = "Engineers counted 1,200 cracks in the east pier.\n\nThe pier was closed on Tuesday."


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def drifted(editor: User) -> Evidence:
    """Accepted evidence whose words were found changed."""
    document = make_document(text=TEXT, url="https://port.example/pier", title="The east pier")
    version = make_document(text=TEXT.replace("1,200", "1,400"), source=document.source, url=document.url)
    passage = document.passages.order_by("start").first()
    finding = {
        "outcome": "changed",
        "sentence": "A number changed: “1,200” became “1,400”.",
        "kinds": ["number"],
        "pieces": [["same", "Engineers counted "], ["gone", "1,200"], ["new", " 1,400"], ["same", SCRIPT]],
    }
    check = DocumentCheck.objects.create(
        component="drift/1", document=document, host="port.example", status="done", finished_at=timezone.now(),
        outcome="changed", sentence="Of 1 cited passage: 1 changed.", version=version,
        changes={"passages": {str(passage.public_id): finding}},
    )  # fmt: skip
    return make_evidence(
        passage=passage, decision="accepted", curated_by=editor, curated_at=timezone.now(), drifted_by=check
    )


def test_nothing_changed_is_said_in_words(page: Client) -> None:
    assert b"Nothing changed" in page.get(reverse("sources:drift")).content


def test_the_list_names_what_changed_and_the_claims_that_rest_on_it(page: Client, drifted: Evidence) -> None:
    content = page.get(reverse("sources:drift")).content.decode()
    assert "The east pier" in content
    assert "Of 1 cited passage: 1 changed." in content
    assert drifted.claim.statement in content


def test_the_list_of_many_asks_about_as_many_questions_a_row(
    page: Client, drifted: Evidence, django_assert_max_num_queries: Callable
) -> None:
    for number in range(5):
        document = make_document(text=f"Text {number}.", retracted_at=timezone.now(), retraction_note="Withdrawn.")
        make_evidence(passage=document.passages.get())
    with django_assert_max_num_queries(40):
        page.get(reverse("sources:drift"))


def test_the_page_of_a_document_shows_its_looks_and_what_rests_on_it(page: Client, drifted: Evidence) -> None:
    content = page.get(drifted.passage.document.get_absolute_url()).content.decode()
    assert "cited words changed" in content
    assert "1 claim rests on it" in content
    assert reverse("sources:compared", args=[drifted.drifted_by.public_id]) in content


def test_the_evidence_says_that_its_source_changed_since_and_how(page: Client, drifted: Evidence) -> None:
    content = page.get(reverse("sources:curate", args=[drifted.public_id])).content.decode()
    assert "This source changed since." in content
    assert "<del>1,200</del><ins> 1,400</ins>" in content
    assert SCRIPT not in content


def test_the_two_versions_stand_side_by_side(page: Client, drifted: Evidence) -> None:
    content = page.get(reverse("sources:compared", args=[drifted.drifted_by.public_id])).content.decode()
    assert "<del>1,200</del>" in content
    assert "<ins>1,400</ins>" in content
    assert "closed on Tuesday" not in content


def test_a_look_without_another_text_says_so(page: Client, drifted: Evidence) -> None:
    DocumentCheck.objects.update(version=None, outcome="gone")
    content = page.get(reverse("sources:compared", args=[drifted.drifted_by.public_id])).content
    assert b"no other text to compare with" in content


def test_a_person_asks_for_a_look_and_learns_why_not(page: Client, drifted: Evidence) -> None:
    document = drifted.passage.document
    DocumentCheck.objects.create(component="drift/1", document=document, host="port.example")
    answer = page.post(reverse("sources:look_again", args=[document.public_id]), follow=True)
    assert b"looked at already" in answer.content


def test_a_document_is_retracted_and_the_retraction_taken_back(page: Client, drifted: Evidence) -> None:
    document = drifted.passage.document
    address = reverse("sources:retract_document", args=[document.public_id])
    refused = page.post(address, {"reason": ""})
    assert refused.status_code == 400
    answer = page.post(address, {"reason": "The agency withdrew it."}, follow=True)
    assert b"The agency withdrew it." in answer.content
    assert b"This source was retracted." in page.get(reverse("sources:curate", args=[drifted.public_id])).content
    page.post(reverse("sources:reinstate_document", args=[document.public_id]), {"reason": "It stands."})
    assert Document.objects.get(pk=document.pk).retracted_at is None


def test_a_reviewer_reads_why_he_can_not_retract(client: Client, reviewer: User, drifted: Evidence) -> None:
    client.force_login(reviewer)
    document = drifted.passage.document
    shown = client.get(document.get_absolute_url())
    refused = client.post(reverse("sources:retract_document", args=[document.public_id]), {"reason": "I say so."})
    assert b"Only editors can mark a document as retracted." in shown.content
    assert refused.status_code == 403


def test_a_stranger_sees_nothing_of_it(client: Client, stranger: User, drifted: Evidence) -> None:
    client.force_login(stranger)
    assert b"The east pier" not in client.get(reverse("sources:drift")).content
    assert client.get(reverse("sources:compared", args=[drifted.drifted_by.public_id])).status_code == 404
