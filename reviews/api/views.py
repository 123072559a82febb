"""The progress of an article: it counts reviews, so it is here and not with the articles."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Article
from factcheck.api.filters import read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint
from reviews.api.progress import progress_of
from reviews.api.serializers import ProgressOut


class ProgressViewSet(Endpoint):
    """How far an article is."""

    rights_of = Article
    sparse_actions = ()

    @extend_schema(
        operation_id="articles_progress_retrieve",
        summary="Watch the progress of an article",
        responses=answers(404, ok=ProgressOut),
    )
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """Counts of claims, searches, reviews and verdicts."""
        read_filters(request)
        article = get_object_or_404(Article.objects.visible_to(request.user).for_list(), public_id=public_id)
        return Response(ProgressOut(progress_of(article)).data)
