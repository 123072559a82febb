"""One claim beside the text of its article: what is known of it, and judging it there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from claims.models import Claim
from factcheck.lib.errors import Conflict, Occupied
from factcheck.lib.fragments import REFUSED, is_fragment, render_either
from reviews.forms.steps import StepForm
from reviews.forms.verdict import VerdictForm
from reviews.models import Review
from reviews.pages.beside import Bench, beside
from reviews.services import lifecycle, verdicts
from reviews.services.steps import seen_version


@login_required
@require_GET
def beside_text(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is known of one claim: a fragment that opens beside the text, or a page of its own."""
    return _shown(request, _claim(request, public_id))


@login_required
@require_POST
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the review of a claim, and stay beside the text."""
    claim = _claim(request, public_id)
    try:
        lifecycle.take_review(review=_live_review(request, claim), by=request.user, despite="despite" in request.POST)
    except Occupied as error:
        form = StepForm(request.POST)
        form.refuse(error)
        return _shown(request, claim, taking=form)
    messages.success(request, "The review is yours.")
    return redirect("reviews:beside", public_id=claim.public_id)


@login_required
@require_POST
def judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whether a claim holds, and stay beside the text; refused, with all that was typed."""
    claim = _claim(request, public_id)
    review = _live_review(request, claim)
    form = VerdictForm(request.POST, review=review, by=request.user)
    if form.attempt(lambda _typed: verdicts.assess_review(review=review, by=request.user, **form.answer())):
        messages.success(request, "Your assessment is in.")
        return redirect("reviews:beside", public_id=claim.public_id)
    fresh = Review.objects.visible_to(request.user).for_page().get(pk=review.pk)
    form.renew("version", seen_version(fresh))
    form.renew_scale(fresh)
    return _shown(request, _claim(request, public_id), form=form)


def _shown(
    request: HttpRequest, claim: Claim, *, form: VerdictForm | None = None, taking: StepForm | None = None
) -> HttpResponse:
    shown = beside(claim, user=request.user)
    page = {
        "beside": shown,
        "here": claim.get_absolute_url(),
        "form": form or _form(request, shown.bench),
        "taking": taking,
        "in_place": is_fragment(request),
    }
    refused = form or taking
    status = refused.status if refused else 200
    if refused and is_fragment(request):
        status = REFUSED
    return render_either(
        request, page="reviews/beside.html", fragment="reviews/_beside_fragment.html", context=page, status=status
    )


def _form(request: HttpRequest, bench: Bench | None) -> VerdictForm | None:
    if bench is None or not bench.may_judge:
        return None
    form = VerdictForm(review=bench.review, by=request.user)
    form.initial["cited"] = bench.own
    return form


def _claim(request: HttpRequest, public_id: UUID) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker", "run")
    found: Claim = get_object_or_404(claims, public_id=public_id)
    return found


def _live_review(request: HttpRequest, claim: Claim) -> Review:
    """The newest review of ``claim``; ``Conflict`` when there is none yet."""
    rows = Review.objects.visible_to(request.user).for_page().filter(claim=claim)
    found: Review | None = rows.order_by("-pk").first()
    if found is None:
        message = "Nobody can judge this claim yet: its evidence is still being looked up."
        raise Conflict(message)
    return found
