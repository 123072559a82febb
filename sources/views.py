"""The library, and what people decide about evidence."""

from copy import copy
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from claims.choices import IntakeWay
from claims.models import Claim
from claims.services.intake import Incoming
from factcheck.lib.forms import posted, require_form
from sources.choices import Decision
from sources.forms import FORMS, REJECT, CurationForm, FactsForm, FetchForm, PasteForm, PinForm, SearchForm
from sources.models import Document, DocumentIntake, Evidence, Passage
from sources.policies import can_add_document, can_curate, can_see_decisions
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from sources.services.documents import DocumentDraft, add_document, take_in_document
from sources.services.linking import request_new_search
from sources.services.opinions import as_seen_by, cited_passages

DOCUMENTS_SHOWN = 30
PASSAGES_SHOWN = 200
FOUND_SHOWN = 20


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
    passages = Passage.objects.of(found)
    wanted = request.GET.get("page") or passages.place_of(request.GET.get("at", "")) // PASSAGES_SHOWN + 1
    shown = Paginator(passages.with_citations(), PASSAGES_SHOWN).get_page(wanted)
    page = {"document": found, "passages": shown, "rows": cited_passages(request.user, shown.object_list)}
    return render(request, "sources/document.html", page)


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
    template = "sources/_intake.html" if request.headers.get("X-Fragment") else "sources/intake.html"
    return render(request, template, {"intake": found})


@login_required
@require_form
def curate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide on one passage: evidence with a stance, or none."""
    rows = Evidence.objects.visible_to(request.user).with_passage().select_related("claim__article", "claim__speaker")
    evidence = get_object_or_404(rows, public_id=public_id)
    form = CurationForm(posted(request), initial=_decided(request, evidence))
    if form.attempt(lambda typed: _decide(request, evidence, **typed)):
        messages.success(request, f"Saved: {evidence.passage.document.title}.")
        return redirect(_back(request, evidence.claim.get_absolute_url()))
    page = {"form": form, "evidence": evidence, "may": can_curate(request.user, evidence.claim)}
    return render(request, "sources/evidence.html", page, status=form.status)


def _decided(request: HttpRequest, evidence: Evidence) -> dict[str, str]:
    """What stands in the form at first: what was decided, or only the machine's suggestion."""
    seen = as_seen_by(request.user, [copy(evidence)])
    if not seen:
        return {"decision": evidence.machine_stance}
    decision = REJECT if seen[0].decision == Decision.REJECTED else seen[0].stance
    return {"decision": decision, "note": seen[0].note}


def _decide(request: HttpRequest, evidence: Evidence, *, decision: str, note: str) -> Evidence:
    if decision == REJECT:
        return reject_evidence(evidence=evidence, by=request.user, note=note)
    if decision == evidence.stance:
        return accept_evidence(evidence=evidence, by=request.user, note=note)
    return restate_evidence(evidence=evidence, by=request.user, stance=decision, note=note)


@login_required
@require_form
def pin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Search the library for a claim, and set a passage against it by hand."""
    claim = _claim(request, public_id)
    can_curate(request.user, claim).enforce()
    search = SearchForm(request.GET)
    form = PinForm(posted(request))
    if form.attempt(lambda typed: _pin(request, claim, **typed)):
        messages.success(request, "The passage stands with the claim's evidence.")
        return redirect(_back(request, claim.get_absolute_url()))
    found = Passage.objects.visible_to(request.user).with_document().holding(search.given())[:FOUND_SHOWN]
    page = {"claim": claim, "search": search, "form": form, "passages": found, "next": _back(request, "")}
    return render(request, "sources/pin.html", page, status=form.status)


def _pin(request: HttpRequest, claim: Claim, *, passage: UUID, **typed: Any) -> Evidence:
    chosen = get_object_or_404(Passage.objects.visible_to(request.user), public_id=passage)
    return add_evidence_by_hand(claim=claim, passage=chosen, by=request.user, **typed)


@login_required
@require_POST
def search_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Look in the library again, because it has grown."""
    claim = _claim(request, public_id)
    request_new_search(claim=claim, by=request.user)
    messages.success(request, "The library is being searched again.")
    return redirect(_back(request, claim.get_absolute_url()))


def _claim(request: HttpRequest, public_id: UUID) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    found: Claim = get_object_or_404(claims, public_id=public_id)
    return found


def _back(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else otherwise
