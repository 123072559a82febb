"""The documents that go back to one report, and what people say about that."""

import re
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from factcheck.lib.errors import InvalidInput
from factcheck.lib.forms import posted, require_form
from sources.forms import OriginForm
from sources.models import Document, Origin, OriginDecision
from sources.policies import can_decide_origins
from sources.services.origins import chain_of, join_documents, split_documents

DECISIONS_SHOWN: Final = 50
AMONG_MOST: Final = 200
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


@login_required
@require_GET
def origin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report: the documents that go back to it, who has it from whom, and what people decided."""
    found = get_object_or_404(Origin.objects.visible_to(request.user), public_id=public_id)
    decisions = OriginDecision.objects.about(found)[:DECISIONS_SHOWN]
    page = {
        "origin": found,
        "rows": chain_of(found),
        "documents": found.documents.count(),
        "decisions": decisions,
        "may": can_decide_origins(request.user),
        "form": OriginForm(),
    }
    return render(request, "sources/origin.html", page)


@login_required
@require_form
def decide_origins(request: HttpRequest) -> HttpResponse:
    """Say that chosen documents go back to one report, or that they have it from elsewhere than the others."""
    can_decide_origins(request.user).enforce()
    among = _documents(request, "among", "documents")
    form = OriginForm(posted(request))
    if form.attempt(lambda typed: _decide(request, **typed)):
        messages.success(request, "Saved. The sources are counted anew.")
        return redirect(_back(request, form.outcome))
    chosen = {document.pk for document in _documents(request, "documents")}
    for document in among:
        document.is_chosen = document.pk in chosen
    page = {"form": form, "among": among, "next": _back(request, "")}
    return render(request, "sources/origin_form.html", page, status=form.status)


def _decide(request: HttpRequest, *, action: str, reason: str, other: str) -> str:
    """Do what was asked; the address of the page to go on to."""
    documents = [*_documents(request, "documents"), *_other(request, other)]
    if action == "join":
        return join_documents(documents=documents, by=request.user, reason=reason).get_absolute_url()
    split_documents(documents=documents, by=request.user, reason=reason)
    return reverse("sources:library")


def _other(request: HttpRequest, address: str) -> list[Document]:
    """The document whose page has ``address``; ``InvalidInput`` when there is none."""
    if not address:
        return []
    named = _UUID.search(address)
    found = list(_visible(request).filter(public_id=named.group())) if named else []
    if not found:
        message = "That is no address of a document of this library; open the document and copy the address from there."
        raise InvalidInput(message, fields={"other": message})
    return found


def _documents(request: HttpRequest, *names: str) -> list[Any]:
    given = [value for name in names for data in (request.POST, request.GET) for value in data.getlist(name)]
    ids = [value for value in given[:AMONG_MOST] if _UUID.fullmatch(value)]
    return list(_visible(request).filter(public_id__in=ids))


def _visible(request: HttpRequest) -> Any:
    return Document.objects.visible_to(request.user).select_related("source").defer("text", "shingles")


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else otherwise
