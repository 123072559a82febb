"""The passages of a document."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import as_uuid, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint
from sources.models import Document, Passage


class PassageOut(serializers.Serializer[Any]):
    """A stretch of a document's text, and where a reader finds it."""

    id = serializers.UUIDField(source="public_id")
    document = serializers.UUIDField(source="document.public_id")
    start = serializers.IntegerField(help_text="In code points of the document's text.")
    end = serializers.IntegerField()
    quote = serializers.CharField(source="text", help_text="Exactly the characters from start to end.")
    locator = serializers.CharField(help_text='"page 3, paragraph 2", or "at 00:12:30" in a transcript.')


class PassageViewSet(Endpoint):
    """Passages, in the order of the text."""

    rights_of = Document
    ordering = ("start", "pk")

    @extend_schema(
        summary="List the passages of a document",
        description="In the order of the text. `locator` names the page and paragraph, or the time of a transcript.",
        parameters=[OpenApiParameter("document", OpenApiTypes.UUID, required=True)],
        responses=answers(404, ok=PassageOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """The passages of one document."""
        given = read_filters(request, {"document": as_uuid}, required=("document",), paged=True)
        found = get_object_or_404(Document.objects.visible_to(request.user), public_id=given["document"])
        return self.page(Passage.objects.of(found).with_document(), PassageOut)

    @extend_schema(summary="Read a passage", responses=answers(404, ok=PassageOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One passage."""
        return self.one(Passage.objects.visible_to(request.user).with_document(), PassageOut)
