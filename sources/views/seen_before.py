"""Claims that were seen before: what is settled, and what a person makes of a match."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from claims.models import Claim
from factcheck.lib.forms import posted, require_form
from sources.forms import DismissForm, SearchForm
from sources.models import ClaimMatch, SettledClaim
from sources.pages.seen_before import match_row
from sources.services.seen_before import dismiss_match, request_new_comparison, restore_match

SETTLED_SHOWN = 30


@login_required
@require_GET
def settled(request: HttpRequest) -> HttpResponse:
    """The claims that are settled, newest verdict first, searchable by their words, speakers and publishers."""
    search = SearchForm(request.GET)
    claims = SettledClaim.objects.visible_to(request.user).standing().holding(search.given()).for_list()
    shown = Paginator(claims, SETTLED_SHOWN).get_page(request.GET.get("page"))
    return render(request, "sources/settled.html", {"search": search, "claims": shown})


@login_required
@require_form
def match(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One match, the two claims side by side, to say that they are not alike."""
    found = _match(request, public_id)
    form = DismissForm(posted(request))
    if form.attempt(lambda typed: dismiss_match(match=found, by=request.user, **typed)):
        messages.success(request, "Set aside: the two are not the same.")
        return redirect(_back(request, found.claim))
    page = {"row": match_row(found, claim=found.claim, user=request.user), "form": form, "next": _back(request, None)}
    return render(request, "sources/match.html", page, status=form.status)


@login_required
@require_POST
def restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back that two claims are not alike."""
    found = _match(request, public_id)
    restore_match(match=found, by=request.user)
    messages.success(request, "The match stands again.")
    return redirect(_back(request, found.claim))


@login_required
@require_POST
def compare_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Compare a claim again, because more is settled now."""
    claims = Claim.objects.visible_to(request.user).select_related("article", "speaker")
    claim: Claim = get_object_or_404(claims, public_id=public_id)
    request_new_comparison(claim=claim, by=request.user)
    messages.success(request, "The claim is being compared again.")
    return redirect(_back(request, claim))


def _match(request: HttpRequest, public_id: UUID) -> ClaimMatch:
    matches = ClaimMatch.objects.visible_to(request.user).with_claims()
    found: ClaimMatch = get_object_or_404(matches, public_id=public_id)
    return found


def _back(request: HttpRequest, claim: Claim | None) -> str:
    """Where the person came from, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else claim.get_absolute_url() if claim else ""
