"""What changed at its source since it was kept, and what is retracted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from factcheck.lib.errors import DomainError
from sources.forms import RetractionForm
from sources.models import Document, DocumentCheck
from sources.pages.drift import claims_on, drift_of, rows_of
from sources.services.checks import request_check
from sources.services.retraction import reinstate_document, retract_document

DRIFTED_SHOWN = 30


@login_required
@require_GET
def drifted(request: HttpRequest) -> HttpResponse:
    """Documents that changed, are gone or were retracted, with the claims that rest on them."""
    rows = Document.objects.visible_to(request.user).drifted().for_page().order_by("-next_check_at", "-pk")
    shown = Paginator(rows, DRIFTED_SHOWN).get_page(request.GET.get("page"))
    listed = [(row, _latest(row), claims_on(row, user=request.user)) for row in shown]
    return render(request, "sources/drift.html", {"documents": shown, "rows": listed})


def _latest(document: Document) -> DocumentCheck | None:
    return DocumentCheck.objects.ended().filter(document=document).first()


@login_required
@require_GET
def compared(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was kept beside what stands at the address now, by paragraphs."""
    readable = Document.objects.visible_to(request.user)
    checks = DocumentCheck.objects.select_related("document__source", "version").filter(document__in=readable)
    check = get_object_or_404(checks, public_id=public_id)
    page = {"check": check, "document": check.document, "rows": rows_of(check)}
    return render(request, "sources/compared.html", page)


@login_required
@require_POST
def look_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Have the address of a document asked again now."""
    document = _document(request, public_id)
    try:
        request_check(document=document, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The page is being looked at again.")
    return redirect(f"{document.get_absolute_url()}#drift")


@login_required
@require_POST
def retract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that nothing may rest on a document any more."""
    done = "The document is marked as retracted; what rests on it was opened or sent back."
    return _decide(request, _document(request, public_id), retract_document, done=done)


@login_required
@require_POST
def reinstate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a retraction back."""
    done = "The retraction was taken back. Reviews that it opened stay open."
    return _decide(request, _document(request, public_id), reinstate_document, done=done)


def _decide(request: HttpRequest, document: Document, service: Callable[..., Any], *, done: str) -> HttpResponse:
    form = RetractionForm(request.POST)
    if form.attempt(lambda typed: service(document=document, by=request.user, **typed)):
        messages.success(request, done)
        return redirect(f"{document.get_absolute_url()}#drift")
    page = {"document": document, "drift": drift_of(document, user=request.user, form=form)}
    return render(request, "sources/retraction.html", page, status=form.status)


def _document(request: HttpRequest, public_id: UUID) -> Document:
    found: Document = get_object_or_404(Document.objects.visible_to(request.user).for_page(), public_id=public_id)
    return found
