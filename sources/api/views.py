"""Evidence out."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from factcheck.api.filters import as_uuid, one_of, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint
from sources.api.serializers import EvidenceOut
from sources.choices import Decision
from sources.models import Evidence

SHOWN = (Decision.ACCEPTED.value, Decision.SUGGESTED.value)


class EvidenceViewSet(Endpoint):
    """Passages set against claims; what people rejected is not shown."""

    rights_of = Evidence
    ordering = ("rank", "pk")

    @extend_schema(
        summary="List the evidence of a claim",
        description="Best first. `machine` is a suggestion, `human` a decision; what people rejected is left out.",
        parameters=[
            OpenApiParameter("claim", OpenApiTypes.UUID, required=True),
            OpenApiParameter("decision", enum=SHOWN),
        ],
        responses=answers(404, ok=EvidenceOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """The evidence of one claim."""
        allowed = {"claim": as_uuid, "decision": one_of(SHOWN)}
        given = read_filters(request, allowed, required=("claim",), paged=True)
        claim = get_object_or_404(Claim.objects.visible_to(request.user), public_id=given.pop("claim"))
        return self.page(self._readable().filter(claim=claim, **given), EvidenceOut)

    @extend_schema(summary="Read a piece of evidence", responses=answers(404, ok=EvidenceOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One piece of evidence."""
        return self.one(self._readable(), EvidenceOut)

    def _readable(self) -> Any:
        readable = Evidence.objects.visible_to(self.request.user).not_rejected().for_export()
        return readable.select_related("passage__document__snapshot")
