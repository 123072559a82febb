"""What will be done in time, and what could be cut."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from factcheck.lib.forms import posted, require_form
from reviews.forms.forecast import CutForm
from reviews.pages.forecast import cut_list, forecast_page
from reviews.policies import can_see_forecast
from reviews.services.cuts import Cut, cut_reviews


@login_required
@require_GET
def forecast(request: HttpRequest) -> HttpResponse:
    """Every undecided review with its chance to make its due time."""
    can_see_forecast(request.user).enforce()
    return render(request, "reviews/forecast.html", {"forecast": forecast_page(request.GET.get("page"))})


@login_required
@require_form
def cuts(request: HttpRequest) -> HttpResponse:
    """What should be hurried, what could be cut, and what that would help."""
    can_see_forecast(request.user).enforce()
    form = CutForm(posted(request))
    if form.is_bound and form.attempt(lambda typed: cut_reviews(by=request.user, **typed)):
        _tell(request, form.outcome)
        return redirect("reviews:cuts")
    ticked = form.ticked() if form.is_bound else request.GET.getlist("reviews")
    page: dict[str, Any] = {"list": cut_list(ticked), "form": form}
    return render(request, "reviews/cuts.html", page, status=form.status)


def _tell(request: HttpRequest, cut: Cut) -> None:
    if cut.done:
        what = "1 review is" if cut.done == 1 else f"{cut.done} reviews are"
        messages.success(request, f"{what} closed without a verdict.")
    for sentence in cut.refused:
        messages.error(request, sentence)
