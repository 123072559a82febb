"""What can be done with a review now, and why not what can not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.urls import reverse

from factcheck.lib.decisions import Decision
from factcheck.lib.forms import DeskForm
from reviews import policies
from reviews.forms.steps import step_form
from reviews.models import Review
from reviews.services.assignment import person_called, suggestion

# Refused actions that belong to a stage, so that their reason helps; all others would only be noise.
_NEAR: Final[dict[str, frozenset[str]]] = {
    "open": frozenset({"take", "assign"}),
    "assigned": frozenset({"take", "assign", "release"}),
    "disputed": frozenset(),
    "decided": frozenset({"return"}),
    "published": frozenset({"reopen"}),
    "cancelled": frozenset({"reopen"}),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One action on the page: its button, where it is sent, and what has to be filled in.

    ``tone`` is "main", "plain" or "grave". ``name`` is the name of its address. ``hint`` is what the rules would do.
    """

    name: str
    label: str
    url: str
    decision: Decision
    form: DeskForm
    tone: str
    hint: str = ""


def steps_of(review: Review, user: Any, tried: Mapping[str, DeskForm]) -> list[Step]:
    """The actions on ``review`` in the order of the work, each with the answer whether ``user`` may take it now.

    ``tried`` holds forms that were refused, by action: they are shown again as they were typed.
    """
    asked = [
        ("take", "Take this review", policies.can_take(user, review), "main"),
        ("assign", "Assign", policies.can_assign(user, review), "plain"),
        ("second", "Ask for a second reviewer", policies.can_ask_for_second(user, review), "plain"),
        ("release", "Release", policies.can_release(user, review), "plain"),
        ("due", "Set the due time", policies.can_set_due_time(user, review), "plain"),
        ("follow", "Let it follow the publication time", policies.can_follow_publication(user, review), "plain"),
        ("return", "Return to the reviewer", policies.can_return(user, review), "plain"),
        ("cancel", "Cancel the review", policies.can_cancel(user, review), "grave"),
        ("reopen", "Open again", policies.can_reopen(user, review), "plain"),
    ]
    steps = [
        Step(name, label, _url(name, review), decision, tried.get(name) or step_form(name), tone)
        for name, label, decision, tone in asked
        if decision or name in tried or name in _NEAR[review.state]
    ]
    return [_with_suggestion(step, review) if step.name == "assign" and step.decision else step for step in steps]


def _with_suggestion(step: Step, review: Review) -> Step:
    """To assign, with whom the rules would choose and why; chosen already unless somebody chose otherwise."""
    choice = suggestion(review)
    if not choice.name:
        return replace(step, hint=choice.reason)
    if not step.form.is_bound:
        step.form.fields["assignee"].initial = person_called(choice.name)
    return replace(step, hint=f"The rules suggest {choice.name}. {choice.reason}")


def _url(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=[review.public_id])
