"""Pages on which verdicts are published and taken back, and the feed as people read it."""

from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from claims.models import Article
from exports.forms import PublishForm, RetractForm
from exports.models import Publication
from exports.policies import can_export_dossier, can_manage_subscribers, can_retract
from exports.services.dossier import export_dossier
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
    page = {"page": shown, "rows": rows, "may": can_manage_subscribers(request.user)}
    return render(request, "exports/feed.html", page)


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


@login_required
@require_form
def dossier(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Say what is in the dossier of an article, and hand it out."""
    articles = Article.objects.visible_to(request.user).for_list()
    article = get_object_or_404(articles, public_id=public_id)
    may = can_export_dossier(request.user)
    if request.method != "POST":
        return render(request, "exports/dossier.html", {"article": article, "may": may})
    may.enforce()
    file = TemporaryFile()  # noqa: SIM115  # the answer closes it when it is sent
    export_dossier(article=article, by=request.user, file=file)
    file.seek(0)
    name = f"dossier-{article.public_id}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
