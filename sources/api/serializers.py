"""The shape of evidence: what a machine suggests and what a person decided, apart."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers import moment_field
from sources.choices import Decision, EvidenceOrigin, SourceKind, StanceChoice
from sources.marks import MarkKind
from sources.models import Evidence


class EvidenceDocumentOut(serializers.Serializer[Any]):
    """The document that a passage stands in."""

    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    url = serializers.CharField()
    publisher = serializers.CharField(source="source.name")
    publisher_kind = serializers.ChoiceField(source="source.kind", choices=SourceKind.choices)
    primary = serializers.BooleanField(source="source.primary", help_text="Knows it at first hand.")
    published_at = moment_field(allow_null=True)
    sha256 = serializers.CharField(source="snapshot.sha256", allow_null=True, help_text="Of the bytes as received.")
    gone_since = moment_field(allow_null=True, help_text="When its page was first found gone; null while it is there.")
    retracted_at = moment_field(allow_null=True, help_text="When an editor said that nothing may rest on it any more.")
    retraction_note = serializers.CharField(help_text="Why; empty when it was not retracted.")
    origin = serializers.UUIDField(
        source="origin.public_id",
        allow_null=True,
        help_text="The report it goes back to; documents with the same one count once. Null when it stands alone.",
    )


class EvidencePassageOut(serializers.Serializer[Any]):
    """The exact words and their place."""

    start = serializers.IntegerField(help_text="In code points of the document's text.")
    end = serializers.IntegerField()
    quote = serializers.CharField(source="text")
    locator = serializers.CharField(help_text='"page 3, paragraph 2".')


class ReasonOut(serializers.Serializer[Any]):
    """One thing that agrees or clashes."""

    kind = serializers.CharField(help_text="number, date, name, negation or words.")
    agrees = serializers.BooleanField()
    sentence = serializers.CharField(help_text="Says it to a person.")
    in_claim = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="Start and end in the claim's statement."
    )
    in_passage = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="Start and end in the passage's quote."
    )


class MachineStanceOut(serializers.Serializer[Any]):
    """A machine's suggestion."""

    stance = serializers.ChoiceField(source="machine_stance", choices=StanceChoice.choices)
    confidence = serializers.FloatField(source="machine_confidence", allow_null=True)
    reasons = serializers.SerializerMethodField()
    dissent = serializers.CharField(
        source="machine_dissent", help_text="One sentence where parts of the machine do not agree; else empty."
    )

    @extend_schema_field(ReasonOut(many=True))
    def get_reasons(self, evidence: Evidence) -> Any:
        """The reasons as they were stored."""
        return evidence.machine_reasons


class HumanStanceOut(serializers.Serializer[Any]):
    """A person's decision."""

    decision = serializers.ChoiceField(choices=Decision.choices)
    stance = serializers.SerializerMethodField()
    at = moment_field(source="curated_at", allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=StanceChoice.choices, allow_null=True))
    def get_stance(self, evidence: Evidence) -> str | None:
        """The stance the person gave; null when the machine's was left as it is."""
        return evidence.human_stance or None


class MarkOut(serializers.Serializer[Any]):
    """One thing to beware of in a piece of evidence."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in MarkKind])
    sentence = serializers.CharField(help_text="Says it to a person.")


class DriftOut(serializers.Serializer[Any]):
    """What became of the words at their source since they were kept."""

    outcome = serializers.CharField(help_text="changed or vanished, or what the page as a whole is now.")
    sentence = serializers.CharField(help_text="Says it to a person.")
    kinds = serializers.ListField(
        child=serializers.CharField(), help_text="negation, number, date, name, dropped, added, qualifier, words."
    )
    pieces = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="The diff: same, gone or new, and the text, in order.",
    )
    at = moment_field(help_text="When that was found.")


class EvidenceOut(serializers.Serializer[Any]):
    """One passage set against one claim."""

    id = serializers.UUIDField(source="public_id")
    claim = serializers.UUIDField(source="claim.public_id")
    document = EvidenceDocumentOut(source="passage.document")
    passage = EvidencePassageOut()
    rank = serializers.IntegerField(help_text="Place in the search, 1 is best; 0 when a person added it.")
    origin = serializers.ChoiceField(choices=EvidenceOrigin.choices)
    after_claim = serializers.BooleanField(help_text="Published after the claim was made.")
    marks = MarkOut(many=True, help_text="What to beware of: circles, the speaker on himself, time.")
    drift = serializers.SerializerMethodField()
    machine = serializers.SerializerMethodField()
    human = serializers.SerializerMethodField()

    @extend_schema_field(DriftOut(allow_null=True))
    def get_drift(self, evidence: Evidence) -> dict[str, Any] | None:
        """Null while the words stand at their source as they were kept, as far as it was looked at."""
        check = evidence.drifted_by
        if check is None:
            return None
        found = {"outcome": check.outcome, "kinds": [], "pieces": []} | evidence.drift
        return DriftOut(found | {"at": check.finished_at}).data

    @extend_schema_field(MachineStanceOut(allow_null=True))
    def get_machine(self, evidence: Evidence) -> dict[str, Any] | None:
        """Null when no machine looked at it."""
        return MachineStanceOut(evidence).data if evidence.machine_stance else None

    @extend_schema_field(HumanStanceOut(allow_null=True))
    def get_human(self, evidence: Evidence) -> dict[str, Any] | None:
        """Null while nobody has decided."""
        return HumanStanceOut(evidence).data if evidence.decision != Decision.SUGGESTED else None
