"""Corrections under way: what was opened, what was published since, and who has not confirmed."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from exports.models import Recall
from exports.policies import can_manage_subscribers
from exports.services.corrections import progress_of, unconfirmed_corrections
from factcheck.lib.decisions import Denied

RECALLS_SHOWN = 20
UNCONFIRMED_SHOWN = 100


@login_required
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """The recalls, newest first, each with how far it is; and every correction that somebody has not confirmed."""
    _check(request)
    recalls = Recall.objects.visible_to(request.user).select_related("opened_by")
    shown = Paginator(recalls, RECALLS_SHOWN).get_page(request.GET.get("page"))
    rows = [{"recall": recall, "progress": progress_of(recall)} for recall in shown.object_list]
    for row in rows:
        row["done"] = sum(one.is_done for one in row["progress"])
    page = {
        "page": shown,
        "rows": rows,
        "unconfirmed": unconfirmed_corrections()[:UNCONFIRMED_SHOWN],
        "may": can_manage_subscribers(request.user),
    }
    return render(request, "exports/corrections.html", page)


@login_required
@require_GET
def recall(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One recall: each claim with what stood, its review, what took its place, and who has not confirmed."""
    _check(request)
    found = get_object_or_404(Recall.objects.visible_to(request.user), public_id=public_id)
    progress = progress_of(found)
    page = {
        "recall": found,
        "progress": progress,
        "done": sum(one.is_done for one in progress),
        "may": can_manage_subscribers(request.user),
    }
    return render(request, "exports/recall.html", page)


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can see corrections.").enforce()
