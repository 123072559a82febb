"""What a change of a claim, a document or a speaker touches."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim, Speaker
from exports.choices import Cause
from exports.services.impact import Impact, TouchedClaim, impact_of
from factcheck.api.filters import read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint
from reviews.choices import ReviewState
from reviews.models import Review
from sources.models import Document


class RemoteItemOut(serializers.Serializer[Any]):
    """An item that a subscriber keeps about a claim."""

    subscriber = serializers.CharField()
    id = serializers.CharField()
    url = serializers.CharField()
    sequence = serializers.IntegerField(allow_null=True, help_text="Of the entry that it has confirmed.")


class TouchedReviewOut(serializers.Serializer[Any]):
    """The newest review of a claim."""

    id = serializers.UUIDField(source="public_id")
    state = serializers.ChoiceField(choices=ReviewState.choices)


class TouchedClaimOut(serializers.Serializer[Any]):
    """A claim that the change touches, and why."""

    claim = serializers.UUIDField(source="claim.public_id")
    article = serializers.UUIDField(source="claim.article.public_id")
    statement = serializers.CharField(source="claim.statement")
    why = serializers.ListField(child=serializers.CharField())
    review = TouchedReviewOut(allow_null=True)
    publication = serializers.SerializerMethodField()
    remote = RemoteItemOut(many=True)
    unconfirmed = serializers.ListField(
        child=serializers.CharField(), help_text="Subscribers that have not confirmed the newest entry."
    )

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_publication(self, touched: TouchedClaim) -> str | None:
        """The entry that stands on it, if one does."""
        return str(touched.entry.public_id) if touched.entry else None


class ImpactOut(serializers.Serializer[Any]):
    """All that a change touches, what is published first."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    label = serializers.CharField(help_text="What changed, in words.")  # type: ignore[assignment]  # a field
    claims = TouchedClaimOut(many=True, source="touched")
    articles = serializers.SerializerMethodField()
    more = serializers.BooleanField(help_text="Whether it touches more claims than are listed.")

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_articles(self, impact: Impact) -> list[str]:
        """The articles that the claims stand in, each once."""
        return [str(article.public_id) for article in impact.articles]


class ImpactViewSet(Endpoint):
    """The blast radius of one thing; a subclass says of what."""

    rights_of = Review
    subject_of: type[models.Model]

    def retrieve(self, request: Request, public_id: Any) -> Response:
        """What a change of it touches."""
        read_filters(request, sparse=True)
        rows: Any = self.subject_of._default_manager
        subject = get_object_or_404(self.joined(rows.visible_to(request.user)), public_id=public_id)
        return self.shown(impact_of(subject, user=request.user), ImpactOut)

    def joined(self, rows: Any) -> Any:
        """``rows`` with what is needed of them."""
        return rows


@extend_schema_view(
    retrieve=extend_schema(
        operation_id="claims_impact_retrieve",
        summary="See what a changed verdict touches",
        responses=answers(404, ok=ImpactOut),
    )
)
class ClaimImpactViewSet(ImpactViewSet):
    """Of a verdict that changed, or may be wrong."""

    subject_of = Claim

    def joined(self, rows: Any) -> Any:
        """With article and speaker."""
        return rows.select_related("article", "speaker").defer("article__body")


@extend_schema_view(
    retrieve=extend_schema(
        operation_id="documents_impact_retrieve",
        summary="See what a document touches",
        responses=answers(404, ok=ImpactOut),
    )
)
class DocumentImpactViewSet(ImpactViewSet):
    """Of a source that was retracted or has drifted."""

    subject_of = Document

    def joined(self, rows: Any) -> Any:
        """Without the text."""
        return rows.for_page()


@extend_schema_view(
    retrieve=extend_schema(
        operation_id="speakers_impact_retrieve",
        summary="See what a speaker touches",
        responses=answers(404, ok=ImpactOut),
    )
)
class SpeakerImpactViewSet(ImpactViewSet):
    """Of a speaker who is the same as another one."""

    subject_of = Speaker
