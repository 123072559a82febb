"""Two reviewers, neither of whom sees the other's answer before both are in."""

import json

import pytest
from django.contrib.auth.models import User

from factcheck.lib.errors import Conflict, IllegalTransition, NotAllowed
from reviews import policies
from reviews.models import Assessment, Review, Verdict
from reviews.services import lifecycle, verdicts
from tests.factories import get_rating
from tests.reviews.conftest import answer, place

SECRET = "The harbour log of 4 March settles it."


def test_the_first_answer_decides_nothing(blind: Review, reviewer: User) -> None:
    review = answer(blind, reviewer)
    assert review.state == "assigned"
    assert not Verdict.objects.exists()


def test_nobody_but_its_author_sees_the_first_answer(
    blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    answer(blind, reviewer)
    assert Assessment.objects.visible_to(reviewer).count() == 1
    for person in (second_reviewer, editor):
        assert not Assessment.objects.visible_to(person).exists()
        assert not policies.can_see_assessments(person, blind)


def test_both_answers_are_seen_when_both_are_in(
    blind: Review, reviewer: User, second_reviewer: User, stranger: User
) -> None:
    answer(blind, reviewer, "true")
    review = answer(blind, second_reviewer, "false")
    for person in (reviewer, second_reviewer):
        assert Assessment.objects.visible_to(person).count() == 2
        assert policies.can_see_assessments(person, review)
    assert not Assessment.objects.visible_to(stranger).exists()
    assert not policies.can_see_assessments(stranger, review)


def test_the_ledger_and_the_notices_do_not_tell_the_first_answer(blind: Review, reviewer: User) -> None:
    answer(blind, reviewer, "true", SECRET)
    entry = blind.claim.ledger.get(verb="review.assessed")
    told = json.dumps(entry.details) + "".join(notice.text for notice in blind.notices.all())
    assert SECRET not in told
    assert '"true"' not in told
    assert entry.details["apart"] is True


def test_the_answers_of_an_earlier_round_stay_visible_in_the_next(
    disputed: Review, editor: User, second_editor: User, reviewer: User, second_reviewer: User
) -> None:
    settle(disputed, editor)
    review = verdicts.return_review(review=disputed, by=second_editor, note="Look at the log again.")
    answer(review, reviewer)
    assert Assessment.objects.visible_to(second_reviewer).filter(round=1).count() == 2
    assert not Assessment.objects.visible_to(second_reviewer).filter(round=2).exists()


def test_two_equal_answers_decide(blind: Review, reviewer: User, second_reviewer: User) -> None:
    answer(blind, reviewer, "true", "The first reason.")
    review = answer(blind, second_reviewer, "true", "The second reason.")
    verdict = review.verdicts.get()
    assert review.state == "decided"
    assert verdict.decided_by == second_reviewer
    assert verdict.rationale == "The first reason.\n\nThe second reason."


def test_the_joint_verdict_cites_all_that_either_cites(
    blind: Review, reviewer: User, second_reviewer: User, supporting: object, opposing: object
) -> None:
    answer(blind, reviewer, "mixed", cited=[supporting])
    review = answer(blind, second_reviewer, "mixed", cited=[opposing, supporting])
    assert set(review.verdicts.get().cited.all()) == {supporting, opposing}


def test_an_answer_of_the_other_one_is_no_conflict(blind: Review, reviewer: User, second_reviewer: User) -> None:
    seen = blind.version
    answer(blind, reviewer)
    review = answer(blind, second_reviewer, version=seen)
    assert review.state == "decided"


def test_a_second_reviewer_who_comes_is_no_conflict_for_the_first(
    opened: Review, reviewer: User, second_reviewer: User
) -> None:
    review = place(opened, "assigned", assignee=reviewer, blind=True)
    seen = review.version
    lifecycle.assign_review(review=review, assignee=second_reviewer, by=second_reviewer)
    assert answer(review, reviewer, version=seen).assessments.count() == 1


def test_what_concerns_both_is_a_conflict_that_names_no_reviewer(
    opened: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    review = place(opened, "assigned", assignee=second_reviewer)
    seen = review.version
    lifecycle.ask_for_second(review=review, by=editor, reason="A person is accused.")
    with pytest.raises(Conflict) as caught:
        answer(review, second_reviewer, version=seen)
    assert f"second asked by {editor.username}" in caught.value.message
    assert not {reviewer.username, second_reviewer.username} & set(caught.value.message.split())


def test_one_answer_from_each(blind: Review, reviewer: User) -> None:
    answer(blind, reviewer)
    with pytest.raises(NotAllowed, match="wait for the other reviewer"):
        answer(blind, reviewer)


def test_an_editor_asks_for_a_second_reviewer(assigned: Review, editor: User, second_reviewer: User) -> None:
    review = lifecycle.ask_for_second(review=assigned, by=editor, reason="A person is accused.")
    assert (review.blind, review.blind_reason) == (True, "A person is accused.")
    review = lifecycle.assign_review(review=review, assignee=second_reviewer, by=editor)
    assert review.second_assignee == second_reviewer


# --- Disputes ---


def settle(review: Review, by: User, rating: str = "mixed") -> Review:
    review.refresh_from_db()
    cited = list(review.claim.evidence.all())
    return verdicts.settle_review(
        review=review,
        rating=get_rating(rating),
        rationale="Both have a point.",
        cited=cited,
        by=by,
        version=review.version,
    )


def test_different_answers_are_a_dispute_and_the_editors_are_told(
    blind: Review, reviewer: User, second_reviewer: User, editor: User, second_editor: User
) -> None:
    answer(blind, reviewer, "true")
    review = answer(blind, second_reviewer, "false")
    assert review.state == "disputed"
    assert not review.verdicts.exists()
    told = review.notices.filter(kind="disputed").values_list("recipient__username", flat=True)
    assert set(told) == {editor.username, second_editor.username}


def test_an_editor_settles_a_dispute(disputed: Review, editor: User) -> None:
    review = settle(disputed, editor)
    verdict = review.verdicts.get()
    assert review.state == "decided"
    assert (verdict.rating.slug, verdict.decided_by, verdict.rationale) == ("mixed", editor, "Both have a point.")
    assert review.assessments.count() == 2


def test_a_dispute_is_settled_once(disputed: Review, editor: User, second_editor: User) -> None:
    settle(disputed, editor)
    with pytest.raises(IllegalTransition, match="decided and can not be settled"):
        settle(disputed, second_editor)


def test_a_reviewer_settles_nothing(disputed: Review, reviewer: User) -> None:
    with pytest.raises(NotAllowed, match="Only editors"):
        settle(disputed, reviewer)


def test_whoever_settled_does_not_publish(disputed: Review, editor: User, second_editor: User) -> None:
    review = settle(disputed, editor)
    assert not policies.can_publish(editor, review)
    assert policies.can_publish(second_editor, review)
