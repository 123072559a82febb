"""The claims with a known answer that reviewers are tried with: for editors alone."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims.models import Claim
from factcheck.lib.forms import posted, require_form
from reviews.forms.calibration import HandOutForm, MarkForm, QueueForm
from reviews.models import CalibrationItem, Review
from reviews.policies import can_calibrate, can_mark
from reviews.services.calibration import hand_out, mark_item, retire_item

ITEMS_SHOWN = 30
CLAIMS_SHOWN = 20


@login_required
@require_GET
def items(request: HttpRequest) -> HttpResponse:
    """What is handed out, how often, and what was retired."""
    can_calibrate(request.user).enforce()
    return _page(request)


@login_required
@require_GET
def candidates(request: HttpRequest) -> HttpResponse:
    """Claims whose verdict stands published, to choose from."""
    can_calibrate(request.user).enforce()
    form = QueueForm(request.GET)
    settled = Review.objects.visible_to(request.user).calibration_candidates().matching(form.given()).for_list()
    shown = Paginator(settled.order_by("-closed_at", "-pk"), CLAIMS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "reviews/calibration_candidates.html", {"page": shown, "form": form})


@login_required
@require_form
def mark(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose a claim, with the reason why its answer is known."""
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker").defer("article__body")
    claim = get_object_or_404(claims, public_id=public_id)
    form = MarkForm(posted(request))
    if posted(request) is not None and form.attempt(lambda typed: mark_item(claim=claim, by=request.user, **typed)):
        messages.success(request, "Reviewers can be tried with this claim now. They are not told.")
        return redirect("reviews:calibration")
    page = {"claim": claim, "form": form, "may": can_mark(request.user, claim)}
    return render(request, "reviews/calibration_mark.html", page, status=form.status)


@login_required
@require_POST
def give(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a claim to a reviewer, as an ordinary review."""
    item = _item(request, public_id)
    form = HandOutForm(request.POST, auto_id=f"{item.public_id}_%s")
    if form.attempt(lambda typed: hand_out(item=item, by=request.user, **typed)):
        messages.success(request, f"{form.outcome.person} has it among the other reviews now.")
        return redirect("reviews:calibration")
    return _page(request, tried={item.pk: form}, status=form.status)


@login_required
@require_POST
def retire(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a claim out no more."""
    retire_item(item=_item(request, public_id), by=request.user)
    messages.success(request, "This claim is handed out no more. What was answered still counts.")
    return redirect("reviews:calibration")


def _item(request: HttpRequest, public_id: UUID) -> CalibrationItem:
    found: CalibrationItem = get_object_or_404(CalibrationItem.objects.visible_to(request.user), public_id=public_id)
    return found


def _page(request: HttpRequest, *, tried: Mapping[int, HandOutForm] | None = None, status: int = 200) -> HttpResponse:
    """The items; ``tried`` is the form that was refused, by the primary key of its item."""
    found = CalibrationItem.objects.visible_to(request.user).for_list()
    shown = Paginator(found, ITEMS_SHOWN).get_page(request.GET.get("page"))
    fresh = {item.pk: HandOutForm(auto_id=f"{item.public_id}_%s") for item in shown}
    rows = [(item, (tried or fresh).get(item.pk, fresh[item.pk])) for item in shown]
    return render(request, "reviews/calibration.html", {"page": shown, "rows": rows}, status=status)
