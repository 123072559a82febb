"""Every state times every action times every role: the state after it, or the refusal.

The table below says for each action which roles may take it in which state, and where it leads. Everything that it does
not name must be refused, with a sentence, and leave the review, its answers and the ledger as they were.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from claims.models import LedgerEntry
from factcheck.lib.errors import DomainError
from reviews.models import Assessment, Review, Verdict
from reviews.services import lifecycle, verdicts
from reviews.services.fixes import resolve_fix
from reviews.transitions import TABLE
from tests.conftest import make_person
from tests.factories import get_rating
from tests.reviews.conftest import answer, place

pytestmark = pytest.mark.django_db

# Who there is: those who have the review, those who could, those who may not, and nobody, who is the machine.
ROLES = (
    "first", "second", "free_reviewer", "editor", "editor_who_entered", "editor_who_settled", "stranger", "cms",
    "machine",
)  # fmt: skip
EDITORS = {"editor", "editor_who_entered", "editor_who_settled"}
# The states, each as a review that one person judges and as one that two judge blind.
CASES = (
    "open", "blind_open", "assigned", "blind_half", "blind_assigned", "blind_answered", "disputed", "decided",
    "settled", "published", "cancelled",
)  # fmt: skip

# action -> case -> (who may, state afterwards)
ALLOWED: dict[str, dict[str, tuple[set[str], str]]] = {
    "take": {
        "open": ({"first", "second", "free_reviewer", "editor", "editor_who_settled"}, "assigned"),
        "blind_open": ({"first", "second", "free_reviewer"}, "assigned"),
        "blind_half": ({"second", "free_reviewer"}, "assigned"),
    },
    "assign": {
        "open": (EDITORS | {"machine", "free_reviewer"}, "assigned"),
        "blind_open": (EDITORS | {"machine", "free_reviewer"}, "assigned"),
        "assigned": (EDITORS, "assigned"),
        "blind_half": (EDITORS | {"machine", "free_reviewer"}, "assigned"),
    },
    "second": {"open": (EDITORS | {"machine"}, "open"), "assigned": (EDITORS | {"machine"}, "assigned")},
    "release": {
        "assigned": (EDITORS | {"machine", "first"}, "open"),
        "blind_half": (EDITORS | {"machine", "first"}, "open"),
        "blind_assigned": (EDITORS | {"machine", "first", "second"}, "*"),
        "blind_answered": (EDITORS | {"machine", "second"}, "assigned"),
    },
    "assess": {
        "assigned": ({"first"}, "decided"),
        "blind_half": ({"first"}, "assigned"),
        "blind_assigned": ({"first", "second"}, "assigned"),
        "blind_answered": ({"second"}, "decided"),
    },
    "differ": {
        "assigned": ({"first"}, "decided"),
        "blind_half": ({"first"}, "assigned"),
        "blind_assigned": ({"first", "second"}, "assigned"),
        "blind_answered": ({"second"}, "disputed"),
    },
    "settle": {"disputed": ({"editor", "editor_who_settled"}, "decided")},
    "return": {
        "decided": (EDITORS | {"machine"}, "assigned"),
        "settled": ({"editor", "editor_who_entered", "machine"}, "assigned"),
    },
    "publish": {"decided": (EDITORS, "published"), "settled": ({"editor", "editor_who_entered"}, "published")},
    "cancel": {case: (EDITORS | {"machine"}, "cancelled") for case in CASES if case not in {"published", "cancelled"}},
    "reopen": {case: (EDITORS, case) for case in ("published", "cancelled")},
}


@pytest.fixture
def people(reviewer: User, second_reviewer: User, editor: User, stranger: User, cms: User) -> dict[str, Any]:
    """One person for each role; nobody for the machine."""
    return {
        "first": reviewer,
        "second": second_reviewer,
        "free_reviewer": make_person("rita-reviewer", "reviewer"),
        "editor": editor,
        "editor_who_entered": make_person("erik-editor", "editor"),
        "editor_who_settled": make_person("elsa-editor", "editor"),
        "stranger": stranger,
        "cms": cms,
        "machine": None,
    }


def in_case(case: str, opened: Review, people: dict[str, Any]) -> Review:
    """The review as ``case`` names it; the article was entered by one of the editors."""
    article = opened.claim.article
    article.submitted_by = people["editor_who_entered"]
    article.save()
    first, second = people["first"], people["second"]
    both = {"assignee": first, "second_assignee": second, "blind": True}
    if case in {"open", "blind_open"}:
        return place(opened, "open", blind=case == "blind_open")
    if case in {"assigned", "blind_half"}:
        return place(opened, "assigned", assignee=first, blind=case == "blind_half")
    if case == "decided":
        return answer(place(opened, "assigned", assignee=first), first, "unproven")
    if case in {"published", "cancelled"}:
        return place(opened, case, assignee=first, closed_by=people["editor"])
    return _blind_case(case, place(opened, "assigned", **both), people)


def _blind_case(case: str, review: Review, people: dict[str, Any]) -> Review:
    if case == "blind_assigned":
        return review
    review = answer(review, people["first"], "unproven")
    if case == "blind_answered":
        return review
    review = answer(review, people["second"], "not-checkable")
    if case == "disputed":
        return review
    return verdicts.settle_review(
        review=review, rating=get_rating("unproven"), rationale="Nothing.", cited=[], by=people["editor_who_settled"],
        version=review.version,
    )  # fmt: skip


def call_of(action: str, review: Review, by: Any, people: dict[str, Any]) -> Callable[[], Any]:
    """What ``by`` calls for ``action``: with all that it needs, so that only the state and the person can refuse it."""
    given = {"rationale": "Looked.", "cited": [], "version": review.version}
    target = people["free_reviewer"]
    calls: dict[str, Callable[[], Any]] = {
        "take": lambda: lifecycle.take_review(review=review, by=by),
        "assign": lambda: lifecycle.assign_review(review=review, assignee=target, by=by, reason="Ill."),
        "second": lambda: lifecycle.ask_for_second(review=review, by=by, reason="A person is accused."),
        "release": lambda: lifecycle.release_review(review=review, by=by),
        "assess": lambda: verdicts.assess_review(review=review, by=by, rating=get_rating("unproven"), **given),
        "differ": lambda: verdicts.assess_review(review=review, by=by, rating=get_rating("not-checkable"), **given),
        "settle": lambda: verdicts.settle_review(review=review, by=by, rating=get_rating("unproven"), **given),
        "return": lambda: verdicts.return_review(review=review, by=by, note="Look again."),
        "publish": lambda: lifecycle.close_as_published(review=review, by=by),
        "cancel": lambda: lifecycle.cancel_review(review=review, by=by, reason="Not now."),
        "reopen": lambda: lifecycle.reopen_review(review=review, by=by, reason="A reader wrote."),
    }
    return calls[action]


def everything(review: Review) -> tuple[Any, ...]:
    """All that a refused call must leave as it was."""
    stored = Review.objects.filter(pk=review.pk).values().get()
    return (
        stored,
        Review.objects.count(),
        list(Assessment.objects.values_list("pk")),
        list(Verdict.objects.values_list("pk")),
        LedgerEntry.objects.count(),
        review.fixes.count(),
    )


@pytest.mark.parametrize("case", CASES)
def test_exactly_these_people_take_exactly_these_steps(case: str, opened: Review, people: dict[str, Any]) -> None:
    review = in_case(case, opened, people)
    wrong = []
    for action, allowed in ALLOWED.items():
        may, leads_to = allowed.get(case, (set(), ""))
        for role in ROLES:
            outcome = tried(action, Review.objects.get(pk=review.pk), role, people)
            expected = leads_to if role in may else "refused"
            if outcome != expected and not (expected == "*" and outcome in {"open", "assigned"}):
                wrong.append((action, role, outcome, expected))
    assert wrong == []


def tried(action: str, review: Review, role: str, people: dict[str, Any]) -> str:
    """The state after ``role`` tried ``action``, or "refused"; nothing of it is kept."""
    if (action, role) == ("take", "machine"):
        return "refused"  # nobody is nobody's name
    mark, before = transaction.savepoint(), everything(review)
    try:
        call_of(action, review, people[role], people)()
        return str(Review.objects.get(pk=review.pk).state)
    except DomainError as error:
        assert error.message[0].isupper()
        assert error.message.endswith((".", "!", "?"))
        assert everything(review) == before
        return "refused"
    finally:
        transaction.savepoint_rollback(mark)


def test_the_table_above_and_that_of_the_product_have_the_same_moves() -> None:
    under_way = dict.fromkeys(("blind_half", "blind_assigned", "blind_answered"), "assigned")
    state_of = {"blind_open": "open", "settled": "decided"} | under_way
    moves = {
        (state_of.get(case, case), leads_to)
        for action, allowed in ALLOWED.items()
        for case, (_may, leads_to) in allowed.items()
        if action != "reopen" and leads_to != "*"
    }
    assert moves == {(str(before), str(after)) for (before, _action), after in TABLE.items()}


# --- What was asked, and that it was done ---


def test_a_returned_verdict_keeps_what_was_asked_and_who_said_that_it_is_done(
    decided: Review, reviewer: User, editor: User, second_editor: User
) -> None:
    verdicts.return_review(review=decided, by=editor, note="Cite the log.")
    fix = decided.fixes.get()
    assert (fix.asked, fix.asked_by, fix.before, fix.resolved_at) == (
        "Cite the log.", editor, decided.verdicts.get(), None,
    )  # fmt: skip
    with pytest.raises(DomainError, match="Only editors"):
        resolve_fix(fix=fix, by=reviewer, resolution="Done.")
    answer(decided, reviewer, "unproven")
    done = resolve_fix(fix=fix, by=second_editor, resolution="He did.")
    assert (done.resolved_by, done.resolution) == (second_editor, "He did.")
    with pytest.raises(DomainError, match="resolved already"):
        resolve_fix(fix=fix, by=editor, resolution="Again.")


def test_whoever_publishes_says_that_what_was_asked_is_done(decided: Review, reviewer: User, editor: User) -> None:
    verdicts.return_review(review=decided, by=editor, note="Cite the log.")
    review = answer(decided, reviewer, "unproven")
    lifecycle.close_as_published(review=review, by=editor)
    fix = review.fixes.get()
    assert (fix.resolved_by, fix.resolution) == (editor, "It was published.")


def test_a_review_that_is_opened_again_says_why_and_from_which_verdict(decided: Review, editor: User) -> None:
    lifecycle.close_as_published(review=decided, by=editor)
    opened = lifecycle.reopen_review(review=decided, by=editor, reason="A reader wrote.")
    fix = opened.fixes.get()
    assert (fix.asked, fix.before) == ("A reader wrote.", decided.verdicts.get())
