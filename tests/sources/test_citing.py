"""Words that a person chooses in a document, kept as evidence."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from factcheck.lib.errors import InvalidInput
from sources.models import Evidence, Passage
from sources.services.curation import cite_words
from tests.factories import make_claim, make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
TEXT = "Engineers counted 1,200 cracks in the east pier.\n\nThe pier was closed on Tuesday. The pier was old."


def cite(by: User, words: str) -> Evidence:
    return cite_words(claim=make_claim(), document=make_document(text=TEXT), words=words, stance="context", by=by)


def test_chosen_words_become_a_passage_that_cuts_exactly_its_text(reviewer: User) -> None:
    passage = cite(reviewer, "counted  1,200\ncracks").passage
    assert passage.text == TEXT[passage.start : passage.end] == "counted 1,200 cracks"
    assert passage.by_hand
    assert passage.locator == "paragraph 1"


@pytest.mark.parametrize(("words", "why"), [("The pier was", "more than one place"), ("the pier sank", "do not stand")])
def test_words_that_do_not_stand_at_one_place_are_refused(reviewer: User, words: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        cite(reviewer, words)
    assert not Passage.objects.filter(by_hand=True).exists()


def test_a_reader_who_came_from_a_claim_can_use_the_words_he_selects(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    claim, document = make_claim(), make_document(text=TEXT)
    address = reverse("sources:cite", args=[document.public_id, claim.public_id])
    page = client.get(document.get_absolute_url(), {"claim": claim.public_id})
    assert address in page.content.decode()
    refused = client.post(address, {"words": "no such words", "stance": "context", "note": "see page 3"})
    assert refused.status_code == 400
    assert "see page 3" in refused.content.decode()
    assert client.post(address, {"words": "was old", "stance": "contradicts"}).status_code == 302
    assert claim.evidence.get().human_stance == "contradicts"


def test_a_reviewer_does_not_see_which_words_another_one_chose(client: Client, reviewer: User, editor: User) -> None:
    evidence = cite(editor, "was old")
    client.force_login(reviewer)
    page = client.get(evidence.passage.document.get_absolute_url())
    assert "Words that people chose" not in page.content.decode()
    client.force_login(editor)
    assert "Words that people chose" in client.get(evidence.passage.document.get_absolute_url()).content.decode()


def test_an_address_that_names_no_claim_shows_the_document_all_the_same(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    assert client.get(make_document(text=TEXT).get_absolute_url(), {"claim": "no id"}).status_code == 200
