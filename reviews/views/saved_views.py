"""Views of the queue that are kept under a name."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from reviews.forms.queue import QueueFilterForm, SavedViewForm
from reviews.models import SavedView
from reviews.policies import can_change_view, can_share_view
from reviews.services.saved_views import forget_view, save_view, share_view
from reviews.views.queue import show_queue


@login_required
@require_GET
def views(request: HttpRequest) -> HttpResponse:
    """The views of the person and of the desk, to open, share and forget."""
    kept = SavedView.objects.visible_to(request.user)
    page = {
        "rows": [(view, can_change_view(request.user, view)) for view in kept],
        "may_share": can_share_view(request.user),
    }
    return render(request, "reviews/saved_views.html", page)


@login_required
@require_GET
def view(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open a view: a link to pass on, that stays when its filters change."""
    return redirect(_view(request, public_id).queue_address)


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is looked for; a refused name is shown again over the same list."""
    filters = QueueFilterForm(QueryDict(request.POST.get("filters", "")), user=request.user)
    form = SavedViewForm(request.POST)
    if form.attempt(lambda typed: save_view(filters=filters.kept(), by=request.user, **typed)):
        messages.success(request, f"“{form.outcome.name}” is kept.")
        return redirect(form.outcome.queue_address)
    return show_queue(request, filters, saving=form)


@login_required
@require_POST
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a view to the desk, or to its owner alone again."""
    shared = request.POST.get("shared") == "yes"
    share_view(view=_view(request, public_id), shared=shared, by=request.user)
    messages.success(request, "Everybody of the desk sees it." if shared else "Only its owner sees it.")
    return redirect("reviews:saved_views")


@login_required
@require_POST
def forget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Forget a view."""
    found = _view(request, public_id)
    forget_view(view=found, by=request.user)
    messages.success(request, f"“{found.name}” is forgotten. No review changed.")
    return redirect(reverse("reviews:saved_views"))


def _view(request: HttpRequest, public_id: UUID) -> Any:
    return get_object_or_404(SavedView.objects.visible_to(request.user), public_id=public_id)
