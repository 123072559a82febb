"""The shape of the feed. The payload is documented here and frozen in the rows."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers import SpeakerOut
from claims.choices import AttributionKind, SaidPrecision
from exports.choices import PublicationKind
from factcheck.api.serializers import moment_field, spans_field
from sources.choices import StanceChoice


class PublishedSaidOut(serializers.Serializer[Any]):
    """When it was said."""

    on = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True, required=False, help_text="Last day; entries of old lack it.")
    precision = serializers.ChoiceField(choices=SaidPrecision.choices)
    value = serializers.CharField(required=False, help_text="As in TIMEX3; entries of old lack it.")
    text = serializers.CharField()


class PublishedClaimOut(serializers.Serializer[Any]):
    """The claim as it stood when it was published."""

    id = serializers.UUIDField()
    statement = serializers.CharField()
    quote = serializers.CharField()
    spans = spans_field()
    speaker = SpeakerOut(allow_null=True)
    attribution = serializers.ChoiceField(choices=AttributionKind.choices)
    said = PublishedSaidOut()


class PublishedArticleOut(serializers.Serializer[Any]):
    """The article that the claim stands in."""

    id = serializers.UUIDField()
    external_id = serializers.CharField()
    headline = serializers.CharField()
    url = serializers.CharField()
    outlet = serializers.CharField()
    language = serializers.CharField()
    published_at = moment_field(allow_null=True)


class PublishedRatingOut(serializers.Serializer[Any]):
    """The answer; ``value`` is null for one that is no place on the scale."""

    slug = serializers.CharField()
    name = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)
    best = serializers.IntegerField()
    worst = serializers.IntegerField()


class PublishedVerdictOut(serializers.Serializer[Any]):
    """What was decided and why."""

    rating = PublishedRatingOut()
    rationale = serializers.CharField()
    version = serializers.IntegerField()
    decided_at = moment_field()


class PublishedDocumentOut(serializers.Serializer[Any]):
    """The document that a passage stands in."""

    title = serializers.CharField()
    url = serializers.CharField()
    publisher = serializers.CharField()
    published_at = moment_field(allow_null=True)
    sha256 = serializers.CharField(allow_null=True)


class PublishedEvidenceOut(serializers.Serializer[Any]):
    """One passage that the verdict cites."""

    document = PublishedDocumentOut()
    quote = serializers.CharField()
    locator = serializers.CharField()
    offsets = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    stance = serializers.ChoiceField(choices=StanceChoice.choices)


class PublishedReviewOut(serializers.Serializer[Any]):
    """The review that the verdict was given in."""

    id = serializers.UUIDField()


class PayloadOut(serializers.Serializer[Any]):
    """What is told; in a retraction ``verdict`` is null and ``evidence`` empty."""

    claim = PublishedClaimOut()
    article = PublishedArticleOut()
    verdict = PublishedVerdictOut(allow_null=True)
    evidence = PublishedEvidenceOut(many=True)
    review = PublishedReviewOut()


class PublicationOut(serializers.Serializer[Any]):
    """One entry of the feed. It never changes."""

    id = serializers.UUIDField(source="public_id")
    sequence = serializers.IntegerField(help_text="Grows by one with each entry; keep the last one you handled.")
    kind = serializers.ChoiceField(choices=PublicationKind.choices)
    at = moment_field()
    note = serializers.CharField(help_text="What was corrected or why it was retracted.")
    supersedes = serializers.UUIDField(
        source="supersedes.public_id", allow_null=True, help_text="The entry that this one takes the place of."
    )
    schema_version = serializers.IntegerField()
    payload = serializers.SerializerMethodField()

    @extend_schema_field(PayloadOut)
    def get_payload(self, publication: Any) -> Any:
        """The frozen payload, as it was stored."""
        return publication.payload
