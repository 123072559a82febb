"""Pages on which articles are handed in and claims are put right."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.choices import IntakeWay
from claims.forms import ClaimForm, FactsForm, FetchForm, NewClaimForm, PasteForm, ReasonForm, UploadForm
from claims.models import Article, ArticleIntake, Claim
from claims.policies import can_add_claim, can_complete, can_discard, can_revise, can_submit
from claims.services.articles import ArticleDraft, ArticleFacts, complete_article, submit_article
from claims.services.claims import Revision, add_claim_by_hand, discard_claim, restore_claim, revise_claim
from claims.services.intake import Incoming, take_in_article
from factcheck.lib.forms import posted, require_form

WAYS: dict[str, type[FactsForm]] = {"paste": PasteForm, "upload": UploadForm, "url": FetchForm}


@login_required
@require_form
def add(request: HttpRequest) -> HttpResponse:
    """Hand in an article: paste it, upload it, or name its address."""
    can_submit(request.user).enforce()
    way = request.GET.get("way", "paste")
    form = WAYS.get(way, PasteForm)(posted(request), request.FILES or None)
    if form.attempt(lambda _typed: _send(request, form)):
        return redirect(form.outcome)
    return render(request, "claims/article_form.html", {"form": form, "way": way}, status=form.status)


def _send(request: HttpRequest, form: FactsForm) -> str:
    """Hand in what was typed, and return where to go on."""
    if not isinstance(form, PasteForm):
        taken = take_in_article(incoming=_incoming(form), given=form.facts_as_json(), by=request.user)
        return reverse("claims:intake", args=[taken.intake.public_id])
    draft = ArticleDraft(body=form.cleaned_data["body"], url=form.cleaned_data["url"], **form.facts())
    submitted = submit_article(draft=draft, by=request.user)
    if not submitted.created:
        messages.info(request, "This article was handed in before; here it is.")
    return submitted.article.get_absolute_url()


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
    intakes = ArticleIntake.objects.visible_to(request.user).select_related("article")
    found = get_object_or_404(intakes, public_id=public_id)
    template = "claims/_intake.html" if request.headers.get("X-Fragment") else "claims/intake.html"
    return render(request, template, {"intake": found})


@login_required
@require_form
def complete(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Fill in or correct what is known about an article."""
    article = get_object_or_404(Article.objects.visible_to(request.user), public_id=public_id)
    can_complete(request.user, article).enforce()
    form = FactsForm(posted(request), initial=FactsForm.stored(article))
    if form.attempt(lambda _: complete_article(article=article, facts=ArticleFacts(**form.facts()), by=request.user)):
        messages.success(request, "The facts of the article are saved.")
        return redirect(article)
    return render(request, "claims/facts_form.html", {"form": form, "article": article}, status=form.status)


@login_required
@require_form
def add_claim(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark words of an article as a claim."""
    article = get_object_or_404(Article.objects.visible_to(request.user), public_id=public_id)
    can_add_claim(request.user, article).enforce()
    first = {"content": request.GET.get("words", "")}
    form = NewClaimForm(posted(request), initial=first, body=article.body)
    if form.attempt(lambda typed: add_claim_by_hand(article=article, by=request.user, **typed)):
        messages.success(request, "The claim is marked; evidence for it is being looked up.")
        return redirect(form.outcome)
    return render(request, "claims/new_claim_form.html", {"form": form, "article": article}, status=form.status)


@login_required
@require_form
def revise(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put right what is said about a claim. After a conflict the same form saves over what is stored now."""
    claim = _claim(request, public_id)
    can_revise(request.user, claim).enforce()
    form = ClaimForm(posted(request), initial=ClaimForm.stored(claim))
    if form.attempt(lambda typed: _revise(request, claim, **typed)):
        messages.success(request, "The claim is revised.")
        return redirect(form.outcome)
    form.renew("version", claim.version)
    return render(request, "claims/claim_form.html", {"form": form, "claim": claim}, status=form.status)


def _revise(request: HttpRequest, claim: Claim, *, version: int, **typed: Any) -> Claim:
    return revise_claim(claim=claim, by=request.user, version=version, revision=Revision(**typed))


@login_required
@require_form
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Set a claim aside, with a reason."""
    claim = _claim(request, public_id)
    can_discard(request.user, claim).enforce()
    form = ReasonForm(posted(request))
    if form.attempt(lambda typed: discard_claim(claim=claim, by=request.user, **typed)):
        messages.success(request, "The claim is discarded. It stands at the end of the article's page.")
        return redirect(claim.article)
    return render(request, "claims/discard_form.html", {"form": form, "claim": claim}, status=form.status)


@login_required
@require_POST
def restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back that a claim was discarded."""
    claim = restore_claim(claim=_claim(request, public_id), by=request.user)
    messages.success(request, "The claim is back.")
    return redirect(claim)


def _claim(request: HttpRequest, public_id: UUID) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    found: Claim = get_object_or_404(claims, public_id=public_id)
    return found
