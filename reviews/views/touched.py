"""What rests on a document: claims, their reviews and verdicts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from factcheck.lib.decisions import Denied
from reviews.services.sources import resting_on
from sources.models import Document


@login_required
@require_GET
def touched(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything that a change or a retraction of a document concerns."""
    document = get_object_or_404(Document.objects.visible_to(request.user).for_page(), public_id=public_id)
    if not request.user.has_perm("reviews.view_review"):
        Denied("Only the people of the desk can read reviews.").enforce()
    page = {"document": document, "touched": resting_on(document, user=request.user)}
    return render(request, "reviews/touched.html", page)
