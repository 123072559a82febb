"""Publishers of the library: read, described, merged."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fields import TextField
from factcheck.api.filters import as_text, read_filters
from factcheck.api.serializers import StrictSerializer, answers
from factcheck.api.views import IF_MATCH, Endpoint
from sources.choices import SourceKind
from sources.models import Source
from sources.services.publishers import Publisher, describe_publisher, merge_publishers


class PublisherOut(serializers.Serializer[Any]):
    """A publisher and what is known of it."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    domain = serializers.CharField(help_text="Its host without www.; pages there are its own.")
    kind = serializers.ChoiceField(choices=SourceKind.choices)
    primary = serializers.BooleanField(help_text="Publishes what it knows at first hand.")
    reliability_note = serializers.CharField()
    other_names = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_other_names(self, source: Source) -> list[str]:
        """The names that lead to it."""
        return sorted(other.name for other in source.other_names.all())


class PublisherIn(StrictSerializer):
    """What is to be known of a publisher; what is left out stays as it is."""

    name = TextField(required=False, max_length=200)
    domain = TextField(required=False, max_length=200, allow_blank=True)
    kind = serializers.ChoiceField(required=False, choices=SourceKind.choices)
    primary = serializers.BooleanField(required=False)
    reliability_note = TextField(required=False, max_length=5_000, allow_blank=True)


class MergeIn(StrictSerializer):
    """The publisher that it is the same as."""

    into = serializers.UUIDField()


class PublisherViewSet(Endpoint):
    """Who published what is in the library."""

    rights_of = Source
    ordering = ("pk",)

    @extend_schema(
        summary="List publishers",
        description="In the order in which they came. `words` narrows them to names and hosts that hold them.",
        parameters=[OpenApiParameter("words", description="Held by the name or the host.")],
        responses=answers(ok=PublisherOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Publishers, oldest first."""
        given = read_filters(request, {"words": as_text}, paged=True)
        return self.page(self._readable().matching(given.get("words", "")), PublisherOut)

    @extend_schema(summary="Read a publisher", responses=answers(404, ok=PublisherOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One publisher."""
        return self.one(self._readable(), PublisherOut)

    @extend_schema(
        summary="Describe a publisher",
        description="Members that are left out stay. A new name leaves the old one as another name.",
        parameters=[IF_MATCH],
        request=PublisherIn,
        responses=answers(404, 409, 412, ok=PublisherOut),
    )
    @action(detail=True, methods=["post"])
    def describe(self, request: Request, public_id: Any) -> Response:
        """Put right what is known of a publisher."""
        source = self.named(self._readable())
        self.require_unchanged(source, PublisherOut)
        known = {name: getattr(source, name) for name in Publisher.__slots__}
        facts = Publisher(**known | self.body(PublisherIn))
        return self._shown(describe_publisher(source=source, facts=facts, by=request.user))

    @extend_schema(
        summary="Merge a publisher into another one",
        description="Its documents, feeds and names go to the other, which is the answer. It can not be taken back.",
        parameters=[IF_MATCH],
        request=MergeIn,
        responses=answers(404, 409, 412, ok=PublisherOut),
    )
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, public_id: Any) -> Response:
        """Say that two publishers are the same."""
        source = self.named(self._readable())
        self.require_unchanged(source, PublisherOut)
        into = get_object_or_404(self._readable(), public_id=self.body(MergeIn)["into"])
        merge_publishers(source=source, into=into, by=request.user)
        return self._shown(into)

    def _readable(self) -> Any:
        return Source.objects.visible_to(self.request.user).of_library().prefetch_related("other_names")

    def _shown(self, source: Source) -> Response:
        return Response(PublisherOut(self._readable().get(pk=source.pk)).data)
