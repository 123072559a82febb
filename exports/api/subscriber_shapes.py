"""The shapes of subscribers, deliveries and backfills. No secret is in any of them but the one that was just made."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.fields import TextField, WebAddressField
from claims.choices import RunStatus
from exports.choices import AttemptOutcome, DeliveryKind, PublicationKind
from factcheck.api.serializers import StrictSerializer, moment_field

OPTIONS = "By the names that `connectors/` lists. A secret is stored encrypted and given out by nothing."


class OptionOut(serializers.Serializer[Any]):
    """One thing that is set for a subscriber of a kind."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field
    help = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field
    secret = serializers.BooleanField()
    choices = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField(allow_blank=True)))
    def get_choices(self, option: Any) -> list[str]:
        """The values that it takes; empty for any."""
        return [value for value, _ in option.choices]


class ConnectorOut(serializers.Serializer[Any]):
    """A kind of system that can be told."""

    name = serializers.CharField()
    title = serializers.CharField()
    options = OptionOut(many=True)


class ConnectorsOut(serializers.Serializer[Any]):
    """Every kind of system that can be told."""

    results = ConnectorOut(many=True)


class SubscriberOut(serializers.Serializer[Any]):
    """A system that is told, how it is set up, and how it answers."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    connector = serializers.CharField()
    url = serializers.CharField()
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=PublicationKind.choices))
    options = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="All but secrets.")
    enabled = serializers.BooleanField(help_text="False while it is sent nothing.")
    disabled_reason = serializers.CharField()
    disabled_at = moment_field(allow_null=True)
    failing_since = moment_field(allow_null=True, help_text="Since when no message has arrived; null when all do.")
    previous_secret_until = moment_field(
        source="previous_until", allow_null=True, help_text="Until when the secret before this one signs, too."
    )
    created_at = moment_field()


class SubscriberSecretOut(SubscriberOut):
    """A subscriber with the secret that was just made for it."""

    secret = serializers.CharField(help_text="Shown now and never again; empty when none was made, and in a replay.")


class SubscriberIn(StrictSerializer):
    """A system that is to be told."""

    connector = TextField(max_length=40, help_text="A name that `connectors/` lists: webhook, wordpress ...")
    name = TextField(max_length=100)
    url = WebAddressField(max_length=2000)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=PublicationKind.choices), required=False, min_length=1, max_length=3,
        help_text="Which entries it is told of; all when left out.",
    )  # fmt: skip
    options = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=2000), required=False, default=dict, help_text=OPTIONS
    )


class SubscriberChangeIn(StrictSerializer):
    """What is to be changed of a subscriber; the rest stays."""

    name = TextField(required=False, max_length=100)
    url = WebAddressField(required=False, max_length=2000)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=PublicationKind.choices), required=False, min_length=1, max_length=3
    )
    options = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=2000), required=False, help_text=OPTIONS
    )


class StopIn(StrictSerializer):
    """Why it is sent nothing for a while."""

    reason = TextField(required=False, allow_blank=True, default="", max_length=400)


class BackfillIn(StrictSerializer):
    """Where what was published before begins; all of it when both are left out."""

    after = serializers.IntegerField(
        required=False, min_value=0, max_value=2**62, help_text="Only entries with a greater sequence."
    )
    since = serializers.DateTimeField(required=False, help_text="Only entries that went out at this time or later.")
    standing = serializers.BooleanField(
        required=False, help_text="Only verdicts that stand: nothing that was corrected since or taken back."
    )


class BackfillOut(serializers.Serializer[Any]):
    """A request for what was published before, and how far it is."""

    id = serializers.UUIDField(source="public_id")
    after = serializers.IntegerField()
    since = moment_field(allow_null=True)
    standing = serializers.BooleanField()
    first_sequence = serializers.IntegerField()
    last_sequence = serializers.IntegerField()
    count = serializers.IntegerField(help_text="How many messages came of it.")
    confirmed = serializers.IntegerField(source="done_count")
    waiting = serializers.IntegerField(source="waiting_count")
    failed = serializers.IntegerField(source="failed_count")
    requested_at = moment_field()
    stopped_at = moment_field(allow_null=True)


class DeliveryOut(serializers.Serializer[Any]):
    """A message to a subscriber, and how far it is."""

    id = serializers.UUIDField(source="public_id")
    message_id = serializers.CharField(help_text="The `webhook-id`: the same in every attempt.")
    subscriber = serializers.UUIDField(source="subscriber.public_id")
    kind = serializers.ChoiceField(choices=DeliveryKind.choices)
    sequence = serializers.IntegerField(allow_null=True, help_text="Of the entry of the feed; null for a test.")
    publication = serializers.UUIDField(source="publication.public_id", default=None, allow_null=True)
    status = serializers.ChoiceField(choices=RunStatus.choices, help_text="`stale` was set aside.")
    error = serializers.CharField(help_text="Why it failed last, in words.")
    failures = serializers.IntegerField()
    next_attempt_at = moment_field()
    requested_at = moment_field()
    finished_at = moment_field(allow_null=True)


class AttemptOut(serializers.Serializer[Any]):
    """One try."""

    number = serializers.IntegerField()
    at = moment_field()
    seconds = serializers.FloatField()
    outcome = serializers.ChoiceField(choices=AttemptOutcome.choices)
    status = serializers.IntegerField(allow_null=True, help_text="HTTP status of the answer; null for none.")
    sentence = serializers.CharField()


class ReceiptOut(serializers.Serializer[Any]):
    """What the subscriber said when it had the message."""

    remote_id = serializers.CharField(help_text="Its own id of the item.")
    remote_url = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    at = moment_field()


class DeliveryDetailOut(DeliveryOut):
    """A message with all that became of it."""

    attempts = AttemptOut(many=True, source="attempts_made")
    receipts = ReceiptOut(many=True)
