"""Pages on which articles are handed in and claims are put right."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from claims.choices import IntakeWay
from claims.forms import (
    CandidateForm,
    ClaimForm,
    FactsForm,
    FetchForm,
    MatchForm,
    NewClaimForm,
    PasteForm,
    ReasonForm,
    UploadForm,
)
from claims.models import Article, ArticleIntake, Claim, Speaker, SpeakerMatch
from claims.pages.explanation import explanation_of
from claims.pages.speakers import speakers_page
from claims.policies import can_add_claim, can_complete, can_discard, can_revise, can_submit
from claims.services.articles import ArticleDraft, ArticleFacts, complete_article, submit_article
from claims.services.claims import (
    Marking,
    Revision,
    add_claim_by_hand,
    choose_speaker,
    discard_claim,
    restore_claim,
    revise_claim,
)
from claims.services.intake import Incoming, take_in_article
from claims.services.speakers import confirm_same_speaker, keep_speakers_apart
from claims.services.unmerging import take_back_match
from factcheck.lib.errors import InvalidInput
from factcheck.lib.forms import DeskForm, posted, require_form
from factcheck.lib.fragments import render_either

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
    return render_either(request, page="claims/intake.html", fragment="claims/_intake.html", context={"intake": found})


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
    words = request.GET.get("words", "")
    first = {"content": words, "statement": " ".join(words.split())}
    form = NewClaimForm(posted(request), initial=first, body=article.body)
    if form.attempt(lambda typed: add_claim_by_hand(article=article, by=request.user, marking=Marking(**typed))):
        messages.success(request, "The claim is marked; evidence for it is being looked up.")
        return redirect(form.outcome)
    page = {"form": form, "article": article, "at": (request.POST or request.GET).get("at", "")}
    return render(request, "claims/new_claim_form.html", page, status=form.status)


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


@login_required
@require_POST
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which of the machine's candidates speaks."""
    typed = _typed(CandidateForm(request.POST), "Choose one of the names.")
    claim = choose_speaker(claim=_claim(request, public_id), by=request.user, **typed)
    messages.success(request, f"The speaker is {claim.speaker_name} now.")
    return redirect(claim)


@login_required
@require_GET
def explanation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How one claim was read, and what people changed since."""
    page = {"explanation": explanation_of(_claim(request, public_id), user=request.user)}
    return render(request, "claims/explanation.html", page)


@login_required
@require_GET
def speakers(request: HttpRequest) -> HttpResponse:
    """Speakers of the library that may be the same, and what was decided about them."""
    return render(request, "claims/speakers.html", {"page": speakers_page(request.user)})


@login_required
@require_POST
def match(request: HttpRequest) -> HttpResponse:
    """Say that two speakers are the same, or that they are not."""
    typed = _typed(MatchForm(request.POST), "Choose one of the pairs.")
    named = Speaker.objects.visible_to(request.user)
    pair = {name: get_object_or_404(named, public_id=typed[name]) for name in ("alias", "speaker")}
    decide = confirm_same_speaker if typed["same"] else keep_speakers_apart
    decided = decide(**pair, by=request.user)
    messages.success(request, "They are one speaker from now on." if decided.same else "They are kept apart.")
    return redirect(_back(request) or "claims:speakers")


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back what was decided about two speakers."""
    moved = take_back_match(match=get_object_or_404(SpeakerMatch, public_id=public_id), by=request.user)
    back = f" {moved} claim{'' if moved == 1 else 's'} read since went back to the other name." if moved else ""
    messages.success(request, f"The two are asked about again.{back}")
    return redirect(_back(request) or "claims:speakers")


def _back(request: HttpRequest) -> str:
    """The page of ours that the button stood on, when it says so."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else ""


def _typed(form: DeskForm, otherwise: str) -> dict[str, Any]:
    """What a form without inputs of its own sent; ``InvalidInput`` for what no button of ours sends."""
    if not form.is_valid():
        raise InvalidInput(otherwise)
    return dict(form.cleaned_data)


def _claim(request: HttpRequest, public_id: UUID) -> Claim:
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker", "run")
    found: Claim = get_object_or_404(claims, public_id=public_id)
    return found
