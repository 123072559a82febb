"""One claim to judge, and all that can be done with its review."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from factcheck.lib.forms import DeskForm
from reviews.forms.steps import step_form
from reviews.forms.verdict import VerdictForm
from reviews.models import Review
from reviews.pages.judging import judging
from reviews.services import deadlines, lifecycle, verdicts
from reviews.services.presence import stay
from reviews.services.steps import seen_version


@login_required
@require_GET
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One claim to judge; whoever looks is at it from now on."""
    found = _review(request, public_id)
    stay(review=found, by=request.user)
    return _page(request, found)


@login_required
@require_POST
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a review oneself."""
    return _step(
        request,
        _review(request, public_id),
        "take",
        _alone(request, lifecycle.take_review),
        done="The review is yours.",
    )


@login_required
@require_POST
def assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a review to somebody."""
    return _step(
        request, _review(request, public_id), "assign", lifecycle.assign_review, done="The review is assigned."
    )


@login_required
@require_POST
def second(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have a claim judged by two people who do not know of each other."""
    done = "The review has a place for a second reviewer."
    return _step(request, _review(request, public_id), "second", lifecycle.ask_for_second, done=done)


@login_required
@require_POST
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a review back."""
    return _step(request, _review(request, public_id), "release", lifecycle.release_review, done="The review is free.")


@login_required
@require_POST
def due(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set by hand when a review is due."""
    done = "The due time is set; it stays when the publication time moves."
    return _step(request, _review(request, public_id), "due", deadlines.set_due_time, done=done)


@login_required
@require_POST
def follow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Count the due time from the publication time again."""
    done = "The due time follows the publication time."
    return _step(request, _review(request, public_id), "follow", deadlines.count_due_time, done=done)


@login_required
@require_POST
def send_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return a verdict to its reviewer, with a note."""
    done = "The verdict went back to the reviewer."
    return _step(request, _review(request, public_id), "return", _alone(request, verdicts.return_review), done=done)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close a review without a verdict."""
    return _step(request, _review(request, public_id), "cancel", lifecycle.cancel_review, done="The review is closed.")


@login_required
@require_POST
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a new review in place of a closed one."""
    done = "A new review is open; the old one is kept."
    return _step(request, _review(request, public_id), "reopen", lifecycle.reopen_review, done=done)


@login_required
@require_POST
def assess(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whether the claim holds."""
    return _judge(request, public_id, verdicts.assess_review, done="Your assessment is in.")


@login_required
@require_POST
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide between two assessments that differ."""
    return _judge(request, public_id, _alone(request, verdicts.settle_review), done="The dispute is settled.")


def _alone(request: HttpRequest, service: Callable[..., Review]) -> Callable[..., Review]:
    """``service``, which asks once when somebody else has the review open, until the person goes on all the same."""
    return partial(service, despite="despite" in request.POST)


def _step(request: HttpRequest, found: Review, name: str, service: Callable[..., Review], *, done: str) -> HttpResponse:
    """Take one step, or show the page again with the reason and what was typed."""
    form = step_form(name, request.POST)
    if form.attempt(lambda typed: service(review=found, by=request.user, **typed)):
        messages.success(request, done)
        return redirect(form.outcome)
    return _page(request, _review(request, found.public_id), tried={name: form}, status=form.status)


def _judge(request: HttpRequest, public_id: UUID, service: Callable[..., Review], *, done: str) -> HttpResponse:
    """Store an answer, or show the page as it is now with the reason and what was typed.

    The answer may be sent again from there: it then counts for the review as it is shown.
    """
    found = _review(request, public_id)
    form = VerdictForm(request.POST, review=found, by=request.user)
    if form.attempt(lambda _typed: service(review=found, by=request.user, **form.answer())):
        messages.success(request, done)
        return redirect(found)
    fresh = _review(request, public_id)
    form.renew("version", seen_version(fresh))
    form.renew_scale(fresh)
    return _page(request, fresh, verdict_form=form, status=form.status)


def _review(request: HttpRequest, public_id: UUID) -> Review:
    reviews = Review.objects.visible_to(request.user).for_page()
    found: Review = get_object_or_404(reviews, public_id=public_id)
    return found


def _page(
    request: HttpRequest,
    found: Review,
    *,
    tried: dict[str, DeskForm] | None = None,
    verdict_form: Any = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "judging": judging(found, user=request.user, tried=tried or {}),
        "form": verdict_form or VerdictForm(review=found, by=request.user),
    }
    return render(request, "reviews/review.html", page, status=status)
