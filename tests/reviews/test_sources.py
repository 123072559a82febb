"""What a source that changed or was retracted does to reviews."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from factcheck.lib.errors import Conflict, InvalidInput, NotAllowed
from reviews.models import Notice, Review, Verdict
from reviews.services.sources import resting_on
from sources.models import Document, DocumentCheck, Evidence
from sources.services.retraction import reinstate_document, retract_document
from sources.signals import evidence_drifted
from tests.reviews.conftest import answer, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]


def drift(evidence: Evidence) -> DocumentCheck:
    """The passage of ``evidence`` was found changed."""
    document = evidence.passage.document
    finding = {"outcome": "changed", "sentence": "A number changed: “5” became “6”.", "kinds": [], "pieces": []}
    check = DocumentCheck.objects.create(
        component="drift/1", document=document, host="port.example", status="done", finished_at=timezone.now(),
        outcome="changed", changes={"passages": {str(evidence.passage.public_id): finding}},
    )  # fmt: skip
    evidence.drifted_by = check
    evidence.save()
    evidence_drifted.send(sender=Evidence, check=check, evidence=[evidence])
    return check


def notices() -> set[tuple[str, str]]:
    return set(Notice.objects.filter(kind="source").values_list("recipient__username", "kind"))


def state(review: Review) -> str:
    review.refresh_from_db()
    return review.state


def test_who_still_has_to_judge_is_told_and_goes_on(
    assigned: Review, supporting: Evidence, reviewer: User, verbs: Callable[[], list[str]]
) -> None:
    drift(supporting)
    told = Notice.objects.get(kind="source")
    assert (state(assigned), told.recipient) == ("assigned", reviewer)
    assert "A number changed: “5” became “6”." in told.text
    assert "review.source_changed" in verbs()


def test_of_a_review_that_nobody_has_the_editors_are_told(opened: Review, supporting: Evidence, editor: User) -> None:
    drift(supporting)
    assert (state(opened), notices()) == ("open", {(editor.username, "source")})


def test_a_verdict_that_is_not_out_goes_back_and_is_kept(decided: Review, supporting: Evidence, reviewer: User) -> None:
    drift(supporting)
    assert state(decided) == "assigned"
    assert (decided.round, decided.assignee) == (2, reviewer)
    assert Verdict.objects.filter(review=decided).count() == 1
    assert Notice.objects.get(kind="returned").recipient == reviewer
    answer(decided, reviewer, rationale="It still says so.")
    assert Verdict.objects.filter(review=decided).count() == 2


def test_a_verdict_that_does_not_cite_what_changed_stays(decided: Review, opposing: Evidence, editor: User) -> None:
    drift(opposing)
    assert (state(decided), notices()) == ("decided", {(editor.username, "source")})


def test_what_is_published_stands_and_the_editors_are_told_once(
    decided: Review, supporting: Evidence, editor: User
) -> None:
    place(decided, "published")
    check = drift(supporting)
    evidence_drifted.send(sender=Evidence, check=check, evidence=[supporting])
    assert state(decided) == "published"
    assert Notice.objects.filter(kind="source", recipient=editor).count() == 1
    assert Review.objects.count() == 1


def test_in_a_blind_review_only_who_accepted_the_passage_is_told(
    blind: Review, supporting: Evidence, reviewer: User, second_reviewer: User
) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(curated_by=reviewer)
    supporting.refresh_from_db()
    claim_entry = blind.claim.ledger.filter(verb="evidence.accepted")
    assert not claim_entry.exists()
    drift(supporting)
    assert second_reviewer.username not in {name for name, _ in notices()}
    entry = blind.claim.ledger.get(verb="review.source_changed")
    assert entry.details["reason"] == "A source of this claim changed."


def test_a_cancelled_review_and_a_claim_without_one_are_left_alone(
    opened: Review, supporting: Evidence, verbs: Callable[[], list[str]]
) -> None:
    place(opened, "cancelled")
    drift(supporting)
    assert (notices(), verbs()) == (set(), [])
    Review.objects.all().delete()
    drift(supporting)
    assert notices() == set()


def test_a_retraction_opens_what_was_published_and_leaves_what_people_wrote(
    decided: Review, supporting: Evidence, editor: User, claim: Claim
) -> None:
    place(decided, "published")
    retract_document(document=supporting.passage.document, by=editor, reason="The agency withdrew it.")
    opened = Review.objects.exclude(pk=decided.pk).get()
    supporting.refresh_from_db()
    assert (state(decided), opened.state, opened.supersedes) == ("published", "open", decided)
    assert supporting.decision == "accepted"
    assert Verdict.objects.filter(review=decided).count() == 1


def test_a_retraction_sends_an_unpublished_verdict_back_and_is_taken_back_with_a_reason(
    decided: Review, supporting: Evidence, editor: User
) -> None:
    document = supporting.passage.document
    retract_document(document=document, by=editor, reason="The agency withdrew it.")
    assert state(decided) == "assigned"
    with pytest.raises(Conflict, match="already"):
        retract_document(document=document, by=editor, reason="Again.")
    reinstate_document(document=document, by=editor, reason="It was another report.")
    document.refresh_from_db()
    assert (document.retracted_at, document.retraction_note) == (None, "")
    assert "no longer marked as retracted" in Notice.objects.filter(kind="source").latest("pk").text
    with pytest.raises(Conflict, match="not marked"):
        reinstate_document(document=document, by=editor, reason="Again.")


def test_a_retraction_needs_an_editor_and_a_reason(supporting: Evidence, editor: User, reviewer: User) -> None:
    document = supporting.passage.document
    with pytest.raises(NotAllowed, match="Only editors"):
        retract_document(document=document, by=reviewer, reason="I say so.")
    with pytest.raises(InvalidInput, match="Say why"):
        retract_document(document=document, by=editor, reason="  ")


def test_what_rests_on_a_document_is_listed_with_review_and_verdict(
    decided: Review, supporting: Evidence, editor: User, client: Client
) -> None:
    document = supporting.passage.document
    (item,) = resting_on(document, user=editor)
    assert (item.claim, item.review, item.verdict.rating.slug) == (decided.claim, decided, "true")
    client.force_login(editor)
    page = client.get(reverse("reviews:touched", args=[document.public_id])).content.decode()
    assert decided.claim.statement in page
    assert decided.get_absolute_url() in page


def test_a_blind_reviewer_does_not_see_there_what_the_other_accepted(
    blind: Review, supporting: Evidence, reviewer: User, second_reviewer: User
) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(curated_by=reviewer)
    (item,) = resting_on(supporting.passage.document, user=second_reviewer)
    assert (item.evidence[0].decision, item.verdict) == ("suggested", None)


def test_a_stranger_learns_nothing(client: Client, stranger: User, supporting: Evidence) -> None:
    client.force_login(stranger)
    assert client.get(reverse("reviews:touched", args=[supporting.passage.document.public_id])).status_code == 404


def test_every_document_that_changed_is_found(supporting: Evidence, opposing: Evidence, editor: User) -> None:
    drift(supporting)
    retract_document(document=opposing.passage.document, by=editor, reason="Withdrawn.")
    found: Any = Document.objects.drifted()
    assert set(found) == {supporting.passage.document, opposing.passage.document}
