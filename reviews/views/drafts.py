"""A new draft of an article, and what it changed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from claims.models import Article
from claims.policies import can_submit
from claims.services.redrafting import submit_draft
from factcheck.lib.forms import posted, require_form
from reviews.forms.drafts import DraftForm
from reviews.pages.changes import changes_of


@login_required
@require_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Paste a new version of an article."""
    found = _article(request, public_id)
    can_submit(request.user).enforce()
    form = DraftForm(posted(request), initial={"headline": found.headline, "body": found.body})
    if form.attempt(lambda typed: submit_draft(article=found, by=request.user, **typed)):
        messages.success(request, "The new draft is in; its text is being read.")
        return redirect("reviews:changes", public_id=form.outcome.public_id)
    return render(request, "reviews/draft_form.html", {"form": form, "article": found}, status=form.status)


@login_required
@require_GET
def changes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a draft changed against the one before it."""
    shown = changes_of(_article(request, public_id), user=request.user)
    if shown is None:
        raise Http404
    return render(request, "reviews/changes.html", {"changes": shown})


def _article(request: HttpRequest, public_id: UUID) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("stands_in_for", "supersedes")
    found: Article = get_object_or_404(articles, public_id=public_id)
    return found.stands_in_for or found
