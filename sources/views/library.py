"""The library: its documents, one of them in passages, and how others come in."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.choices import IntakeWay
from claims.models import Claim
from claims.services.intake import Incoming
from factcheck.lib.forms import posted, require_form
from factcheck.lib.fragments import render_either
from sources.forms import FORMS, ClaimInMindForm, FactsForm, FetchForm, PasteForm, SearchForm
from sources.models import Document, DocumentIntake, Passage
from sources.pages.drift import drift_of
from sources.pages.record import record_of
from sources.policies import can_add_document, can_curate, can_see_decisions
from sources.services.documents import DocumentDraft, add_document, take_in_document
from sources.services.opinions import cited_passages

DOCUMENTS_SHOWN = 30
PASSAGES_SHOWN = 200


@login_required
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """The documents of the newsroom, searchable by title and publisher."""
    search = SearchForm(request.GET)
    documents = Document.objects.visible_to(request.user).for_list().matching(search.given())
    shown = Paginator(documents, DOCUMENTS_SHOWN).get_page(request.GET.get("page"))
    page = {
        "search": search,
        "documents": shown,
        "may_add": can_add_document(request.user),
        "may_count": can_see_decisions(request.user),
    }
    return render(request, "sources/library.html", page)


@login_required
@require_GET
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One document in passages, those that are cited with the claims that cite them; ``at`` names one to show."""
    documents = Document.objects.visible_to(request.user).for_page()
    found = get_object_or_404(documents, public_id=public_id)
    passages, chosen = Passage.objects.of(found).filter(by_hand=False), Passage.objects.of(found).filter(by_hand=True)
    wanted = request.GET.get("page") or passages.place_of(request.GET.get("at", "")) // PASSAGES_SHOWN + 1
    shown = Paginator(passages.with_citations(), PASSAGES_SHOWN).get_page(wanted)
    page = {
        "document": found,
        "passages": shown,
        "rows": cited_passages(request.user, shown.object_list),
        "chosen": [row for row in cited_passages(request.user, chosen.with_citations()) if row.cited],
        "claim": _claim_in_mind(request),
        "record": record_of(found, user=request.user),
        "drift": drift_of(found, user=request.user),
    }
    return render(request, "sources/document.html", page)


def _claim_in_mind(request: HttpRequest) -> Claim | None:
    """The claim that the person is looking for evidence of, if the address names one."""
    form = ClaimInMindForm(request.GET)
    named = form.cleaned_data["claim"] if form.is_valid() else None
    claims = Claim.objects.visible_to(request.user).select_related("article")
    claim = claims.filter(public_id=named).first() if named else None
    return claim if claim and can_curate(request.user, claim) else None


@login_required
@require_form
def add(request: HttpRequest) -> HttpResponse:
    """Put a document into the library: paste it, upload it, or name its address."""
    can_add_document(request.user).enforce()
    way = request.GET.get("way", IntakeWay.PASTE.value)
    form = FORMS.get(way, PasteForm)(posted(request), request.FILES or None)
    if form.attempt(lambda _typed: _send(request, form)):
        return redirect(form.outcome)
    return render(request, "sources/document_form.html", {"form": form, "way": way}, status=form.status)


def _send(request: HttpRequest, form: FactsForm) -> str:
    """Hand in what was typed, and return where to go on."""
    if not isinstance(form, PasteForm):
        taken = take_in_document(incoming=_incoming(form), given=form.facts_as_json(), by=request.user)
        return reverse("sources:intake", args=[taken.public_id])
    draft = DocumentDraft(text=form.cleaned_data["text"], url=form.cleaned_data["url"], **form.facts())
    stored = add_document(draft=draft, by=request.user)
    messages.success(request, "The document is in the library." if stored.created else "The library has it already.")
    return stored.document.get_absolute_url()


def _incoming(form: FactsForm) -> Incoming:
    if isinstance(form, FetchForm):
        return Incoming(way=IntakeWay.URL, url=form.cleaned_data["url"])
    file = form.cleaned_data["file"]
    # One byte more than is taken: enough for the refusal, however large the file is.
    content = file.read(settings.UPLOAD_MAX_BYTES + 1)
    return Incoming(way=IntakeWay.UPLOAD, content=content, filename=file.name, media_type=file.content_type or "")


@login_required
@require_GET
def intake(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far an upload or a fetch is; its error in words. As a fragment for a page that watches it."""
    intakes = DocumentIntake.objects.visible_to(request.user).select_related("document")
    found = get_object_or_404(intakes, public_id=public_id)
    return render_either(
        request, page="sources/intake.html", fragment="sources/_intake.html", context={"intake": found}
    )
