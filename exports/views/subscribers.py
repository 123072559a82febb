"""Who is told what is published: the list, one subscriber with its log, and what can be changed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from exports.forms import StopForm, subscriber_form
from exports.models import Delivery, Subscriber
from exports.pages.backfills import backfills_shown
from exports.policies import can_manage_subscribers
from exports.services.connecting import WEBHOOK, connectors
from exports.services.subscribers import (
    add_subscriber,
    change_subscriber,
    remove_subscriber,
    rotate_secret,
    start_subscriber,
    stop_subscriber,
)
from factcheck.lib.forms import posted, require_form

LOG_SHOWN = 20


@login_required
@require_GET
def subscribers(request: HttpRequest) -> HttpResponse:
    """Everybody who is told, with what waits and failed, and what more can be added."""
    can_manage_subscribers(request.user).enforce()
    rows = list(Subscriber.objects.visible_to(request.user).for_list())
    return render(request, "exports/subscribers.html", {"rows": rows, "connectors": connectors(), "titles": _titles()})


@login_required
@require_GET
def subscriber(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One subscriber: how it is set up, how it answers, and the newest of its log."""
    return _show(request, _found(request, public_id))


@login_required
@require_form
@never_cache
def add(request: HttpRequest, connector: str) -> HttpResponse:
    """Tell one more system. The secret that is made for a webhook is on the page that follows, and nowhere after."""
    can_manage_subscribers(request.user).enforce()
    form = subscriber_form(connector, posted(request))
    if form.attempt(lambda _typed: add_subscriber(connector=connector, wanted=form.wanted(), by=request.user)):
        messages.success(request, "It is told of everything that is published from now on. Send it a test.")
        if form.outcome.secret:
            return _show(request, _found(request, form.outcome.subscriber.public_id), secret=form.outcome.secret)
        return redirect(form.outcome.subscriber)
    page = {"form": form, "connector": form.connector, "subscriber": None}
    return render(request, "exports/subscriber_form.html", page, status=form.status)


@login_required
@require_form
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change how it is set up."""
    found = _found(request, public_id)
    form = subscriber_form(found.connector, posted(request), subscriber=found)
    if form.attempt(lambda _typed: change_subscriber(subscriber=found, wanted=form.wanted(), by=request.user)):
        messages.success(request, "Changed. It holds for everything that is sent from now on.")
        return redirect(found)
    page = {"form": form, "connector": form.connector, "subscriber": found}
    return render(request, "exports/subscriber_form.html", page, status=form.status)


@login_required
@require_POST
@never_cache
def rotate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make another secret, which is shown once."""
    found = _found(request, public_id)
    made = rotate_secret(subscriber=found, by=request.user)
    return _show(request, _found(request, public_id), secret=made.secret)


@login_required
@require_form
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send it nothing for a while."""
    found = _found(request, public_id)
    form = StopForm(posted(request))
    if form.attempt(lambda typed: stop_subscriber(subscriber=found, by=request.user, **typed)):
        messages.success(request, "Stopped. What is published meanwhile waits for it.")
        return redirect(found)
    return render(request, "exports/subscriber_stop.html", {"form": form, "subscriber": found}, status=form.status)


@login_required
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send to it again."""
    return _act(request, public_id, start_subscriber, "Started. What waited is being sent, in the order of the feed.")


@login_required
@require_form
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell it nothing any more."""
    found = _found(request, public_id)
    if request.method == "POST":
        remove_subscriber(subscriber=found, by=request.user)
        messages.success(request, "Removed. Its secrets are forgotten, the log stays.")
        return redirect("exports:subscribers")
    return render(request, "exports/subscriber_remove.html", {"subscriber": found})


def _show(request: HttpRequest, found: Subscriber, *, secret: str = "") -> HttpResponse:
    log = Delivery.objects.visible_to(request.user).filter(subscriber=found).for_log()[:LOG_SHOWN]
    page = {
        "subscriber": found,
        "title": _titles().get(found.connector, found.connector),
        "log": log,
        "backfills": backfills_shown(found),
        "secret": secret,
        "is_webhook": found.connector == WEBHOOK,
        "set_up": _set_up(found),
    }
    return render(request, "exports/subscriber.html", page)


def _found(request: HttpRequest, public_id: UUID) -> Subscriber:
    can_manage_subscribers(request.user).enforce()
    found: Subscriber = get_object_or_404(Subscriber.objects.visible_to(request.user).for_list(), public_id=public_id)
    return found


def _titles() -> dict[str, str]:
    return {name: connector.title for name, connector in connectors().items()}


def _set_up(found: Subscriber) -> list[tuple[str, str]]:
    """The options as people read them; of a secret only that there is one."""
    connector = connectors().get(found.connector)
    options = [option for option in connector.options if not option.secret] if connector else []
    shown = [(option.label, dict(option.choices).get(found.options.get(option.name, ""))) for option in options]
    return [
        (label, words or found.options.get(option.name, ""))
        for (label, words), option in zip(shown, options, strict=True)
    ]


def _act(request: HttpRequest, public_id: UUID, service: Callable[..., Any], done: str) -> HttpResponse:
    found = _found(request, public_id)
    service(subscriber=found, by=request.user)
    messages.success(request, done)
    return redirect(found)
