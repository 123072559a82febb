"""Talking about a claim or about words of an article; and what was asked for, said to be done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from claims.models import Article, Claim
from factcheck.lib.forms import DeskForm, posted, require_form
from reviews.forms.comments import CommentForm, ResolutionForm, WordsCommentForm
from reviews.models import Comment, FixRequest, Review
from reviews.pages.comments import threads_in
from reviews.services import comments as service
from reviews.services.fixes import resolve_fix


@login_required
@require_form
def comments(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All threads of an article; a new one is about words of it."""
    article = get_object_or_404(Article.objects.visible_to(request.user), public_id=public_id)
    form = WordsCommentForm(posted(request), body=article.body, initial={"words": request.GET.get("words", "")})

    def add(typed: dict[str, Any]) -> service.Said:
        about = service.About(article, span=typed["words"])
        return service.add_comment(about=about, text=typed["text"], by=request.user)

    if form.attempt(add):
        return _said(request, form)
    return _page(request, article, {"form": form}, form.status)


@login_required
@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin a thread about a claim."""
    claims = Claim.objects.visible_to(request.user).select_related("article")
    claim = get_object_or_404(claims, public_id=public_id)
    return _add(request, service.about_claim(claim), {"claim": claim})


@login_required
@require_POST
def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer in a thread."""
    found = _comment(request, public_id)
    return _add(request, service.reply_to(found), {"answered": found.parent or found})


@login_required
@require_POST
def resolve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that nothing is left to do about a thread."""
    root = service.resolve_thread(comment=_comment(request, public_id), by=request.user)
    messages.success(request, "The thread is resolved.")
    return redirect(root)


@login_required
@require_POST
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back that a thread is resolved."""
    root = service.reopen_thread(comment=_comment(request, public_id), by=request.user)
    messages.success(request, "The thread is open again.")
    return redirect(root)


@login_required
@require_form
def fix(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that what was asked is done, and how."""
    mine = Review.objects.visible_to(request.user)
    fixes = FixRequest.objects.filter(review__in=mine).select_related("review__claim__article", "asked_by")
    found = get_object_or_404(fixes, public_id=public_id)
    form = ResolutionForm(posted(request))
    if form.attempt(lambda typed: resolve_fix(fix=found, by=request.user, **typed)):
        messages.success(request, "It is noted as done.")
        return redirect(found.review)
    return render(request, "reviews/fix.html", {"form": form, "fix": found}, status=form.status)


def _add(request: HttpRequest, about: service.About, where: dict[str, Any]) -> HttpResponse:
    form = CommentForm(request.POST)
    if form.attempt(lambda typed: service.add_comment(about=about, text=typed["text"], by=request.user)):
        return _said(request, form)
    return _page(request, about.article, where | {"tried": form}, form.status)


def _said(request: HttpRequest, form: DeskForm) -> HttpResponse:
    said: service.Said = form.outcome
    if said.unknown:
        names = ", ".join(f"@{name}" for name in said.unknown)
        messages.warning(request, f"Nobody here is called {names}; nobody was told there. Your comment is stored.")
    back = request.POST.get("next", "")
    is_review = back.startswith("/reviews/") and "//" not in back and "\\" not in back
    return redirect(f"{back}#comments" if is_review else said.comment)


def _page(request: HttpRequest, article: Article, more: dict[str, Any], status: int) -> HttpResponse:
    page = {
        "article": article,
        "threads": threads_in(article, user=request.user),
        "form": WordsCommentForm(body=article.body),
        "reply_form": CommentForm(auto_id=False),
    }
    return render(request, "reviews/comments.html", page | more, status=status)


def _comment(request: HttpRequest, public_id: UUID) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related("article", "claim__article", "parent__article")
    found: Comment = get_object_or_404(rows, public_id=public_id)
    return found
