"""The right of reply: whom the desk asked about an article, and what came back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from claims.models import Article, Claim
from factcheck.lib.decisions import Denied
from factcheck.lib.forms import posted, require_form
from reviews.choices import ReplyOutcome
from reviews.forms.replies import AnsweringForm, AskingForm
from reviews.models import ReplyRequest
from reviews.pages.replies import one_request, replies_in
from reviews.services.replies import Answering, Asking, ask_for_reply, log_reply, read_contact


@login_required
@require_GET
def replies(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody who was asked about an article."""
    article = _article(request, public_id)
    return render(request, "reviews/replies.html", {"article": article, "log": replies_in(article, user=request.user)})


@login_required
@require_form
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Log that somebody was asked."""
    article = _article(request, public_id)
    claims = Claim.objects.visible_to(request.user).live().of(article).with_speaker().unexplained()
    chosen = request.GET.get("claim", "")
    now = timezone.now().replace(second=0, microsecond=0)
    form = AskingForm(posted(request), claims=claims, asked_at=now, chosen=chosen)
    if form.attempt(lambda typed: ask_for_reply(article=article, asking=Asking(**typed), by=request.user)):
        messages.success(request, "Logged. What comes back is logged on this page.")
        return redirect("reviews:reply", form.outcome.public_id)
    page = {"article": article, "form": form, "claims": claims, "may": replies_in(article, user=request.user).may_ask}
    return render(request, "reviews/reply_form.html", page, status=form.status)


@login_required
@require_form
def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One request with what came back; log an answer."""
    found = _request(request, public_id)
    form = AnsweringForm(posted(request), initial={"at": timezone.now(), "channel": found.channel})
    if form.attempt(lambda typed: log_reply(reply_request=found, answering=Answering(**typed), by=request.user)):
        messages.success(request, "The answer is logged.")
        return redirect("reviews:reply", found.public_id)
    return _page(request, public_id, form=form)


@login_required
@require_POST
def silent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Log that no answer came by the deadline."""
    found = _request(request, public_id)
    log_reply(reply_request=found, answering=Answering(ReplyOutcome.SILENT.value), by=request.user)
    messages.success(request, "It is logged that no answer came by the deadline.")
    return redirect("reviews:reply", found.public_id)


@login_required
@require_POST
@never_cache
def contact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the confidential contact once; that it was looked at is recorded."""
    found = _request(request, public_id)
    return _page(request, public_id, shown=read_contact(reply_request=found, by=request.user))


def _article(request: HttpRequest, public_id: UUID) -> Article:
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can read who was asked for a reply.").enforce()
    return get_object_or_404(Article.objects.visible_to(request.user).for_list(), public_id=public_id)


def _request(request: HttpRequest, public_id: UUID) -> ReplyRequest:
    rows = ReplyRequest.objects.visible_to(request.user).for_page()
    found: ReplyRequest = get_object_or_404(rows, public_id=public_id)
    return found


def _page(request: HttpRequest, public_id: UUID, *, form: Any = None, shown: str = "") -> HttpResponse:
    """The page of one request; ``shown`` is its contact, for this answer only."""
    found = _request(request, public_id)
    form = form or AnsweringForm(initial={"at": timezone.now(), "channel": found.channel})
    page = {"row": one_request(found, user=request.user), "form": form, "contact": shown}
    return render(request, "reviews/reply.html", page, status=form.status)
