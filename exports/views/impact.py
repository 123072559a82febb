"""What a change touches, and the one action that has it all judged again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from claims.models import Claim, Speaker
from exports.forms import RecallForm
from exports.policies import can_open_recall
from exports.services.corrections import open_recall
from exports.services.impact import impact_of
from factcheck.lib.decisions import Denied
from factcheck.lib.forms import posted, require_form
from sources.models import Document


@login_required
@require_form
def of_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A verdict that changed, or that may be wrong."""
    rows = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    return _impact(request, get_object_or_404(rows, public_id=public_id))


@login_required
@require_form
def of_document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A source that was retracted or has drifted."""
    rows = Document.objects.visible_to(request.user).for_page()
    return _impact(request, get_object_or_404(rows, public_id=public_id))


@login_required
@require_form
def of_speaker(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A speaker who is the same as another one."""
    rows = Speaker.objects.visible_to(request.user).select_related("same_as")
    return _impact(request, get_object_or_404(rows, public_id=public_id))


def _impact(request: HttpRequest, subject: Any) -> HttpResponse:
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can read reviews.").enforce()
    impact = impact_of(subject, user=request.user)
    form = RecallForm(posted(request), initial={"reason": _reason(subject), "due_at": RecallForm.usual(timezone.now())})
    if form.attempt(lambda typed: open_recall(impact=impact, by=request.user, **typed)):
        messages.success(request, "The reviews are open. This page follows each until everybody has confirmed.")
        return redirect(form.outcome)
    page = {"impact": impact, "form": form, "may": can_open_recall(request.user)}
    return render(request, "exports/impact.html", page, status=form.status)


def _reason(subject: Any) -> str:
    if isinstance(subject, Document) and subject.retracted_at:
        return f"“{subject.title}” was retracted: {subject.retraction_note}"[:500]
    return ""
