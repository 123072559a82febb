"""Answers: what they need, what comes of them, and what happens when two people work at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from claims.models import LedgerEntry
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput, NotAllowed
from reviews.models import Assessment, Rating, Review, Scale, Verdict
from reviews.services import lifecycle, verdicts
from reviews.services.notices import in_words
from sources.models import Evidence
from sources.services.curation import restate_evidence
from tests.factories import get_rating, make_evidence
from tests.reviews.conftest import answer

NEEDS_FALSE = "“False” needs evidence: accept at least one passage that contradicts the claim, and cite it."
NEEDS_TRUE = "“True” needs evidence: accept at least one passage that corroborates the claim, and cite it."


def said() -> str:
    """The time of the last entry of the ledger, as it is told."""
    return in_words(LedgerEntry.objects.order_by("pk").last().at)  # type: ignore[union-attr]


def publish(review: Review, by: User, version: int | None = None) -> Review:
    with transaction.atomic():
        return lifecycle.close_as_published(review=review, by=by, version=version)


def test_the_answer_of_one_reviewer_is_the_verdict(assigned: Review, reviewer: User, supporting: Evidence) -> None:
    review = answer(assigned, reviewer, "true", "  The report says so.  ")
    verdict = review.verdicts.get()
    assert review.state == "decided"
    assert (verdict.version, verdict.rating.slug, verdict.rationale) == (1, "true", "The report says so.")
    assert (verdict.decided_by, list(verdict.cited.all())) == (reviewer, [supporting])
    assert review.assessments.get().round == 1


def test_the_ledger_tells_the_verdict_with_its_reasons(
    assigned: Review, reviewer: User, supporting: Evidence, verbs: Callable[[], list[str]]
) -> None:
    review = answer(assigned, reviewer)
    details = LedgerEntry.objects.get(verb="review.decided").details
    assert details["rating"] == "true"
    assert details["rationale"] == "The report says so."
    assert details["cited"] == [str(supporting.public_id)]
    assert details["version"] == review.version
    assert verbs() == ["review.decided"]


def test_those_who_can_publish_are_told_that_it_is_decided(
    decided: Review, editor: User, second_editor: User, reviewer: User
) -> None:
    second = answer_of_an_editor(decided, editor)
    assert set(decided.notices.filter(kind="decided").values_list("recipient", flat=True)) == {
        editor.pk,
        second_editor.pk,
    }
    assert set(second.notices.filter(kind="decided", occasion=f"version {second.version}").values_list(
        "recipient", flat=True
    )) == {second_editor.pk}  # fmt: skip


def answer_of_an_editor(review: Review, editor: User) -> Review:
    """Another round, which ``editor`` answers, so that he can not publish it."""
    other = User.objects.create_superuser("chief")
    verdicts.return_review(review=review, by=other, note="Once more.")
    lifecycle.assign_review(review=review, assignee=editor, by=editor, reason="Ill.")
    decided = answer(review, editor)
    decided.notices.filter(recipient=other).delete()
    return decided


# --- Refusals ---


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"rationale": " \n "}, "rationale", "Give your reasons; the rationale is published with the verdict."),
        ({"rationale": "x" * 20_001}, "rationale", "The rationale has 20,001 characters; at most 20,000 are taken."),
        ({"rating": "true", "cited": []}, "cited", NEEDS_TRUE),
        ({"rating": "false", "cited": []}, "cited", NEEDS_FALSE),
        ({"rating": "mixed", "cited": []}, "cited", "“Mixed” needs evidence: accept at least one passage and cite it."),
    ],
)
def test_an_answer_that_lacks_something_is_refused_with_a_sentence(
    over: dict[str, Any], field: str, sentence: str, assigned: Review, reviewer: User
) -> None:
    with pytest.raises(InvalidInput) as caught:
        answer(assigned, reviewer, **over)
    assert caught.value.fields == {field: sentence}
    assert not Assessment.objects.exists()
    assert not LedgerEntry.objects.exists()
    assigned.refresh_from_db()
    assert (assigned.state, assigned.version) == ("assigned", 1)


def test_every_field_at_fault_is_named_at_once(assigned: Review, reviewer: User) -> None:
    with pytest.raises(InvalidInput) as caught:
        answer(assigned, reviewer, "false", " ", cited=[])
    assert set(caught.value.fields) == {"rationale", "cited"}


@pytest.mark.parametrize("slug", ["unproven", "not-checkable"])
def test_an_answer_that_nothing_was_found_needs_no_evidence(slug: str, assigned: Review, reviewer: User) -> None:
    assert answer(assigned, reviewer, slug, cited=[]).state == "decided"


def test_evidence_that_only_a_machine_suggests_is_not_enough(assigned: Review, reviewer: User) -> None:
    suggested = make_evidence(claim=assigned.claim, machine_stance="contradicts")
    with pytest.raises(InvalidInput, match="needs evidence"):
        answer(assigned, reviewer, "false", cited=[suggested])


def test_the_stance_of_a_person_counts(assigned: Review, reviewer: User, supporting: Evidence) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(human_stance="contradicts")
    with pytest.raises(InvalidInput, match="needs evidence"):
        answer(assigned, reviewer, "true", cited=[supporting])
    assert answer(assigned, reviewer, "false", cited=[supporting]).state == "decided"


def test_rejected_evidence_is_not_cited_even_when_the_page_was_older(
    assigned: Review, reviewer: User, supporting: Evidence
) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(decision="rejected")
    with pytest.raises(InvalidInput, match="was rejected as evidence"):
        answer(assigned, reviewer, "unproven", cited=[supporting])


def test_evidence_of_another_claim_is_not_cited(assigned: Review, reviewer: User) -> None:
    with pytest.raises(InvalidInput, match="is no evidence for this claim"):
        answer(assigned, reviewer, "unproven", cited=[make_evidence()])


def test_a_rating_of_another_scale_is_refused(assigned: Review, reviewer: User) -> None:
    scale = Scale.objects.create(name="Old scale")
    old = Rating.objects.create(
        scale=scale, slug="rather", name="Rather", description="Rather.", order=1, tone="mixed", needs_evidence=False
    )
    with pytest.raises(InvalidInput, match="“Rather” is not on the scale in use"):
        verdicts.assess_review(review=assigned, rating=old, rationale="x", cited=[], by=reviewer, version=1)


def test_only_the_reviewer_who_has_it_answers(assigned: Review, second_reviewer: User, editor: User) -> None:
    for person in (second_reviewer, editor):
        with pytest.raises(NotAllowed, match="take it first"):
            answer(assigned, person)


def test_an_open_review_is_not_answered(opened: Review, reviewer: User) -> None:
    with pytest.raises(IllegalTransition, match="This review is open and can not be assessed now"):
        answer(opened, reviewer)


# --- Two at once ---


def test_the_second_of_two_answers_is_told_what_the_first_one_did(assigned: Review, reviewer: User) -> None:
    answer(assigned, reviewer, version=1)
    with pytest.raises(Conflict) as caught:
        answer(assigned, reviewer, "unproven", version=1)
    assert caught.value.message == (
        f"This review was changed meanwhile: decided by {reviewer.username} on {said()} as “True”. "
        "It is now decided. What you wrote was not stored; look at the review again before you send it."
    )
    assert Verdict.objects.count() == 1


def test_a_step_that_is_not_possible_any_more_says_who_did_what_and_when(
    decided: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    with pytest.raises(IllegalTransition) as caught:
        lifecycle.assign_review(review=decided, assignee=second_reviewer, by=editor, reason="Ill.")
    assert caught.value.message == (
        "This review is decided and can not be assigned now. Return it with a note to have it assessed again. "
        f"It was decided by {reviewer.username} on {said()} as “True”."
    )
    verdicts.return_review(review=decided, by=editor, note="Cite the log.")
    with pytest.raises(IllegalTransition, match=rf"It was returned by {editor.username} on .*: Cite the log\.$"):
        verdicts.return_review(review=decided, by=editor, note="Again.")
    lifecycle.cancel_review(review=decided, by=editor, reason="Cut.")
    with pytest.raises(IllegalTransition, match=rf"It was cancelled by {editor.username} on .*: Cut\.$"):
        lifecycle.take_review(review=decided, by=second_reviewer)


def test_an_open_review_says_who_gave_it_back(assigned: Review, reviewer: User) -> None:
    lifecycle.release_review(review=assigned, by=reviewer, reason="I am off.")
    with pytest.raises(IllegalTransition, match=rf"released by {reviewer.username} on .*: I am off\.$"):
        answer(assigned, reviewer)


def test_of_a_blind_review_only_what_editors_did_is_told_with_a_name(
    blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    lifecycle.release_review(review=blind, by=second_reviewer, reason="I know him.")
    with pytest.raises(IllegalTransition) as caught:
        verdicts.return_review(review=blind, by=editor, note="x")
    assert not {second_reviewer.username, "I know him"} & set(caught.value.message.split())
    assert "released" not in caught.value.message.partition("release it.")[2]
    lifecycle.release_review(review=blind, by=editor, reason="Both of you.")
    with pytest.raises(Conflict) as told:
        answer(blind, reviewer, version=1)
    assert f"released by {editor.username} on " in told.value.message
    assert "Both of you" not in told.value.message


def test_who_gave_which_answer_of_a_dispute_is_not_told(
    disputed: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    with pytest.raises(IllegalTransition) as caught:
        lifecycle.assign_review(review=disputed, assignee=editor, by=editor)
    assert "It was disputed on " in caught.value.message
    assert reviewer.username not in caught.value.message
    assert second_reviewer.username not in caught.value.message


def test_an_answer_to_a_review_that_somebody_else_has_now_is_a_conflict(
    assigned: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason="Ill.")
    with pytest.raises(Conflict, match=f"assigned by {editor.username}"):
        answer(assigned, reviewer, version=1)


def test_an_answer_to_a_version_that_never_was_is_a_conflict(assigned: Review, reviewer: User) -> None:
    with pytest.raises(Conflict, match="look at it again"):
        answer(assigned, reviewer, version=99)


# --- Another round ---


def test_a_returned_review_gets_another_round_and_a_second_verdict(
    decided: Review, reviewer: User, editor: User
) -> None:
    returned = verdicts.return_review(review=decided, by=editor, note="Cite the log as well.")
    assert (returned.state, returned.round, returned.assignee) == ("assigned", 2, reviewer)
    notice = returned.notices.get(kind="returned")
    assert notice.recipient == reviewer
    assert "Cite the log as well." in notice.text
    again = answer(returned, reviewer, "unproven")
    assert [verdict.version for verdict in again.verdicts.all()] == [1, 2]
    assert Verdict.objects.newest_of(again).rating.slug == "unproven"
    assert [assessment.round for assessment in again.assessments.all()] == [1, 2]


@pytest.mark.parametrize("note", ["", "  "])
def test_a_review_is_not_returned_without_a_note(note: str, decided: Review, editor: User) -> None:
    with pytest.raises(InvalidInput) as caught:
        verdicts.return_review(review=decided, by=editor, note=note)
    assert set(caught.value.fields) == {"note"}


def test_the_reviewer_does_not_return_his_own_verdict(decided: Review, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        verdicts.return_review(review=decided, by=reviewer, note="Mine.")


# --- Publishing ---


def test_a_second_person_publishes(decided: Review, editor: User, verbs: Callable[[], list[str]]) -> None:
    review = publish(decided, editor)
    assert (review.state, review.closed_by) == ("published", editor)
    assert review.closed_at is not None
    assert verbs() == ["review.decided", "review.published"]


def test_publishing_takes_the_transaction_of_the_caller(decided: Review, editor: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lifecycle.close_as_published(review=decided, by=editor)
        raise ZeroDivisionError
    decided.refresh_from_db()
    assert decided.state == "decided"


def test_a_verdict_whose_evidence_was_rejected_since_is_not_published(
    decided: Review, editor: User, supporting: Evidence
) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(decision="rejected")
    with pytest.raises(IllegalTransition) as caught:
        publish(decided, editor)
    assert caught.value.message == (
        "This verdict can not be published. A cited passage was rejected as evidence: cite it no more, or accept it "
        f"again. {NEEDS_TRUE} Or return it with a note."
    )
    decided.refresh_from_db()
    assert decided.state == "decided"


def test_a_verdict_whose_evidence_was_restated_since_is_not_published(
    decided: Review, editor: User, supporting: Evidence
) -> None:
    restate_evidence(evidence=supporting, by=editor, stance="contradicts")
    with pytest.raises(IllegalTransition, match="was restated as “contradicts” after the verdict"):
        publish(decided, editor)
    restate_evidence(evidence=supporting, by=editor, stance="corroborates")
    assert publish(decided, editor).state == "published"


def test_a_verdict_keeps_the_stance_with_which_it_cites(decided: Review, editor: User, supporting: Evidence) -> None:
    restate_evidence(evidence=supporting, by=editor, stance="context")
    for row in (decided.verdicts.get(), decided.assessments.get()):
        citation = row.citations.get()
        assert (citation.evidence, citation.stance) == (supporting, "corroborates")
        with pytest.raises(TypeError, match="never changed"):
            citation.save()


def test_the_truest_answer_cites_nothing_that_contradicts(
    assigned: Review, reviewer: User, supporting: Evidence, opposing: Evidence
) -> None:
    with pytest.raises(InvalidInput, match="“True” can not cite a passage that contradicts the claim"):
        answer(assigned, reviewer, "true", cited=[supporting, opposing])
    assert answer(assigned, reviewer, "mostly-true", cited=[supporting, opposing]).state == "decided"


def test_what_was_decided_again_meanwhile_is_not_published_unseen(
    decided: Review, editor: User, second_editor: User, reviewer: User
) -> None:
    seen = decided.version
    verdicts.return_review(review=decided, by=second_editor, note="Once more.")
    answer(decided, reviewer, "unproven")
    with pytest.raises(Conflict, match=r"returned by emil-editor on .*: Once more; decided by rosa-reviewer on "):
        publish(decided, editor, version=seen)


def test_a_review_is_published_once(decided: Review, editor: User, second_editor: User) -> None:
    publish(decided, editor)
    with pytest.raises(IllegalTransition, match="Open a correction"):
        publish(decided, second_editor)


def test_what_is_missing_for_a_verdict_can_be_asked(assigned: Review, supporting: Evidence) -> None:
    assert verdicts.missing(assigned) == ["Nobody has decided yet."]
    assert verdicts.missing(assigned, get_rating("false"), [supporting]) == [NEEDS_FALSE]
    assert verdicts.missing(assigned, get_rating("true"), [supporting]) == []


# --- What is stored stays ---


def test_assessments_and_verdicts_are_never_changed(decided: Review) -> None:
    for row in (decided.assessments.get(), decided.verdicts.get()):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
