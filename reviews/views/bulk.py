"""Doing the same with many reviews of the queue; each is done or refused by itself, with its reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from factcheck.lib.errors import DomainError
from reviews.forms.bulk import BulkForm
from reviews.forms.queue import QueueFilterForm
from reviews.models import Review
from reviews.services.assignment import assign_by_rule
from reviews.services.deadlines import set_due_time
from reviews.services.lifecycle import assign_review, release_review
from reviews.views.queue import show_queue

REFUSALS_SHOWN = 8


@login_required
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Assign, release or give another due time to what is ticked; a refused form is shown again with all ticks."""
    filters = QueueFilterForm(QueryDict(request.POST.get("filters", "")), user=request.user)
    form = BulkForm(request.POST, reviews=Review.objects.visible_to(request.user).for_list())
    if not form.attempt(lambda typed: _all(_act(typed, request.user), typed["reviews"])):
        return show_queue(request, filters, bulk=form)
    done, refused = form.outcome
    if done:
        messages.success(request, f"Done with {done} review{'' if done == 1 else 's'}.")
    for sentence in refused[:REFUSALS_SHOWN]:
        messages.warning(request, sentence)
    if len(refused) > REFUSALS_SHOWN:
        messages.warning(request, f"{len(refused) - REFUSALS_SHOWN} more were refused.")
    return redirect(f"{reverse('reviews:queue')}{filters.address()}")


def _act(typed: dict[str, Any], by: Any) -> Callable[[Review], Review]:
    """What is done with each review."""
    if typed["action"] == "assign":
        return lambda review: assign_review(review=review, assignee=typed["assignee"], by=by, reason=typed["reason"])
    if typed["action"] == "rule":
        return lambda review: assign_by_rule(review=review, by=by, reason=typed["reason"])
    if typed["action"] == "due":
        return lambda review: set_due_time(review=review, due_at=typed["due_at"], reason=typed["reason"], by=by)
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
