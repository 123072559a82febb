"""Words of a document, chosen by a person, set against a claim."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from claims.models import Claim
from factcheck.lib.forms import posted, require_form
from sources.forms import CiteForm
from sources.models import Document, Evidence
from sources.policies import can_curate
from sources.services.curation import cite_words


@login_required
@require_form
def cite(request: HttpRequest, public_id: UUID, claim_id: UUID) -> HttpResponse:
    """Copy words of a document, say which way they bear on the claim, and keep them as evidence."""
    document = get_object_or_404(Document.objects.visible_to(request.user), public_id=public_id)
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    claim = get_object_or_404(claims, public_id=claim_id)
    can_curate(request.user, claim).enforce()
    form = CiteForm(posted(request), initial={"words": request.GET.get("words", "")})
    if form.attempt(lambda typed: _cite(request, claim, document, typed)):
        messages.success(request, "The words stand with the claim's evidence.")
        return redirect(claim)
    return render(
        request, "sources/cite.html", {"form": form, "document": document, "claim": claim}, status=form.status
    )


def _cite(request: HttpRequest, claim: Claim, document: Document, typed: dict[str, Any]) -> Evidence:
    return cite_words(claim=claim, document=document, by=request.user, **typed)
