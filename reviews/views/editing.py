"""Changing the words of claims, splitting and merging them, undoing, and finding speakers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims.models import Article, Claim, LedgerEntry, Speaker
from claims.policies import can_revise
from claims.services.editing import Piece, merge_claims, respan_claim, split_claim
from factcheck.lib.errors import DomainError
from factcheck.lib.forms import DeskForm, posted, require_form
from reviews.forms.editing import MergeForm, SpansForm, SplitForm
from reviews.pages.deeds import deed_rows
from reviews.services.undo import redo, undo

NAMES_SHOWN = 12


@login_required
@require_form
def words(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a claim other words of its article."""
    claim = _claim(request, public_id)
    form = SpansForm(posted(request), claim=claim, selected=request.GET.get("words", ""), at=request.GET.get("at", ""))
    return _edit(request, claim, form, lambda typed: respan_claim(claim=claim, by=request.user, **typed), "words")


@login_required
@require_form
def split(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make several claims of one."""
    claim = _claim(request, public_id)
    form = SplitForm(posted(request), claim=claim)

    def act(typed: dict[str, Any]) -> Claim:
        pieces = [Piece(spans, statement) for spans, statement in typed["pieces"]]
        return split_claim(claim=claim, pieces=pieces, by=request.user, version=typed["version"])[0]

    return _edit(request, claim, form, act, "split")


@login_required
@require_form
def merge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make one claim of several."""
    claim = _claim(request, public_id)
    form = MergeForm(posted(request), claim=claim)
    return _edit(request, claim, form, lambda typed: merge_claims(claim=claim, by=request.user, **typed), "merge")


DONE = {
    "words": "The claim has other words now.",
    "split": "The claim is split; evidence for each is being looked up.",
    "merge": "The claims are one now; the others stand among the discarded ones.",
}


def _edit(
    request: HttpRequest, claim: Claim, form: DeskForm, act: Callable[[dict[str, Any]], Claim], name: str
) -> HttpResponse:
    can_revise(request.user, claim).enforce()
    if form.attempt(act):
        messages.success(request, DONE[name])
        return redirect(form.outcome)
    form.renew("version", Claim.objects.only("version").get(pk=claim.pk).version)
    return render(request, f"reviews/edit_{name}.html", {"form": form, "claim": claim}, status=form.status)


@login_required
@require_GET
def deeds(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the person did on an article, with what can be undone."""
    article = _article(request, public_id)
    return render(request, "reviews/deeds.html", {"article": article, "rows": deed_rows(article, user=request.user)})


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo what the person did last on an article, or one thing by its place in the record."""
    article = _article(request, public_id)
    place = request.POST.get("sequence", "")
    sequence = int(place) if place.isdecimal() else None
    shown = _turn(request, article, lambda: undo(article=article, by=request.user, sequence=sequence), "Undone.")
    return redirect("reviews:deeds", public_id=article.public_id) if place else shown


@login_required
@require_POST
def do_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do again what the person undid last on an article."""
    article = _article(request, public_id)
    return _turn(request, article, lambda: redo(article=article, by=request.user), "Done again.")


def _turn(request: HttpRequest, article: Article, act: Callable[[], LedgerEntry], done: str) -> HttpResponse:
    """Undo or redo, say how it went, and show the claim it was about if that is still there."""
    try:
        entry = act()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(article)
    messages.success(request, done)
    claim = Claim.objects.live().filter(ledger=entry).select_related("article").first()
    return redirect(claim or article)


@login_required
@require_GET
def speaker_names(request: HttpRequest) -> JsonResponse:
    """Speakers of the library whose name, or another name of theirs, has the words asked for."""
    asked = " ".join(request.GET.get("words", "").split())[:100]
    found = Speaker.objects.visible_to(request.user).named_like(asked)[:NAMES_SHOWN] if asked else []
    rows = [
        {"name": row.name, "kind": row.get_kind_display(), "same_as": row.same_as.name if row.same_as else ""}
        for row in found
    ]
    return JsonResponse({"speakers": rows})


def _article(request: HttpRequest, public_id: UUID) -> Article:
    articles = Article.objects.visible_to(request.user).select_related("stands_in_for")
    found: Article = get_object_or_404(articles, public_id=public_id)
    return found.stands_in_for or found


def _claim(request: HttpRequest, public_id: UUID) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    found: Claim = get_object_or_404(claims, public_id=public_id)
    return found
