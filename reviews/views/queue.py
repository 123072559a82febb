"""Lists of reviews, and what a person was told."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from reviews.forms.bulk import BulkForm
from reviews.forms.queue import QueueFilterForm, SavedViewForm
from reviews.models import Notice, Review
from reviews.pages.machine import machine_work
from reviews.pages.queue import queue_page
from reviews.services.notices import read_notices

NOTICES_SHOWN = 40


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Reviews in the order of their due time: mine, unassigned, overdue, disputed, decided, all."""
    return show_queue(request, QueueFilterForm(request.GET, user=request.user))


def show_queue(
    request: HttpRequest, form: QueueFilterForm, *, bulk: BulkForm | None = None, saving: SavedViewForm | None = None
) -> HttpResponse:
    """One list of the queue; ``bulk`` and ``saving`` are refused forms, shown again with all that was typed."""
    refused = bulk or saving
    page = {
        "shown": queue_page(user=request.user, form=form, number=request.GET.get("page")),
        "form": form,
        "bulk": bulk or BulkForm(reviews=Review.objects.none()),
        "saving": saving or SavedViewForm(),
        "work": machine_work(request.user),
        "may_bulk": request.user.has_perm("reviews.assign_review"),
    }
    return render(request, "reviews/queue.html", page, status=refused.status if refused else 200)


@login_required
@require_GET
def machine(request: HttpRequest) -> HttpResponse:
    """What the machine is at, as a fragment for the queue that watches it."""
    return render(request, "reviews/_machine_work.html", {"work": machine_work(request.user), "asked": True})


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
