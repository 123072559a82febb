"""Who may do what, as truth tables: one line for each person and state."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from factcheck.lib.decisions import Denied
from reviews import policies
from reviews.models import Assessment, Review
from reviews.transitions import State
from tests.factories import make_claim, make_review
from tests.reviews.conftest import answer, place

PEOPLE = ("editor", "second_editor", "reviewer", "second_reviewer", "stranger", "cms", "machine")

# In the reviews of these tables, reviewer has (or had) the review; it was decided, or disputed, by both reviewers.
TABLE = {
    ("can_assign", "open"): {"editor", "second_editor", "machine"},
    ("can_assign", "assigned"): {"editor", "second_editor"},
    ("can_take", "open"): {"editor", "second_editor", "reviewer", "second_reviewer"},
    ("can_take", "assigned"): set(),
    ("can_release", "assigned"): {"editor", "second_editor", "reviewer", "machine"},
    ("can_assess", "assigned"): {"reviewer"},
    ("can_settle", "disputed"): {"editor", "second_editor"},
    ("can_return", "decided"): {"editor", "second_editor", "machine"},
    ("can_publish", "decided"): {"editor", "second_editor"},
    ("can_cancel", "open"): {"editor", "second_editor", "machine"},
    ("can_cancel", "assigned"): {"editor", "second_editor", "machine"},
    ("can_cancel", "disputed"): {"editor", "second_editor", "machine"},
    ("can_cancel", "decided"): {"editor", "second_editor", "machine"},
    ("can_ask_for_second", "open"): {"editor", "second_editor", "machine"},
    ("can_ask_for_second", "assigned"): {"editor", "second_editor", "machine"},
    ("can_reopen", "published"): {"editor", "second_editor"},
    ("can_reopen", "cancelled"): {"editor", "second_editor"},
}
QUESTIONS = sorted({question for question, _state in TABLE})


@pytest.fixture
def people(db: None, request: pytest.FixtureRequest) -> dict[str, User | None]:
    return {name: None if name == "machine" else request.getfixturevalue(name) for name in PEOPLE}


def in_state(state: str, people: dict[str, Any], request: pytest.FixtureRequest) -> Review:
    if state == "open":
        return request.getfixturevalue("opened")
    if state in {"assigned", "disputed", "decided"}:
        return request.getfixturevalue(state)
    return place(request.getfixturevalue("opened"), state, assignee=people["reviewer"], closed_by=people["editor"])


@pytest.mark.parametrize("state", [str(state) for state in State])
def test_exactly_these_people_may(state: str, people: dict[str, Any], request: pytest.FixtureRequest) -> None:
    review = in_state(state, people, request)
    for question in QUESTIONS:
        allowed = {name for name, person in people.items() if getattr(policies, question)(person, review)}
        assert allowed == TABLE.get((question, state), set()), (question, state)


@pytest.mark.parametrize("state", [str(state) for state in State])
def test_every_refusal_is_a_whole_sentence(state: str, people: dict[str, Any], request: pytest.FixtureRequest) -> None:
    review = in_state(state, people, request)
    decisions = [getattr(policies, question)(person, review) for question in QUESTIONS for person in people.values()]
    for decision in decisions:
        if isinstance(decision, Denied):
            assert decision.reason[0].isupper()
            assert decision.reason.endswith(".")


@pytest.mark.parametrize(("name", "sees"), [("editor", True), ("reviewer", True), ("stranger", False), ("cms", False)])
def test_the_list_holds_exactly_what_the_page_would_show(
    name: str, sees: bool, opened: Review, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    assert bool(policies.can_view(person, opened)) is sees
    assert Review.objects.visible_to(person).exists() is sees


# --- Whose job it can be ---


def test_nobody_judges_the_claims_of_an_article_that_he_entered(editor: User, second_editor: User) -> None:
    review = make_review()
    review.claim.article.submitted_by = editor
    assert policies.can_take(editor, review).reason == policies.OWN_ARTICLE
    assert not policies.can_assign(second_editor, review, editor)
    assert policies.can_assign(editor, review, second_editor)
    review = place(review, "assigned", assignee=editor)
    assert policies.can_assess(editor, review).reason == policies.OWN_ARTICLE


def test_the_one_who_entered_an_article_settles_no_dispute_about_it(
    disputed: Review, editor: User, second_editor: User
) -> None:
    disputed.claim.article.submitted_by = editor
    assert policies.can_settle(editor, disputed).reason == policies.OWN_ARTICLE
    assert policies.can_settle(second_editor, disputed)


@pytest.mark.parametrize(("name", "fits"), [("reviewer", False), ("second_reviewer", True), ("stranger", False)])
def test_a_review_is_given_to_another_reviewer_only(
    name: str, fits: bool, assigned: Review, editor: User, request: pytest.FixtureRequest
) -> None:
    assert bool(policies.can_assign(editor, assigned, request.getfixturevalue(name))) is fits


def test_the_second_place_of_a_blind_review_is_free_for_another_person(
    opened: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    review = place(opened, "assigned", assignee=reviewer, blind=True)
    assert policies.can_take(reviewer, review).reason == "You have this review already."
    assert policies.can_take(second_reviewer, review)
    review = place(review, "assigned", second_assignee=second_reviewer)
    assert "release one" in policies.can_assign(editor, review, editor).reason


def test_a_reviewer_who_lost_the_right_can_not_assess(assigned: Review, reviewer: User) -> None:
    reviewer.groups.clear()
    reviewer = User.objects.get(pk=reviewer.pk)
    assert "no reviewer any more" in policies.can_assess(reviewer, assigned).reason


# --- Four eyes ---


def test_nobody_publishes_or_returns_what_he_judged(opened: Review, editor: User, second_editor: User) -> None:
    review = answer(place(opened, "assigned", assignee=editor), editor)
    for question in (policies.can_publish, policies.can_return):
        assert "a second person" in question(editor, review).reason
        assert question(second_editor, review)


def test_neither_of_two_blind_reviewers_publishes(opened: Review, editor: User, second_editor: User) -> None:
    blind = place(opened, "assigned", assignee=editor, second_assignee=second_editor, blind=True)
    answer(blind, editor)
    decided = answer(blind, second_editor)
    assert not policies.can_publish(editor, decided)
    assert not policies.can_publish(second_editor, decided)


def test_whoever_judged_in_an_earlier_round_does_not_publish(
    decided: Review, editor: User, second_editor: User
) -> None:
    Assessment.objects.create(
        review=decided, round=7, reviewer=editor, rating=decided.verdicts.get().rating, rationale="x"
    )
    assert not policies.can_publish(editor, decided)
    assert policies.can_publish(second_editor, decided)


def test_whoever_gave_an_assessment_does_not_settle(opened: Review, editor: User, second_editor: User) -> None:
    blind = place(opened, "assigned", assignee=editor, second_assignee=second_editor, blind=True)
    answer(blind, editor, "true")
    disputed = answer(blind, second_editor, "false")
    assert "another editor" in policies.can_settle(editor, disputed).reason
    assert not policies.can_settle(second_editor, disputed)


# --- Opening again ---


def test_only_the_newest_review_of_a_claim_is_opened_again(editor: User) -> None:
    claim = make_claim()
    old = place(make_review(claim=claim), "cancelled")
    make_review(claim=claim)
    assert policies.can_reopen(editor, old).reason == policies.NOT_NEWEST


def test_a_review_made_blind_has_no_earlier_assessment(decided: Review, editor: User) -> None:
    returned = place(decided, "assigned", round=2)
    assert "would not be blind" in policies.can_ask_for_second(editor, returned).reason
