"""Lists of reviews, and what a person was told."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from reviews.desk_forms import BulkForm
from reviews.forms import QueueForm
from reviews.models import Notice, Review
from reviews.services.notices import read_notices

REVIEWS_SHOWN = 40
NOTICES_SHOWN = 40
VIEWS: Final[dict[str, str]] = {
    "mine": "Mine",
    "unassigned": "Unassigned",
    "overdue": "Overdue",
    "disputed": "Disputed",
    "decided": "Decided",
    "all": "All",
}


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Reviews in the order of their due time: mine, unassigned, overdue, disputed, decided, all."""
    return show_queue(request, request.GET.get("view", ""))


def show_queue(request: HttpRequest, view: str, *, bulk: BulkForm | None = None) -> HttpResponse:
    """One list of the queue; ``bulk`` is a refused form, shown again with all its ticks."""
    form = QueueForm(request.GET)
    view = view if view in VIEWS else "mine"
    reviews = _chosen(view, request.user).matching(form.given()).for_list()
    shown = Paginator(reviews, REVIEWS_SHOWN).get_page(request.GET.get("page"))
    page = {
        "page": shown,
        "views": VIEWS,
        "view": view,
        "form": form,
        "bulk": bulk or BulkForm(reviews=Review.objects.none()),
        "may_bulk": request.user.has_perm("reviews.assign_review"),
    }
    return render(request, "reviews/queue.html", page, status=bulk.status if bulk else 200)


def _chosen(view: str, user: Any) -> Any:
    reviews = Review.objects.visible_to(user)
    if view == "mine":
        return reviews.assigned_to(user)
    chosen = {
        "unassigned": reviews.unassigned,
        "overdue": reviews.overdue,
        "disputed": reviews.disputed,
        "decided": reviews.decided,
        "all": reviews.all,
    }
    return chosen[view]()


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first."""
    shown = Paginator(Notice.objects.of(request.user), NOTICES_SHOWN).get_page(request.GET.get("page"))
    return render(request, "reviews/notices.html", {"page": shown})


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all notices of the person as read."""
    read_notices(by=request.user)
    return redirect("reviews:notices")
