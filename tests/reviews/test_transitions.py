"""Every state times every action: the expected state, or the expected refusal."""

import pytest

from reviews.choices import ReviewState
from reviews.models import Review
from reviews.services.steps import VERBS
from reviews.transitions import (
    ADVICE,
    DONE,
    FINAL,
    LIVE,
    TABLE,
    UNANSWERED,
    UNDECIDED,
    Action,
    State,
    next_state,
    refusal,
)

EXPECTED = {
    State.OPEN: {"assign": "assigned", "ask_for_second": "open", "cancel": "cancelled"},
    State.ASSIGNED: {
        "assign": "assigned",
        "assign_second": "assigned",
        "ask_for_second": "assigned",
        "step_back": "assigned",
        "release": "open",
        "assess": "assigned",
        "dispute": "disputed",
        "decide": "decided",
        "cancel": "cancelled",
    },
    State.DISPUTED: {"settle": "decided", "cancel": "cancelled"},
    State.DECIDED: {"return": "assigned", "publish": "published", "cancel": "cancelled"},
    State.PUBLISHED: {},
    State.CANCELLED: {},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_the_table_allows_exactly_these_steps(state: State, action: Action) -> None:
    expected = EXPECTED[state].get(action)
    assert next_state(state, action) == expected
    assert bool(refusal(state, action)) == (expected is None)


def test_a_review_is_undecided_until_somebody_decides_and_hides_answers_until_both_are_in() -> None:
    assert {State.OPEN, State.ASSIGNED, State.DISPUTED} == UNDECIDED
    assert {State.OPEN, State.ASSIGNED} == UNANSWERED
    assert not Review(state="open").hides_answers
    assert Review(state="open", blind=True).hides_answers
    assert not Review(state="disputed", blind=True).hides_answers
    assert Review(state="disputed").is_undecided


def test_a_refusal_says_the_state_and_what_can_be_done() -> None:
    assert refusal(State.DECIDED, Action.ASSIGN) == (
        "This review is decided and can not be assigned now. Return it with a note to have it assessed again."
    )


def test_a_state_is_live_or_final_and_only_a_live_one_can_be_left() -> None:
    assert set(State) == LIVE | FINAL
    assert not LIVE & FINAL
    assert {state for state, _action in TABLE} == LIVE


def test_every_state_has_advice_and_every_action_a_word_and_a_verb() -> None:
    assert set(ADVICE) == set(State)
    assert set(DONE) == set(VERBS) == set(Action)


def test_the_database_and_the_queries_know_the_same_states() -> None:
    assert set(ReviewState.values) == set(State)
    known = next(each for each in Review._meta.constraints if each.name == "the_state_of_a_review_is_known")
    assert set(known.condition.children[0][1]) == set(State)
