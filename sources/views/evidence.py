"""What people decide about evidence."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from claims.models import Claim
from factcheck.lib.forms import posted, require_form
from sources.choices import Decision
from sources.forms import REJECT, CurationForm, PinForm, SearchForm
from sources.models import Evidence, Passage
from sources.pages.found import found_passages
from sources.policies import can_curate
from sources.services.curation import accept_evidence, add_evidence_by_hand, reject_evidence, restate_evidence
from sources.services.linking import request_new_search
from sources.services.opinions import as_seen_by


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
    found = found_passages(user=request.user, typed=search.given())
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
