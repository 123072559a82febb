"""The feed that the CMS follows."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAcceptable
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from exports.api.entries import entry_of, feed_address, house
from exports.api.renderers import ClaimReviewRenderer
from exports.api.serializers import PublicationOut
from exports.choices import PublicationKind
from exports.formats.claimreview import claim_review
from exports.models import Publication
from factcheck.api.filters import as_number, as_uuid, one_of, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint

FILTERS = {"article": as_uuid, "kind": one_of(PublicationKind.values), "after": as_number}


class PublicationViewSet(Endpoint):
    """Published, corrected and retracted verdicts, in the order in which they went out."""

    rights_of = Publication
    ordering = ("sequence",)
    renderer_classes = (JSONRenderer, ClaimReviewRenderer)

    def get_renderers(self) -> list[BaseRenderer]:
        """One entry is also there as ClaimReview; a list is not."""
        return [JSONRenderer(), *([ClaimReviewRenderer()] if self.action == "retrieve" else [])]

    @extend_schema(
        summary="Follow the feed",
        description=(
            "Entries in the order in which they went out. An entry never changes and none is ever put in before one "
            "that was there: keep the `sequence` of the last entry you handled and ask with `after=` for what is new."
        ),
        parameters=[
            OpenApiParameter("article", OpenApiTypes.UUID),
            OpenApiParameter("kind", enum=PublicationKind.values),
            OpenApiParameter("after", OpenApiTypes.INT, description="Only entries with a greater sequence."),
        ],
        responses=answers(ok=PublicationOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """The feed."""
        given = read_filters(request, FILTERS, paged=True)
        rows = self._readable().in_feed_order()
        if "article" in given:
            rows = rows.of_article(given["article"])
        if "kind" in given:
            rows = rows.of_kind(given["kind"])
        return self.page(rows.after(given.get("after", 0)), PublicationOut)

    @extend_schema(
        summary="Read an entry of the feed",
        parameters=[OpenApiParameter("format", exclude=True)],  # the header chooses, not the address
        description="With `Accept: application/ld+json` a schema.org ClaimReview; a retraction has none (406).",
        responses={
            (200, "application/json"): PublicationOut,
            (200, "application/ld+json"): OpenApiTypes.OBJECT,
            **answers(404),
        },
    )
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One entry, as JSON or as ClaimReview."""
        if not isinstance(request.accepted_renderer, ClaimReviewRenderer):
            return self.one(self._readable(), PublicationOut)
        read_filters(request)
        return Response(_as_claim_review(request, get_object_or_404(self._readable(), public_id=public_id)))

    def _readable(self) -> Any:
        return Publication.objects.visible_to(self.request.user).for_export()


def _as_claim_review(request: Request, publication: Publication) -> dict[str, Any]:
    if publication.kind == PublicationKind.RETRACTED:
        message = "A retracted verdict has no ClaimReview; ask for application/json."
        raise NotAcceptable(message)
    return claim_review(entry_of(publication, feed_address(request)), house())
