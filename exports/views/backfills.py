"""Sending a subscriber what was published before."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from exports.forms import BackfillForm
from exports.models import Backfill, Subscriber
from exports.policies import can_manage_subscribers
from exports.services.backfills import Stretch, lacking, request_backfill, stop_backfill
from factcheck.lib.forms import posted, require_form


@login_required
@require_form
def request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say from where on, and send it."""
    can_manage_subscribers(request.user).enforce()
    found: Subscriber = get_object_or_404(Subscriber.objects.visible_to(request.user), public_id=public_id)
    form = BackfillForm(posted(request))
    if form.attempt(lambda _typed: request_backfill(subscriber=found, stretch=form.stretch(), by=request.user)):
        count = form.outcome.count
        entries = "1 entry is" if count == 1 else f"{count:,} entries are"
        messages.success(request, f"{entries} on the way, in the order of the feed.")
        return redirect(found)
    page = {
        "form": form,
        "subscriber": found,
        "lacks": lacking(found, Stretch()).count(),
        "standing": lacking(found, Stretch(standing=True)).count(),
        "rate": settings.BACKFILL_PER_MINUTE,
    }
    return render(request, "exports/backfill.html", page, status=form.status)


@login_required
@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the rest go."""
    can_manage_subscribers(request.user).enforce()
    found = get_object_or_404(Backfill.objects.select_related("subscriber"), public_id=public_id)
    stop_backfill(backfill=found, by=request.user)
    messages.success(request, "Stopped. What was not sent can be asked for again.")
    return redirect(found.subscriber)
