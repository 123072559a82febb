"""Out: the claims that one claim is like."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim
from factcheck.api.filters import read_filters
from factcheck.api.serializers import answers
from factcheck.api.views import Endpoint
from sources.choices import RelationChoice
from sources.models import ClaimMatch, Evidence
from sources.pages.seen_before import match_row


class SettledRatingOut(serializers.Serializer[Any]):
    """What was said of a settled claim; the number is null where the words have no place on a scale."""

    words = serializers.CharField(source="rating_words")
    value = serializers.FloatField(source="rating_value", allow_null=True)
    best = serializers.FloatField(source="rating_best", allow_null=True)
    worst = serializers.FloatField(source="rating_worst", allow_null=True)


class SettledClaimOut(serializers.Serializer[Any]):
    """A claim with a published verdict."""

    id = serializers.UUIDField(source="public_id")
    statement = serializers.CharField()
    speaker = serializers.CharField()
    said_on = serializers.DateField(allow_null=True)
    publisher = serializers.CharField()
    url = serializers.CharField(help_text="Of the verdict; empty where it is not known.")
    rating = SettledRatingOut(source="*")
    reviewed_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()
    own_claim = serializers.UUIDField(source="claim.public_id", allow_null=True, default=None)


class DifferenceOut(serializers.Serializer[Any]):
    """Where the two claims differ, in code points of their statements."""

    in_claim = serializers.ListField(child=serializers.IntegerField(), allow_null=True)
    in_other = serializers.ListField(child=serializers.IntegerField(), allow_null=True)


class MatchOut(serializers.Serializer[Any]):
    """One claim that the claim is like: a settled one, or another one of its article."""

    id = serializers.UUIDField(source="public_id")
    relation = serializers.ChoiceField(choices=RelationChoice.choices)
    score = serializers.FloatField(help_text="How much the two have in common, 0 to 1.")
    sentence = serializers.CharField(help_text="Says to a person what is alike or differs.")
    differences = serializers.SerializerMethodField()
    settled = SettledClaimOut(allow_null=True)
    other_claim = serializers.SerializerMethodField(help_text="Of the same article.")

    @extend_schema_field(DifferenceOut(many=True))
    def get_differences(self, match: ClaimMatch) -> list[dict[str, Any]]:
        """As seen from the claim that was asked for."""
        if match.claim_id == self.context["claim"].pk:
            return list(match.spans)
        return [{"in_claim": each["in_other"], "in_other": each["in_claim"]} for each in match.spans]

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_other_claim(self, match: ClaimMatch) -> str | None:
        """Null for a settled claim."""
        if match.other_claim is None:
            return None
        other = match.other_claim if match.claim_id == self.context["claim"].pk else match.claim
        return str(other.public_id)


class MatchViewSet(Endpoint):
    """Claims that a claim is like."""

    rights_of = Evidence
    ordering = ("-score", "pk")

    @extend_schema(
        summary="List what a claim is like",
        description="Settled claims, and claims of the same article, the most alike first. A machine's suggestions, "
        "without those that the caller may know to have been set aside as not the same.",
        responses=answers(404, ok=MatchOut(many=True)),
    )
    def list(self, request: Request, public_id: Any) -> Response:
        """The matches of one claim."""
        read_filters(request, paged=True)
        claim = get_object_or_404(Claim.objects.visible_to(request.user), public_id=public_id)
        self._claim = claim
        found = ClaimMatch.objects.visible_to(request.user).of_claim(claim).current().with_claims()
        rows = [match_row(match, claim=claim, user=request.user) for match in found]
        shown = [row.match.pk for row in rows if not row.is_dismissed]
        return self.page(found.filter(pk__in=shown), MatchOut)

    def get_serializer_context(self) -> dict[str, Any]:
        """With the claim that was asked for."""
        return {**super().get_serializer_context(), "claim": getattr(self, "_claim", None)}
