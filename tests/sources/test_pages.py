"""The library, and what people decide about evidence, as they see it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sources.models import Document, DocumentIntake, Evidence, LinkingRun
from sources.services.documents import DocumentDraft, add_document
from tests.factories import make_claim, make_document, make_evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
SCRIPT = "<script>alert(1)</script>"
TEXT = "Engineers counted 1,200 cracks in the east pier.\n\nThe pier was closed on Tuesday."


@pytest.fixture
def page(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


@pytest.fixture
def evidence() -> Evidence:
    return make_evidence()


def decide(page: Client, evidence: Evidence, **over: str) -> HttpResponse:
    return page.post(reverse("sources:curate", args=[evidence.public_id]), {"decision": "corroborates", **over})


def test_an_empty_library_teaches_what_it_is_for(page: Client) -> None:
    assert b"The library is empty" in page.get(reverse("sources:library")).content


def test_the_library_is_searched_by_title_and_publisher(page: Client) -> None:
    pier, other = make_document(title="The east pier"), make_document(title="Ferries", text="Ferries sail.")
    found = page.get(reverse("sources:library"), {"words": "pier"}).context["documents"]
    by_publisher = page.get(reverse("sources:library"), {"words": other.source.name}).context["documents"]
    assert list(found) == [pier]
    assert list(by_publisher) == [other]
    assert b"Nothing fits" in page.get(reverse("sources:library"), {"words": "submarine"}).content


def test_a_library_of_one_and_of_ten_asks_as_many_questions(
    page: Client, django_assert_max_num_queries: Callable
) -> None:
    seen = []
    for count in (1, 9):
        for number in range(count):
            make_document(text=f"Text number {number} of {count}.")
        with django_assert_max_num_queries(12) as asked:
            page.get(reverse("sources:library"))
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_stranger_reads_why_he_can_not_add_documents(client: Client, stranger: User) -> None:
    make_document()
    client.force_login(stranger)
    listed = client.get(reverse("sources:library"))
    refused = client.get(reverse("sources:add"))
    assert b"Inspection" not in listed.content
    assert refused.status_code == 403
    assert b"Only editors and reviewers can add documents" in refused.content


def test_a_document_is_pasted_and_shown_in_passages(page: Client) -> None:
    answer = page.post(
        reverse("sources:add"),
        {"text": TEXT, "title": SCRIPT, "publisher": "Port Authority", "publisher_kind": "official"},
    )
    document = Document.objects.get()
    shown = page.get(answer.url).content.decode()
    assert answer.url == document.get_absolute_url()
    assert "Engineers counted 1,200 cracks" in shown
    assert document.snapshot.sha256 in shown
    assert SCRIPT not in shown


def test_a_document_without_text_is_refused_and_what_was_typed_is_kept(page: Client) -> None:
    answer = page.post(reverse("sources:add"), {"text": "\n ", "title": "The pier", "publisher_kind": "other"})
    assert answer.status_code == 400
    assert b"The pier" in answer.content
    assert b"There is no text" in answer.content


def test_an_upload_leads_to_the_page_that_watches_it(page: Client) -> None:
    file = SimpleUploadedFile("pier.txt", TEXT.encode(), "text/plain")
    answer = page.post(reverse("sources:add") + "?way=upload", {"file": file, "publisher_kind": "other"})
    intake = DocumentIntake.objects.get()
    assert answer.url == reverse("sources:intake", args=[intake.public_id])
    assert page.get(answer.url).status_code == 200


def test_the_page_of_an_intake_tells_its_error(page: Client, reviewer: User) -> None:
    intake = DocumentIntake.objects.create(
        way="url", url="https://port.example/", status="failed", error="The address is private.", requested_by=reviewer
    )
    content = page.get(reverse("sources:intake", args=[intake.public_id])).content
    assert b"The address is private." in content
    assert reverse("sources:add").encode() in content


def test_a_document_shows_which_claims_cite_it(page: Client, reviewer: User, evidence: Evidence) -> None:
    address = evidence.passage.document.get_absolute_url()
    assert b"Suggested for 1 claim" in page.get(address).content
    decide(page, evidence)
    content = page.get(address).content.decode()
    assert "is-cited" in content
    assert evidence.claim.statement in content


def test_a_passage_far_down_is_shown_on_its_own_page(page: Client, reviewer: User) -> None:
    text = "\n\n".join(f"Paragraph {number} says something of its own." for number in range(450))
    document = add_document(draft=DocumentDraft(text=text), by=reviewer).document
    passage = document.passages.order_by("start")[430]
    content = page.get(document.get_absolute_url(), {"at": str(passage.public_id)}).content.decode()
    assert f'id="passage-{passage.public_id}"' in content
    assert page.get(document.get_absolute_url(), {"at": "nonsense"}).status_code == 200


def test_a_passage_is_accepted_with_the_machines_stance(page: Client, evidence: Evidence) -> None:
    answer = decide(page, evidence)
    evidence.refresh_from_db()
    assert answer.url == evidence.claim.get_absolute_url()
    assert (evidence.decision, evidence.stance) == ("accepted", "corroborates")


def test_a_passage_is_restated_with_a_note(page: Client, evidence: Evidence) -> None:
    decide(page, evidence, decision="contradicts", note="Another pier.")
    evidence.refresh_from_db()
    assert (evidence.decision, evidence.human_stance, evidence.note) == ("accepted", "contradicts", "Another pier.")


def test_a_passage_is_rejected(page: Client, evidence: Evidence) -> None:
    decide(page, evidence, decision="reject")
    evidence.refresh_from_db()
    assert evidence.decision == "rejected"


def test_a_decision_that_is_none_is_refused_and_the_note_is_kept(page: Client, evidence: Evidence) -> None:
    answer = decide(page, evidence, decision="perhaps", note="My note.")
    assert answer.status_code == 400
    assert b"My note." in answer.content


def test_a_person_without_the_right_reads_why(client: Client, cms: User, evidence: Evidence) -> None:
    client.force_login(cms)
    shown = client.get(reverse("sources:curate", args=[evidence.public_id]))
    refused = decide(client, evidence)
    assert b"Only editors and reviewers can decide on evidence." in shown.content
    assert refused.status_code == 403
    assert b"Only editors and reviewers can decide on evidence." in refused.content


@pytest.mark.parametrize(
    ("wanted", "reached"), [("/queue/", "/queue/"), ("https://elsewhere.example/", None), ("//elsewhere.example", None)]
)
def test_after_a_decision_only_pages_of_ours_are_gone_back_to(
    page: Client, evidence: Evidence, wanted: str, reached: str | None
) -> None:
    answer = decide(page, evidence, next=wanted)
    assert answer.url == (reached or evidence.claim.get_absolute_url())


def test_a_passage_is_found_in_the_library_and_set_against_a_claim(page: Client) -> None:
    claim, document = make_claim(), make_document()
    address = reverse("sources:pin", args=[claim.public_id])
    found = page.get(address, {"words": "engineers CRACKS"})
    passage = document.passages.get()
    assert [row.passage for row in found.context["passages"]] == [passage]
    assert b"Nothing fits" in page.get(address, {"words": "engineers submarine"}).content
    answer = page.post(address, {"passage": str(passage.public_id), "stance": "contradicts", "note": "See the count."})
    evidence = Evidence.objects.get()
    assert answer.url == claim.get_absolute_url()
    assert (evidence.origin, evidence.stance, evidence.note) == ("human", "contradicts", "See the count.")


def test_a_passage_that_is_there_already_is_a_conflict_and_the_note_is_kept(page: Client, evidence: Evidence) -> None:
    address = reverse("sources:pin", args=[evidence.claim.public_id]) + "?words=cracks"
    sent = {"passage": str(evidence.passage.public_id), "stance": "context", "note": "My note."}
    answer = page.post(address, sent)
    assert answer.status_code == 409
    assert b"set against the claim already" in answer.content
    assert b"My note." in answer.content


def test_the_library_can_be_searched_again(page: Client) -> None:
    claim = make_claim()
    page.post(reverse("sources:search_again", args=[claim.public_id]), {"next": "/queue/"})
    assert LinkingRun.objects.filter(claim=claim).exists()


def test_a_reviewer_weighs_afresh_what_somebody_else_has_weighed(
    client: Client, second_reviewer: User, page: Client, evidence: Evidence
) -> None:
    decide(page, evidence, decision="contradicts", note="What the first one thinks.")
    address = reverse("sources:curate", args=[evidence.public_id])
    own = page.get(address)
    client.force_login(second_reviewer)
    others = client.get(address)
    assert b"What the first one thinks." in own.content
    assert b"What the first one thinks." not in others.content
    assert others.context["form"]["decision"].value() == "corroborates"
