"""Who says claims, out: the speakers that are known across articles."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.serializers import ClaimOut, names_field
from claims.choices import SpeakerKind
from claims.models import Claim, Speaker
from factcheck.api.filters import as_text, one_of, read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint

KINDS = (SpeakerKind.PERSON.value, SpeakerKind.ORGANISATION.value, SpeakerKind.DOCUMENT.value)


class KnownSpeakerOut(serializers.Serializer[Any]):
    """A speaker that is known across articles, under the name it goes by."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    other_names = serializers.SerializerMethodField()
    claims = serializers.IntegerField(source="claim_count", help_text="Live claims under this very name.")
    articles = serializers.IntegerField(source="article_count")

    @extend_schema_field(names_field())
    def get_other_names(self, speaker: Speaker) -> list[str]:
        """The names that lead to it, as people decided."""
        return sorted(other.name for other in speaker.aliases.all())


class SpeakerViewSet(Endpoint):
    """Who says what is claimed."""

    rights_of = Speaker
    ordering = ("pk",)

    @extend_schema(
        summary="List speakers",
        description="In the order in which they came. An unnamed source belongs to its article and is not listed.",
        parameters=[
            OpenApiParameter("words", description="Held by the name."),
            OpenApiParameter("kind", enum=KINDS),
        ],
        responses=answers(ok=KnownSpeakerOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Speakers, oldest first."""
        given = read_filters(request, {"words": as_text, "kind": one_of(KINDS)}, paged=True)
        return self.page(
            self._readable().matching(given.get("words", "")).of_kind(given.get("kind", "")), KnownSpeakerOut
        )

    @extend_schema(summary="Read a speaker", responses=answers(404, ok=KnownSpeakerOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One speaker."""
        return self.one(self._readable(), KnownSpeakerOut)

    @extend_schema(
        summary="List the claims of a speaker",
        description="Under any of its names, in the order in which they were stored.",
        responses=answers(404, ok=ClaimOut(many=True)),
    )
    @action(detail=True, methods=["get"])
    def claims(self, request: Request, public_id: Any) -> Response:
        """What one speaker said."""
        read_filters(request, paged=True)
        speaker = get_object_or_404(self._readable(), public_id=public_id)
        rows = (
            Claim.objects.visible_to(request.user).listed().live().said_by(speaker).for_export().defer("article__body")
        )
        return self.page(rows, ClaimOut)

    def _readable(self) -> Any:
        return Speaker.objects.visible_to(self.request.user).of_library().counted().prefetch_related("aliases")
