"""The galley of one article, and its coverage."""

import contextlib
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from claims.models import Article
from factcheck.lib.fragments import ASKED, is_fragment
from reviews.forms.signoff import ClearForm, SignOffForm, TakeBackForm
from reviews.models import ClearedSentence
from reviews.pages.coverage import coverage_page
from reviews.pages.galley import Asked, galley, galley_part
from reviews.services import signoff


@login_required
@require_GET
def article(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One article with its claims marked, and beside it what is known of each; as a fragment one part of it."""
    articles = Article.objects.visible_to(request.user).for_page()
    found = get_object_or_404(articles, public_id=public_id)
    # A stand-in is shown as the article that it is a copy of, with the copied claim in its place.
    found = found.stands_in_for or found
    asked = _asked(request)
    if is_fragment(request):
        answer = _part(request, found, asked)
    else:
        answer = render(request, "reviews/article.html", {"galley": galley(found, user=request.user, asked=asked)})
    patch_vary_headers(answer, [ASKED])
    return answer


def _asked(request: HttpRequest) -> Asked:
    claim = request.GET.get("claim", "")
    with contextlib.suppress(ValueError):
        return Asked(
            part=request.GET.get("part", ""), page=request.GET.get("page", ""), claim=claim and str(UUID(claim))
        )
    return Asked()


def _part(request: HttpRequest, found: Article, asked: Asked) -> HttpResponse:
    number = int(asked.part) if asked.part.isdecimal() and len(asked.part) < 6 else 0
    part = galley_part(found, user=request.user, number=number, page=asked.page)
    if part is None:
        raise Http404
    return render(request, "reviews/_part_fragment.html", {"part": part, "article": found})


@login_required
@require_GET
def coverage(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Which sentences of an article are accounted for, and its sign-off."""
    return _coverage(request, _article(request, public_id))


@login_required
@require_POST
def clear(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that sentences need no check."""
    found = _article(request, public_id)
    form = ClearForm(request.POST)
    if form.attempt(lambda typed: signoff.clear_sentences(article=found, by=request.user, **typed)):
        messages.success(request, f"No check needed: {len(form.outcome)} noted, with your name.")
        return redirect(_back(request, found))
    return _coverage(request, found, clear_form=form, status=form.status)


@login_required
@require_POST
def take_back_cleared(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back that a sentence needs no check."""
    rows = ClearedSentence.objects.filter(article__in=Article.objects.visible_to(request.user))
    cleared = get_object_or_404(rows.select_related("article"), public_id=public_id)
    signoff.take_back_cleared(cleared=cleared, by=request.user)
    messages.success(request, "The sentence is unaccounted for again.")
    return redirect("reviews:coverage", public_id=cleared.article.public_id)


@login_required
@require_POST
def sign_off(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer for an article."""
    found = _article(request, public_id)
    form = SignOffForm(request.POST)
    if form.attempt(lambda typed: signoff.sign_off(article=found, by=request.user, **typed)):
        messages.success(request, "The article is signed off.")
        return redirect(found)
    return _coverage(request, found, sign_form=form, status=form.status)


@login_required
@require_POST
def undo_sign_off(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a sign-off back, with a reason."""
    found = _article(request, public_id)
    form = TakeBackForm(request.POST)
    if form.attempt(lambda typed: signoff.undo_sign_off(article=found, by=request.user, **typed)):
        messages.success(request, "The sign-off is taken back.")
        return redirect("reviews:coverage", public_id=found.public_id)
    return _coverage(request, found, undo_form=form, status=form.status)


def _article(request: HttpRequest, public_id: UUID) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("stands_in_for")
    found: Article = get_object_or_404(articles, public_id=public_id)
    return found.stands_in_for or found


def _back(request: HttpRequest, found: Article) -> str:
    if request.POST.get("next") == "galley":
        return found.get_absolute_url()
    return reverse("reviews:coverage", args=[found.public_id])


def _coverage(request: HttpRequest, found: Article, *, status: int = 200, **forms: object) -> HttpResponse:
    page = {
        "coverage": coverage_page(found, user=request.user),
        "clear_form": forms.get("clear_form") or ClearForm(),
        "sign_form": forms.get("sign_form") or SignOffForm(),
        "undo_form": forms.get("undo_form") or TakeBackForm(),
    }
    return render(request, "reviews/coverage.html", page, status=status)
