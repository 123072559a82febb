"""The life of a review, as a table. Plain Python: who may do it is in ``policies``, doing it in ``services.steps``."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a review stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    DISPUTED = "disputed"
    DECIDED = "decided"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What can be done with a review."""

    ASSIGN = "assign"
    ASSIGN_SECOND = "assign_second"
    ASK_FOR_SECOND = "ask_for_second"
    STEP_BACK = "step_back"
    RELEASE = "release"
    ASSESS = "assess"
    DISPUTE = "dispute"
    DECIDE = "decide"
    SETTLE = "settle"
    RETURN = "return"
    PUBLISH = "publish"
    CANCEL = "cancel"


LIVE: Final = frozenset({State.OPEN, State.ASSIGNED, State.DISPUTED, State.DECIDED})
FINAL: Final = frozenset({State.PUBLISHED, State.CANCELLED})
# Nobody has said yet whether the claim holds: these can be overdue, and a verdict can be written.
UNDECIDED: Final = LIVE - {State.DECIDED}
# While a blind review is in one of these, not all of its answers are in, and none is shown.
UNANSWERED: Final = UNDECIDED - {State.DISPUTED}

# assess: the first of two blind assessments is in; the second one decides or disputes.
# step back: one of two blind reviewers goes, the other one stays; release: nobody stays.
TABLE: Final[dict[tuple[State, Action], State]] = {
    (State.OPEN, Action.ASSIGN): State.ASSIGNED,
    (State.OPEN, Action.ASK_FOR_SECOND): State.OPEN,
    (State.OPEN, Action.CANCEL): State.CANCELLED,
    (State.ASSIGNED, Action.ASSIGN): State.ASSIGNED,
    (State.ASSIGNED, Action.ASSIGN_SECOND): State.ASSIGNED,
    (State.ASSIGNED, Action.ASK_FOR_SECOND): State.ASSIGNED,
    (State.ASSIGNED, Action.STEP_BACK): State.ASSIGNED,
    (State.ASSIGNED, Action.RELEASE): State.OPEN,
    (State.ASSIGNED, Action.ASSESS): State.ASSIGNED,
    (State.ASSIGNED, Action.DISPUTE): State.DISPUTED,
    (State.ASSIGNED, Action.DECIDE): State.DECIDED,
    (State.ASSIGNED, Action.CANCEL): State.CANCELLED,
    (State.DISPUTED, Action.SETTLE): State.DECIDED,
    (State.DISPUTED, Action.CANCEL): State.CANCELLED,
    (State.DECIDED, Action.RETURN): State.ASSIGNED,
    (State.DECIDED, Action.PUBLISH): State.PUBLISHED,
    (State.DECIDED, Action.CANCEL): State.CANCELLED,
}

# What one of two blind reviewers does apart from the other; it is no change that the other has to look at.
APART: Final = frozenset({Action.ASSIGN_SECOND, Action.STEP_BACK, Action.ASSESS})

DONE: Final = {
    Action.ASSIGN: "assigned",
    Action.ASSIGN_SECOND: "given a second reviewer",
    Action.ASK_FOR_SECOND: "made a blind review",
    Action.STEP_BACK: "released",
    Action.RELEASE: "released",
    Action.ASSESS: "assessed",
    Action.DISPUTE: "assessed",
    Action.DECIDE: "assessed",
    Action.SETTLE: "settled",
    Action.RETURN: "returned",
    Action.PUBLISH: "published",
    Action.CANCEL: "cancelled",
}
ADVICE: Final = {
    State.OPEN: "Assign it or take it first.",
    State.ASSIGNED: "Wait for the assessment, or release it.",
    State.DISPUTED: "An editor who gave neither assessment has to settle it.",
    State.DECIDED: "Return it with a note to have it assessed again.",
    State.PUBLISHED: "Open a correction to change what was published.",
    State.CANCELLED: "Open the review again to go on.",
}


def next_state(state: State, action: Action) -> State | None:
    """The state after ``action``, or ``None`` when it can not be done in ``state``."""
    return TABLE.get((state, action))


def refusal(state: State, action: Action) -> str:
    """Why ``action`` can not be done in ``state`` and what can be done, as sentences; empty when it can be done."""
    if next_state(state, action) is not None:
        return ""
    return f"This review is {state} and can not be {DONE[action]} now. {ADVICE[state]}"
