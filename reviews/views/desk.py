"""The desk, and how far the machine is with an article."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Article
from claims.policies import can_match_speakers, can_submit
from reviews.pages.desk import article_rows, waiting_for
from reviews.pages.machine import machine_progress

ARTICLES_SHOWN = 25


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The articles in progress, and what waits for the person who looks."""
    articles = Article.objects.visible_to(request.user).listed().for_list()
    shown = Paginator(articles, ARTICLES_SHOWN).get_page(request.GET.get("page"))
    page = {
        "page": shown,
        "rows": article_rows(list(shown.object_list)),
        "waiting": waiting_for(request.user),
        "may_submit": can_submit(request.user),
        "may_match": can_match_speakers(request.user),
        "may_read": request.user.has_perm("claims.view_article"),
    }
    return render(request, "reviews/desk.html", page)


@login_required
@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far the machine is with an article, as a fragment for the page that watches it."""
    found = get_object_or_404(Article.objects.visible_to(request.user).for_list(), public_id=public_id)
    page = {"article": found, "progress": machine_progress([found])[found.pk], "asked": True}
    return render(request, "reviews/_progress.html", page)


@login_required
@require_GET
def standing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where an article of the desk stands, as a fragment for the desk that watches it."""
    found = get_object_or_404(Article.objects.visible_to(request.user).for_list(), public_id=public_id)
    return render(request, "reviews/_article_standing.html", {"row": article_rows([found])[0]})
