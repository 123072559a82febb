"""Evidence out."""

from typing import Any

from django.http import Http404
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
from sources.services.opinions import as_seen_by

SHOWN = (Decision.ACCEPTED.value, Decision.SUGGESTED.value)


class EvidenceViewSet(Endpoint):
    """Passages set against claims; what people rejected is not shown."""

    rights_of = Evidence
    ordering = ("rank", "pk")

    @extend_schema(
        summary="List the evidence of a claim",
        description="Best first. `machine` is a suggestion, `human` a decision; what people rejected is left out. "
        "A reviewer who asks sees no decisions but his own.",
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
        wanted = (given["decision"],) if "decision" in given else SHOWN
        seen = as_seen_by(request.user, Evidence.objects.filter(claim=claim))
        shown = [row.pk for row in seen if row.decision in wanted]
        return self.page(self._readable().filter(pk__in=shown), EvidenceOut)

    @extend_schema(summary="Read a piece of evidence", responses=answers(404, ok=EvidenceOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One piece of evidence."""
        read_filters(request, sparse=True)
        row = get_object_or_404(self._readable(), public_id=public_id)
        seen = [row for row in as_seen_by(request.user, [row]) if row.decision in SHOWN]
        if not seen:
            raise Http404
        return self.shown(seen[0], EvidenceOut)

    def paginate_queryset(self, queryset: Any) -> Any:
        """The rows of one page as the caller may see them."""
        return as_seen_by(self.request.user, super().paginate_queryset(queryset) or ())

    def _readable(self) -> Any:
        readable = Evidence.objects.visible_to(self.request.user).for_export()
        return readable.select_related("passage__document__snapshot")
