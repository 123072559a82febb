"""Who else is at a review: told to the page, and taken back when it is left."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from reviews.models import Review
from reviews.services.presence import leave, others_at, stay


@login_required
@require_POST
def here(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page is still open: who else is here, as a fragment."""
    review = get_object_or_404(Review.objects.visible_to(request.user), public_id=public_id)
    stay(review=review, by=request.user)
    page = {"review": review, "others": others_at(review, user=request.user)}
    return render(request, "reviews/_presence.html", page)


@login_required
@require_POST
def left(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page was left."""
    leave(review=get_object_or_404(Review.objects.visible_to(request.user), public_id=public_id), by=request.user)
    return HttpResponse(status=204)
