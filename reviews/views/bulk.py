"""Doing the same with many reviews of the queue; each is done or refused by itself, with its reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.lib.errors import DomainError
from reviews.desk_forms import BulkForm
from reviews.models import Review
from reviews.services.assignment import assign_by_rule
from reviews.services.lifecycle import assign_review, release_review
from reviews.views.queue import VIEWS, show_queue

REFUSALS_SHOWN = 8


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Assign or release what is ticked; a refused form is shown again with all ticks."""
    form = BulkForm(request.POST, reviews=Review.objects.visible_to(request.user).for_list())
    if not form.attempt(lambda typed: _all(_act(typed, request.user), typed["reviews"])):
        return show_queue(request, request.POST.get("view", ""), bulk=form)
    done, refused = form.outcome
    if done:
        messages.success(request, f"Done with {done} review{'' if done == 1 else 's'}.")
    for sentence in refused[:REFUSALS_SHOWN]:
        messages.warning(request, sentence)
    if len(refused) > REFUSALS_SHOWN:
        messages.warning(request, f"{len(refused) - REFUSALS_SHOWN} more were refused.")
    view = request.POST.get("view", "")
    return redirect(f"{reverse('reviews:queue')}?view={view if view in VIEWS else 'mine'}")


def _act(typed: dict[str, Any], by: Any) -> Callable[[Review], Review]:
    """What is done with each review."""
    if typed["action"] == "assign":
        return lambda review: assign_review(review=review, assignee=typed["assignee"], by=by, reason=typed["reason"])
    if typed["action"] == "rule":
        return lambda review: assign_by_rule(review=review, by=by, reason=typed["reason"])
    return lambda review: release_review(review=review, by=by, reason=typed["reason"])


def _all(act: Callable[[Review], Review], reviews: Any) -> tuple[int, list[str]]:
    """How many were done, and a sentence for each that was refused."""
    done, refused = 0, []
    for review in reviews:
        try:
            act(review)
        except DomainError as error:
            refused.append(f"“{review.claim.statement[:80]}”: {error.message}")
        else:
            done += 1
    return done, refused
