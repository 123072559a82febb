"""Publishers: who they are, what is known of them, and which are the same."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from factcheck.lib.forms import posted, require_form
from sources.forms import MergeForm, PublisherForm, SearchForm
from sources.models import Document, Feed, Source
from sources.policies import can_describe_publisher, can_follow
from sources.services.publishers import Publisher, describe_publisher, merge_publishers

PUBLISHERS_SHOWN = 50
DOCUMENTS_SHOWN = 10
CANDIDATES_SHOWN = 20


@login_required
@require_GET
def publishers(request: HttpRequest) -> HttpResponse:
    """Who published what is in the library, searchable by name and host."""
    search = SearchForm(request.GET)
    rows = Source.objects.visible_to(request.user).of_library().matching(search.given()).for_list()
    shown = Paginator(rows, PUBLISHERS_SHOWN).get_page(request.GET.get("page"))
    return render(request, "sources/publishers.html", {"search": search, "publishers": shown})


@login_required
@require_GET
def publisher(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One publisher: what is known of it, its other names, its feeds and its newest documents."""
    found = _publisher(request, public_id)
    page = {
        "publisher": found,
        "other_names": found.other_names.order_by("normal_name"),
        "feeds": Feed.objects.visible_to(request.user).for_list().filter(source=found),
        "documents": Document.objects.visible_to(request.user).for_list().filter(source=found)[:DOCUMENTS_SHOWN],
        "may_describe": can_describe_publisher(request.user),
        "may_follow": can_follow(request.user),
    }
    return render(request, "sources/publisher.html", page)


@login_required
@require_form
def describe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put right what is known of a publisher."""
    can_describe_publisher(request.user).enforce()
    found = _publisher(request, public_id)
    form = PublisherForm(posted(request), initial={name: getattr(found, name) for name in PublisherForm.base_fields})
    if form.attempt(lambda typed: describe_publisher(source=found, facts=Publisher(**typed), by=request.user)):
        messages.success(request, "What is known of the publisher is saved.")
        return redirect(found)
    return render(request, "sources/publisher_form.html", {"form": form, "publisher": found}, status=form.status)


@login_required
@require_form
def merge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that a publisher is the same as another one, found by name."""
    can_describe_publisher(request.user).enforce()
    found = _publisher(request, public_id)
    search, form = SearchForm(request.GET), MergeForm(posted(request))
    if form.attempt(lambda typed: _merge(request, found, **typed)):
        into, stayed = form.outcome
        messages.success(request, f"They are one publisher from now on: {into.name}.")
        if stayed:
            messages.warning(request, f"{stayed} documents stay under the old name: it has the same texts already.")
        return redirect(into)
    others = Source.objects.visible_to(request.user).of_library().exclude(pk=found.pk)
    candidates = others.matching(search.given() or found.name.split()[0]).for_list()[:CANDIDATES_SHOWN]
    page = {"form": form, "publisher": found, "search": search, "candidates": candidates}
    return render(request, "sources/publisher_merge.html", page, status=form.status)


def _merge(request: HttpRequest, found: Source, *, into: UUID) -> tuple[Source, int]:
    chosen: Source = get_object_or_404(Source.objects.visible_to(request.user), public_id=into)
    return chosen, merge_publishers(source=found, into=chosen, by=request.user)


def _publisher(request: HttpRequest, public_id: UUID) -> Any:
    return get_object_or_404(Source.objects.visible_to(request.user).of_library(), public_id=public_id)
