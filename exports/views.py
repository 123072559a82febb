"""Pages on which verdicts are published and taken back, and the feed as people read it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from exports.forms import PublishForm, RetractForm
from exports.models import Publication
from exports.policies import can_retract
from exports.services.publishing import publish_verdict, retract_publication
from factcheck.lib.forms import posted, require_form
from reviews.models import Review, Verdict
from reviews.policies import can_publish
from reviews.services.verdicts import missing

ENTRIES_SHOWN = 30


@login_required
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The publications, newest first, each with what it says and whether it still stands."""
    entries = Publication.objects.visible_to(request.user).for_page()
    shown = Paginator(entries, ENTRIES_SHOWN).get_page(request.GET.get("page"))
    rows = [
        {"entry": entry, "may": can_retract(request.user, entry, is_newest=not entry.is_outdated)}
        for entry in shown.object_list
    ]
    return render(request, "exports/feed.html", {"page": shown, "rows": rows})


@login_required
@require_form
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """See what goes out, and publish it."""
    reviews = Review.objects.visible_to(request.user).for_page()
    review = get_object_or_404(reviews, public_id=public_id)
    form = PublishForm(posted(request))
    if form.attempt(lambda typed: publish_verdict(review=review, by=request.user, **typed)):
        messages.success(request, "Published. The entry stands in the feed that the CMS follows.")
        return redirect("exports:feed")
    page = {
        "form": form,
        "review": review,
        "verdict": Verdict.objects.visible_to(request.user).with_citations().newest_of(review),
        "missing": missing(review),
        "may": can_publish(request.user, review),
        "earlier": Publication.objects.newest_of_claim(review.claim_id),
    }
    return render(request, "exports/publish.html", page, status=form.status)


@login_required
@require_form
def retract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back the last word on a claim, with a reason that goes out."""
    entries = Publication.objects.visible_to(request.user).for_page()
    entry = get_object_or_404(entries, public_id=public_id)
    form = RetractForm(posted(request))
    if form.attempt(lambda typed: retract_publication(publication=entry, by=request.user, **typed)):
        messages.success(request, "Retracted. The retraction stands in the feed that the CMS follows.")
        return redirect("exports:feed")
    may = can_retract(request.user, entry, is_newest=not entry.is_outdated)
    return render(request, "exports/retract.html", {"form": form, "entry": entry, "may": may}, status=form.status)
