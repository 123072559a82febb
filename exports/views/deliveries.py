"""The log of what was sent to whom, and sending it again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from exports.models import Delivery, Subscriber
from exports.pages.deliveries import VIEWS, body_shown
from exports.policies import can_manage_subscribers
from exports.services.deliveries import replay_delivery, send_test, set_aside_delivery

ROWS_SHOWN = 50


@login_required
@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """Every message, newest first; ``view=`` and ``subscriber=`` choose some of them."""
    can_manage_subscribers(request.user).enforce()
    view = request.GET.get("view", "")
    rows = VIEWS.get(view, VIEWS[""]).rows(Delivery.objects.visible_to(request.user)).for_log()
    asked = _as_uuid(request.GET.get("subscriber", ""))
    chosen = Subscriber.objects.filter(public_id=asked).first() if asked else None
    if chosen:
        rows = rows.filter(subscriber=chosen)
    shown = Paginator(rows, ROWS_SHOWN).get_page(request.GET.get("page"))
    page = {"page": shown, "views": VIEWS, "view": view if view in VIEWS else "", "chosen": chosen}
    return render(request, "exports/deliveries.html", page)


@login_required
@require_GET
def delivery(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One message: what is sent, each attempt, and what the other side said."""
    found = _found(request, public_id)
    page = {
        "delivery": found,
        "attempts": found.attempts_made.order_by("-pk"),
        "receipts": found.receipts.order_by("-pk"),
        "body": body_shown(found),
        "may": can_manage_subscribers(request.user),
    }
    return render(request, "exports/delivery.html", page)


@login_required
@require_POST
def replay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send it again under its own id."""
    return _act(request, public_id, replay_delivery, "It is being sent again, under its own id.")


@login_required
@require_POST
def set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let it go, so that those behind it are sent."""
    return _act(request, public_id, set_aside_delivery, "Set aside. Those behind it are being sent.")


@login_required
@require_POST
def test(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a test message."""
    can_manage_subscribers(request.user).enforce()
    subscriber = get_object_or_404(Subscriber.objects.visible_to(request.user), public_id=public_id)
    sent = send_test(subscriber=subscriber, by=request.user)
    messages.success(request, "A test is on its way. Load this page again in a moment to see what came of it.")
    return redirect(sent)


def _found(request: HttpRequest, public_id: UUID) -> Delivery:
    can_manage_subscribers(request.user).enforce()
    rows = Delivery.objects.visible_to(request.user).select_related(
        "subscriber", "publication__review__claim__article", "publication__supersedes", "requested_by"
    )
    found: Delivery = get_object_or_404(rows, public_id=public_id)
    return found


def _act(request: HttpRequest, public_id: UUID, service: Callable[..., Any], done: str) -> HttpResponse:
    found = _found(request, public_id)
    service(delivery=found, by=request.user)
    messages.success(request, done)
    return redirect(found)


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
