"""How the desk as a whole does, and what a person may know of himself."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from reviews.forms.insight import InsightForm
from reviews.insight.tables import as_csv
from reviews.pages.insight import Desk, choices, first_day, insight, own_confidence, table_named
from reviews.policies import can_see_insight

PRESETS: Final = {7: "7 days", 30: "30 days", 90: "90 days", 365: "a year"}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Plots and tables for the period and the work that the address names."""
    can_see_insight(request.user).enforce()
    form = InsightForm(request.GET, choices=choices())
    shown = insight(Desk(**form.filters()), form.period(timezone.localdate(), begun=first_day()))
    page = {"insight": shown, "form": form, "presets": PRESETS, "given": request.GET.urlencode()}
    return render(request, "reviews/insight.html", page, status=200 if form.is_valid() else 400)


@login_required
@require_GET
def table(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One table of the page as CSV."""
    can_see_insight(request.user).enforce()
    form = InsightForm(request.GET, choices=choices())
    period = form.period(timezone.localdate(), begun=first_day())
    found = table_named(name, number, Desk(**form.filters()), period)
    if found is None:
        raise Http404
    filename = f"{name}-{number + 1}-{period.start}-{period.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """How well one's own confidence fits; nobody else sees it."""
    user: Any = request.user
    section = own_confidence(user, today=timezone.localdate())
    return render(request, "reviews/insight_mine.html", {"section": section})
