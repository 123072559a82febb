"""Who says what is claimed: the library of speakers, and each of them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from claims.models import Speaker
from claims.policies import can_match_speakers
from claims.services.speakers import bearer
from exports.forms import SpeakerClaimsForm, SpeakersForm
from exports.pages.speakers import candidates_for, speaker_page

SPEAKERS_SHOWN = 50


@login_required
@require_GET
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody who is known across articles, by any of his names; who said most first."""
    form = SpeakersForm(request.GET)
    library = Speaker.objects.visible_to(request.user).of_library().called(form.value("words"))
    others = Prefetch("aliases", queryset=Speaker.objects.counted().order_by("name"))
    rows = library.of_kind(form.value("kind")).most_said_first().prefetch_related(others)
    shown = Paginator(rows, SPEAKERS_SHOWN).get_page(request.GET.get("page"))
    page = {"form": form, "page": shown, "may_match": can_match_speakers(request.user)}
    return render(request, "exports/speakers.html", page)


@login_required
@require_GET
def speaker(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One speaker; another name of somebody leads to that one."""
    found = get_object_or_404(Speaker.objects.visible_to(request.user).select_related("same_as"), public_id=public_id)
    known = bearer(found)
    if known != found:
        return redirect("exports:speaker", known.public_id)
    form = SpeakerClaimsForm(request.GET)
    page = {
        "shown": speaker_page(known, user=request.user, words=form.value("words"), number=request.GET.get("page")),
        "form": form,
        "candidates": candidates_for(known, form.value("same"), user=request.user),
    }
    return render(request, "exports/speaker.html", page)
