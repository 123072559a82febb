"""Assigning, releasing, cancelling and withdrawing."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from claims.models import LedgerEntry
from claims.services.claims import Revision, revise_claim
from claims.signals import claim_discarded, claim_revised
from factcheck.lib.errors import IllegalTransition, InvalidInput, NotAllowed
from reviews.models import Review
from reviews.services import lifecycle, steps
from reviews.services.lifecycle import assign_review, cancel_review, release_review
from tests.factories import make_claim, make_review
from tests.reviews.conftest import answer, make_linked, place


def told(review: Review, kind: str) -> list[str]:
    return sorted(review.notices.filter(kind=kind).values_list("recipient__username", flat=True))


# --- Assigning ---


def test_an_editor_assigns_and_the_reviewer_is_told(
    opened: Review, editor: User, reviewer: User, verbs: Callable[[], list[str]]
) -> None:
    review = assign_review(review=opened, assignee=reviewer, by=editor)
    assert (review.state, review.assignee, review.version) == ("assigned", reviewer, 2)
    assert review.assigned_at is not None
    assert told(review, "assigned") == [reviewer.username]
    assert verbs() == ["review.assigned"]
    assert LedgerEntry.objects.get().details == {
        "review": str(review.public_id), "version": 2, "apart": False, "assignee": reviewer.username
    }  # fmt: skip


def test_whoever_takes_a_review_is_not_told_so(opened: Review, reviewer: User) -> None:
    review = assign_review(review=opened, assignee=reviewer, by=reviewer)
    assert review.assignee == reviewer
    assert not review.notices.exists()


def test_an_editor_takes_over_and_the_one_before_is_told(assigned: Review, editor: User, reviewer: User) -> None:
    review = assign_review(review=assigned, assignee=editor, by=editor, reason="Ill.")
    assert review.assignee == editor
    assert told(review, "released") == [reviewer.username]


@pytest.mark.parametrize("name", ["editor", "second_reviewer"])
def test_taking_never_takes_over(name: str, assigned: Review, reviewer: User, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed, match=r"This review is with rosa-reviewer; (assign it|ask an editor)"):
        lifecycle.take_review(review=assigned, by=request.getfixturevalue(name))
    assigned.refresh_from_db()
    assert assigned.assignee == reviewer


def test_a_free_review_is_taken(opened: Review, editor: User) -> None:
    assert lifecycle.take_review(review=opened, by=editor).assignee == editor


def test_whoever_loses_a_review_reads_the_reason(assigned: Review, editor: User) -> None:
    review = assign_review(review=assigned, assignee=editor, by=editor, reason="You are ill today.")
    assert "edda-editor has it now. You are ill today." in review.notices.get(kind="released").text


def test_an_editor_is_no_blind_reviewer(opened: Review, editor: User, second_editor: User, reviewer: User) -> None:
    review = place(opened, "assigned", assignee=reviewer, blind=True)
    for by in (editor, second_editor):
        with pytest.raises(NotAllowed, match="a blind review needs two reviewers who do not"):
            assign_review(review=review, assignee=editor, by=by)
    with pytest.raises(NotAllowed, match="a blind review needs two reviewers who do not"):
        lifecycle.take_review(review=review, by=editor)


def test_a_review_that_an_editor_has_is_not_made_blind(opened: Review, editor: User, second_editor: User) -> None:
    review = place(opened, "assigned", assignee=second_editor)
    with pytest.raises(NotAllowed, match="Assign it to a reviewer instead of emil-editor first"):
        lifecycle.ask_for_second(review=review, by=editor, reason="A person is accused.")


def test_a_reviewer_takes_nothing_from_another(assigned: Review, second_reviewer: User) -> None:
    with pytest.raises(NotAllowed, match="This review is with rosa-reviewer; ask an editor"):
        assign_review(review=assigned, assignee=second_reviewer, by=second_reviewer)


def test_a_reviewer_assigns_nobody_else(opened: Review, reviewer: User, second_reviewer: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors"):
        assign_review(review=opened, assignee=second_reviewer, by=reviewer)


@pytest.mark.parametrize("name", ["stranger", "cms"])
def test_a_review_is_given_to_nobody_who_is_no_reviewer(
    name: str, opened: Review, editor: User, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed, match="is no reviewer"):
        assign_review(review=opened, assignee=request.getfixturevalue(name), by=editor)
    assert not LedgerEntry.objects.exists()


def test_two_people_fill_the_places_of_a_blind_review_in_turn(
    opened: Review, editor: User, reviewer: User, second_reviewer: User
) -> None:
    place(opened, "open", blind=True)
    assign_review(review=opened, assignee=reviewer, by=reviewer)
    review = assign_review(review=opened, assignee=second_reviewer, by=editor)
    assert review.people == [reviewer, second_reviewer]
    assert not told(review, "released")
    with pytest.raises(NotAllowed, match="Two reviewers have this review already"):
        assign_review(review=review, assignee=editor, by=editor)


def test_one_person_does_not_fill_both_places(opened: Review, reviewer: User, editor: User) -> None:
    review = place(opened, "assigned", assignee=reviewer, blind=True)
    for by in (reviewer, editor):
        with pytest.raises(NotAllowed, match="this review already"):
            assign_review(review=review, assignee=reviewer, by=by)


def test_a_stale_page_changes_what_is_stored_now(opened: Review, editor: User, reviewer: User) -> None:
    stale = Review.objects.get(pk=opened.pk)
    cancel_review(review=opened, by=editor, reason="Not now.")
    with pytest.raises(IllegalTransition, match="This review is cancelled and can not be assigned now"):
        assign_review(review=stale, assignee=reviewer, by=reviewer)


# --- Releasing ---


def test_a_reviewer_gives_a_review_back(assigned: Review, reviewer: User, verbs: Callable[[], list[str]]) -> None:
    review = release_review(review=assigned, by=reviewer, reason="I know the speaker.")
    assert (review.state, review.people, review.assigned_at) == ("open", [], None)
    assert not review.notices.exists()
    assert verbs() == ["review.released"]
    assert LedgerEntry.objects.get().details["reason"] == "I know the speaker."


def test_an_editor_releases_and_the_reviewer_is_told(assigned: Review, editor: User, reviewer: User) -> None:
    review = release_review(review=assigned, by=editor)
    assert told(review, "released") == [reviewer.username]


def test_one_of_two_steps_back_and_the_other_stays(blind: Review, reviewer: User, second_reviewer: User) -> None:
    review = release_review(review=blind, by=reviewer)
    assert (review.state, review.people) == ("assigned", [second_reviewer])
    assert review.has_a_free_place


def test_an_editor_releases_both_places(blind: Review, editor: User) -> None:
    assert release_review(review=blind, by=editor).state == "open"


def test_whoever_has_answered_keeps_his_place(
    blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    answer(blind, second_reviewer)
    with pytest.raises(NotAllowed, match="nothing to give back"):
        release_review(review=blind, by=second_reviewer)
    review = release_review(review=blind, by=editor)
    assert (review.state, review.people) == ("assigned", [second_reviewer])
    with pytest.raises(NotAllowed, match="only a second reviewer is missing"):
        release_review(review=review, by=editor)
    assert assign_review(review=review, assignee=reviewer, by=reviewer).people == [second_reviewer, reviewer]


def test_what_nobody_has_is_not_released(opened: Review, editor: User) -> None:
    with pytest.raises(IllegalTransition, match="open and can not be released"):
        release_review(review=opened, by=editor)


# --- Cancelling and withdrawing ---


def test_an_editor_cancels_with_a_reason_and_the_reviewer_is_told(
    assigned: Review, editor: User, reviewer: User
) -> None:
    review = cancel_review(review=assigned, by=editor, reason=" The desk dropped it. ")
    assert (review.state, review.closed_by, review.closing_reason) == ("cancelled", editor, "The desk dropped it.")
    assert review.closed_at is not None
    assert told(review, "cancelled") == [reviewer.username]


@pytest.mark.parametrize(
    ("reason", "sentence"), [(" ", "Say why the review is cancelled"), ("x" * 501, "501 characters; at most 500")]
)
def test_a_review_is_not_cancelled_without_a_reason_that_fits(
    reason: str, sentence: str, opened: Review, editor: User
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        cancel_review(review=opened, by=editor, reason=reason)
    assert set(caught.value.fields) == {"reason"}


@pytest.mark.parametrize("state", ["open", "assigned", "disputed", "decided"])
def test_a_revised_claim_withdraws_its_live_review(
    state: str, opened: Review, editor: User, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = place(opened, state, assignee=reviewer)
    revise(review, editor, "statement")
    assert (review.state, review.closed_by) == ("cancelled", None)
    assert review.closing_reason == "The claim was revised (the statement); evidence is looked up again."
    entry = LedgerEntry.objects.get(verb="review.cancelled")
    assert (entry.actor, entry.details["because_of"]) == (None, editor.username)
    assert told(review, "cancelled") == [reviewer.username]


def revise(review: Review, by: User | None, *names: str) -> None:
    changes = {name: ["before", "after"] for name in names}
    claim_revised.send(sender=type(review.claim), claim=review.claim, by=by, changes=changes)
    review.refresh_from_db()


@pytest.mark.parametrize(
    ("state", "stays"), [("open", True), ("assigned", True), ("disputed", False), ("decided", False)]
)
def test_another_changed_fact_withdraws_only_what_was_judged(
    state: str, stays: bool, opened: Review, editor: User, reviewer: User
) -> None:
    review = place(opened, state, assignee=reviewer)
    revise(review, editor, "role", "speaker")
    assert review.state == (state if stays else "cancelled")
    reason = (
        "" if stays else "The claim was revised (the speaker, the role of the speaker); evidence is looked up again."
    )
    assert review.closing_reason == reason


def test_a_changed_date_withdraws_a_blind_review_with_one_answer(blind: Review, reviewer: User) -> None:
    answer(blind, reviewer)
    revise(blind, None, "said_on")
    assert (blind.state, blind.closed_by) == ("cancelled", None)


@pytest.mark.parametrize(
    "revision",
    [
        Revision(speaker_name="Somebody Else", speaker_kind="person"),
        Revision(role="treasurer"),
        Revision(said_on=dt.date(2026, 1, 2), said_precision="day"),
    ],
)
def test_nobody_changes_a_fact_of_a_decided_claim_and_publishes_it(
    revision: Revision, decided: Review, editor: User
) -> None:
    claim = decided.claim
    revise_claim(claim=claim, revision=revision, by=editor, version=claim.version)
    decided.refresh_from_db()
    assert (decided.state, decided.closed_by) == ("cancelled", None)
    assert claim.linking_runs.filter(status="pending").exists()


def test_the_kind_of_a_speaker_is_a_fact_too(decided: Review, editor: User) -> None:
    claim = decided.claim
    kind = Revision(speaker_name=claim.speaker.name, speaker_kind="organisation")
    revise_claim(claim=claim, revision=kind, by=editor, version=claim.version)
    decided.refresh_from_db()
    assert "what the speaker is" in decided.closing_reason


def test_a_discarded_claim_withdraws_its_review_with_the_reason(assigned: Review, editor: User) -> None:
    assigned.claim.discard_reason = "A joke."
    claim_discarded.send(sender=type(assigned.claim), claim=assigned.claim, by=editor)
    assigned.refresh_from_db()
    assert assigned.closing_reason == "The claim was discarded: A joke."


def test_what_was_published_is_not_withdrawn(opened: Review, editor: User, reviewer: User) -> None:
    published = place(opened, "published", assignee=reviewer, closed_by=editor)
    lifecycle.withdraw_reviews(claim=published.claim, by=editor, reason="Revised.")
    published.refresh_from_db()
    assert published.state == "published"


def test_a_revised_claim_gets_a_new_review_when_it_is_linked_again(assigned: Review, editor: User) -> None:
    claim = assigned.claim
    make_linked(claim)
    lifecycle.withdraw_reviews(claim=claim, by=editor, reason="Revised.")
    search = make_linked(claim, "pending")
    assert lifecycle.open_reviews(article_id=claim.article_id) == 0
    type(search).objects.filter(pk=search.pk).update(status="failed")
    assert lifecycle.open_reviews(article_id=claim.article_id) == 1


# --- The step itself ---


def test_a_step_that_is_refused_leaves_no_trace(assigned: Review, stranger: User) -> None:
    before = Review.objects.filter(pk=assigned.pk).values().get()
    with pytest.raises(NotAllowed):
        cancel_review(review=assigned, by=stranger, reason="I want to.")
    assert Review.objects.filter(pk=assigned.pk).values().get() == before
    assert not LedgerEntry.objects.exists()


def test_every_step_raises_the_version_by_one(opened: Review, editor: User, reviewer: User) -> None:
    assign_review(review=opened, assignee=reviewer, by=editor)
    release_review(review=opened, by=editor)
    review = cancel_review(review=opened, by=editor, reason="Enough.")
    assert review.version == 4
    assert [entry.details["version"] for entry in LedgerEntry.objects.order_by("sequence")] == [2, 3, 4]


def test_the_story_of_a_change_has_only_this_review(editor: User, reviewer: User) -> None:
    claim = make_claim()
    old = cancel_review(review=make_review(claim=claim), by=editor, reason="Old.")
    new = lifecycle.reopen_review(review=old, by=editor, reason="New.")
    assign_review(review=new, assignee=reviewer, by=editor)
    assert steps.lock_review(new, version=2).assignee == reviewer
