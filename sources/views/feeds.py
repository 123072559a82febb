"""Feeds and sitemaps that people follow, and what they brought."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from factcheck.lib.forms import posted, require_form
from factcheck.lib.fragments import render_either
from sources.forms import FollowForm
from sources.models import Feed
from sources.policies import can_follow
from sources.services.feeds import follow_feed, pause_feed, poll_now, resume_feed, unfollow_feed

FEEDS_SHOWN = 50
ENTRIES_SHOWN = 50
RUNS_SHOWN = 10


@login_required
@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    """Everything that is followed, by publisher."""
    rows = Feed.objects.visible_to(request.user).for_list()
    shown = Paginator(rows, FEEDS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "sources/feeds.html", {"feeds": shown, "may_follow": can_follow(request.user)})


@login_required
@require_GET
def feed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One feed: when it is asked, what its last answers brought, and what became of each page."""
    found = get_object_or_404(Feed.objects.visible_to(request.user).for_list(), public_id=public_id)
    entries = Paginator(found.entries.for_list(), ENTRIES_SHOWN).get_page(request.GET.get("page"))
    runs = list(found.runs.order_by("-pk")[:RUNS_SHOWN])
    page = {
        "feed": found,
        "entries": entries,
        "runs": runs,
        "last": runs[0] if runs else None,
        "may_follow": can_follow(request.user),
    }
    return render_either(request, page="sources/feed.html", fragment="sources/_feed_state.html", context=page)


@login_required
@require_form
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a feed or a sitemap."""
    can_follow(request.user).enforce()
    first = {name: request.GET.get(name, "") for name in ("publisher", "url")}
    form = FollowForm(posted(request), initial=first)
    if form.attempt(lambda typed: follow_feed(by=request.user, **typed)):
        messages.success(request, "It is followed from now on, and is being asked for the first time.")
        return redirect(form.outcome)
    return render(request, "sources/feed_form.html", {"form": form}, status=form.status)


@login_required
@require_POST
def pause(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask it no more for a while."""
    return _act(request, public_id, pause_feed, "It is paused. What came in stays.")


@login_required
@require_POST
def resume(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a paused feed again."""
    return _act(request, public_id, resume_feed, "It is asked again, beginning now.")


@login_required
@require_POST
def poll(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask it at once."""
    return _act(request, public_id, poll_now, "It is being asked.")


@login_required
@require_form
def unfollow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Follow it no longer, after a question."""
    can_follow(request.user).enforce()
    found = get_object_or_404(Feed.objects.visible_to(request.user).for_list(), public_id=public_id)
    if request.method == "POST":
        unfollow_feed(feed=found, by=request.user)
        messages.success(request, "It is followed no longer. The documents that it brought stay.")
        return redirect("sources:feeds")
    return render(request, "sources/feed_unfollow.html", {"feed": found})


def _act(request: HttpRequest, public_id: UUID, action: Callable[..., Any], done: str) -> HttpResponse:
    found = get_object_or_404(Feed.objects.visible_to(request.user), public_id=public_id)
    action(feed=found, by=request.user)
    messages.success(request, done)
    return redirect(reverse("sources:feed", args=[found.public_id]))
