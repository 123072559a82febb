"""The scales of the newsroom: read, defined, given a next version, put into use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from factcheck.lib.forms import posted, require_form
from reviews.forms.scales import RatingFormSet, ScaleForm, drafted, shown_ratings
from reviews.forms.steps import ReasonForm
from reviews.models import Scale
from reviews.pages.scales import ScalePage, scale_page
from reviews.policies import can_run_desk
from reviews.services import scales as service


@login_required
@require_GET
def scales(request: HttpRequest) -> HttpResponse:
    """The newest version of each scale, the one in use first."""
    rows = [scale_page(scale) for scale in Scale.objects.visible_to(request.user).newest()]
    return render(request, "reviews/scales.html", {"rows": rows, "may": can_run_desk(request.user)})


@login_required
@require_GET
def scale(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version of a scale: what each rating means and demands, and the other versions."""
    return _page(request, scale_page(_scale(request, public_id)))


@login_required
@require_form
def add(request: HttpRequest) -> HttpResponse:
    """Define another scale; ``?like=`` starts from one that is there."""
    can_run_desk(request.user).enforce()
    like = Scale.objects.visible_to(request.user).filter(public_id=_uuid(request.GET.get("like"))).first()
    done = "The scale is stored. Put it into use when it is ready."
    return _edit(request, like, None, service.define_scale, done=done)


@login_required
@require_form
def revise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make the next version of a scale."""
    can_run_desk(request.user).enforce()
    found = _scale(request, public_id)
    return _edit(request, found, found, service.revise_scale, done="The next version of the scale is stored.")


@login_required
@require_POST
def use(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have new verdicts given on a scale."""
    found = _scale(request, public_id)
    form = ReasonForm(request.POST)
    if form.attempt(lambda typed: service.use_scale(scale=found, by=request.user, **typed)):
        messages.success(request, f"New verdicts are given on “{form.outcome.name}”.")
        return redirect(found)
    return _page(request, scale_page(found), form)


def _edit(request: HttpRequest, shown: Scale | None, revised: Scale | None, call: Any, *, done: str) -> HttpResponse:
    """Show the form, or store what was typed; refused, it is shown with the reason and all that was typed."""
    data = posted(request)
    form = ScaleForm(data, initial=ScaleForm.stored(revised or shown) if shown else None)
    ratings = RatingFormSet(data, initial=shown_ratings(shown), prefix="ratings")
    given = {"scale": revised} if revised else {}
    if ratings.is_valid() and form.attempt(
        lambda typed: call(draft=drafted(typed, ratings), by=request.user, reason=typed["reason"], **given)
    ):
        messages.success(request, done)
        return redirect(form.outcome)
    status = max(form.status, 400 if data is not None else 200)
    page = {
        "form": form,
        "ratings": ratings,
        "scale": revised,
        "affected": service.open_on(revised) if revised else None,
    }
    return render(request, "reviews/scale_form.html", page, status=status)


def _page(request: HttpRequest, shown: ScalePage, form: ReasonForm | None = None) -> HttpResponse:
    page = {"shown": shown, "form": form or ReasonForm(), "may": can_run_desk(request.user)}
    return render(request, "reviews/scale.html", page, status=form.status if form else 200)


def _scale(request: HttpRequest, public_id: UUID) -> Any:
    return get_object_or_404(Scale.objects.visible_to(request.user), public_id=public_id)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
