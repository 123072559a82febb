"""What the desk knew at a moment: "what did we know when we published?"."""

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Article, Claim
from factcheck.lib.decisions import Denied
from reviews.forms.history import MomentForm
from reviews.pages.history import article_history, claim_history


@login_required
@require_GET
def claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One claim as it was known."""
    _check_may_read(request)
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker").defer("article__body")
    found = get_object_or_404(claims, public_id=public_id)
    form = MomentForm(request.GET or None)
    history = claim_history(found, moment=_moment(form), user=request.user)
    page = {"history": history, "form": _shown(form, history.known.moment)}
    return render(request, "reviews/claim_history.html", page, status=form.status)


@login_required
@require_GET
def article(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An article with its claims as they were known."""
    _check_may_read(request)
    found = get_object_or_404(Article.objects.visible_to(request.user).for_list(), public_id=public_id)
    form = MomentForm(request.GET or None)
    history = article_history(found, moment=_moment(form), user=request.user, page=request.GET.get("page"))
    page = {"history": history, "form": _shown(form, history.moment)}
    return render(request, "reviews/article_history.html", page, status=form.status)


def _moment(form: MomentForm) -> dt.datetime | None:
    """The moment that was asked for; what can not be read stands in the form with its sentence."""
    if form.is_bound and not form.is_valid():
        form.status = 400
        return None
    moment: dt.datetime | None = form.cleaned_data.get("at") if form.is_bound else None
    return moment


def _shown(form: MomentForm, moment: dt.datetime) -> MomentForm:
    """The form with the moment that is shown, or as it was typed when that could not be read."""
    return form if form.errors else MomentForm(initial={"at": moment})


def _check_may_read(request: HttpRequest) -> None:
    if not (request.user.has_perm("claims.view_ledgerentry") and request.user.has_perm("reviews.view_review")):
        Denied("Only the people of the desk can read what was known when.").enforce()
