"""Reviews, out: how far each is and what came of it. Nobody is named, and sealed answers stay sealed."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.filters import as_uuid, one_of, read_filters
from factcheck.api.serializers import answers, moment_field
from factcheck.api.views import Endpoint
from reviews.choices import ReviewState
from reviews.models import Review, Verdict
from reviews.services.verdicts import missing


class RatingOut(serializers.Serializer[Any]):
    """An answer of the scale; ``value`` is null for one that is no place on it."""

    slug = serializers.CharField()
    name = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)


class ReviewVerdictOut(serializers.Serializer[Any]):
    """What was decided and why."""

    rating = RatingOut()
    rationale = serializers.CharField()
    version = serializers.IntegerField()
    decided_at = moment_field()


class ReviewOut(serializers.Serializer[Any]):
    """The human job on one claim."""

    id = serializers.UUIDField(source="public_id")
    claim = serializers.UUIDField(source="claim.public_id")
    article = serializers.UUIDField(source="claim.article.public_id")
    state = serializers.ChoiceField(choices=ReviewState.choices)
    blind = serializers.BooleanField(help_text="Two people assess it, neither knowing of the other.")
    due_at = moment_field()
    opened_at = moment_field()
    closed_at = moment_field(allow_null=True)
    supersedes = serializers.UUIDField(
        source="supersedes.public_id", allow_null=True, default=None, help_text="The review that this one corrects."
    )
    verdict = serializers.SerializerMethodField()

    @extend_schema_field(ReviewVerdictOut(allow_null=True))
    def get_verdict(self, review: Review) -> dict[str, Any] | None:
        """The newest verdict; null before there is one, and while answers are sealed."""
        verdicts = list(review.verdicts.all())
        if review.hides_answers or not verdicts:
            return None
        return ReviewVerdictOut(max(verdicts, key=lambda verdict: verdict.version)).data


class ReviewDetailOut(ReviewOut):
    """One review with what its verdict still lacks."""

    missing = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_missing(self, review: Review) -> list[str]:
        """What the verdict still needs before it can be published, in sentences; empty unless it is decided."""
        return missing(review) if review.state == ReviewState.DECIDED else []


class ReviewViewSet(Endpoint):
    """The human jobs, read only: people decide, in the browser."""

    rights_of = Review

    @extend_schema(
        summary="List reviews",
        description="Newest first. The verdict is null while answers are sealed.",
        parameters=[
            OpenApiParameter("article", OpenApiTypes.UUID),
            OpenApiParameter("claim", OpenApiTypes.UUID),
            OpenApiParameter("state", enum=ReviewState.values),
        ],
        responses=answers(ok=ReviewOut(many=True)),
    )
    def list(self, request: Request) -> Response:
        """Reviews, newest first."""
        allowed = {"article": as_uuid, "claim": as_uuid, "state": one_of(ReviewState.values)}
        given = read_filters(request, allowed, paged=True)
        columns = {"article": "claim__article__public_id", "claim": "claim__public_id", "state": "state"}
        rows = self._readable().filter(**{columns[name]: value for name, value in given.items()})
        return self.page(rows, ReviewOut)

    @extend_schema(summary="Read a review", responses=answers(404, ok=ReviewDetailOut))
    def retrieve(self, request: Request, public_id: Any) -> Response:
        """One review."""
        read_filters(request, sparse=True)
        return self.shown(get_object_or_404(self._readable(), public_id=public_id), ReviewDetailOut)

    def _readable(self) -> Any:
        user = self.request.user
        verdicts = Prefetch("verdicts", Verdict.objects.visible_to(user).select_related("rating"))
        rows = Review.objects.visible_to(user).select_related("claim__article", "supersedes")
        return rows.defer("claim__article__body").prefetch_related(verdicts)
