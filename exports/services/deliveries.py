"""Asking for messages to subscribers: with each publication, as a test, again, or not at all."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger
from exports.choices import DeliveryKind
from exports.models import Delivery, Publication, Subscriber
from exports.policies import can_manage_subscribers
from exports.services.connecting import connector_named
from exports.services.subscribers import lock_subscriber
from exports.signals import deliveries_waiting
from factcheck.lib.errors import Conflict, DomainError


def request_deliveries(*, publication: Publication) -> None:
    """Ask for a delivery to everybody who wants this kind of entry, in the caller's transaction."""
    for subscriber in Subscriber.objects.wanting(publication.kind):
        Delivery.objects.create(
            subscriber=subscriber,
            publication=publication,
            kind=publication.kind,
            sequence=publication.sequence,
            component=component_of(subscriber),
            next_attempt_at=timezone.now(),
        )
        deliveries_waiting.send(sender=Subscriber, subscriber_id=subscriber.pk)


@transaction.atomic(durable=True)
def send_test(*, subscriber: Subscriber, by: Any) -> Delivery:
    """Ask for a test message, which waits for no other and is sent even while the subscriber is stopped."""
    can_manage_subscribers(by, subscriber).enforce()
    locked = lock_subscriber(subscriber)
    connector_named(locked.connector)
    delivery: Delivery = Delivery.objects.create(
        subscriber=locked,
        kind=DeliveryKind.TEST,
        component=component_of(locked),
        next_attempt_at=timezone.now(),
        requested_by=by,
    )
    ledger.record("subscriber.tested", by=by, subscriber=str(locked.public_id), name=locked.name)
    deliveries_waiting.send(sender=Subscriber, subscriber_id=locked.pk)
    return delivery


@transaction.atomic(durable=True)
def replay_delivery(*, delivery: Delivery, by: Any) -> Delivery:
    """Send a message again, under its own id, whether it arrived or not.

    Raises ``Conflict`` while it is on its way, and when the subscriber was removed.
    """
    can_manage_subscribers(by, delivery.subscriber).enforce()
    lock_subscriber(delivery.subscriber)
    locked: Delivery = Delivery.objects.select_for_update(no_key=True, of=("self",)).get(pk=delivery.pk)
    if locked.status == RunStatus.RUNNING:
        message = "It is being sent just now. Wait a moment and look again."
        raise Conflict(message)
    locked.status, locked.failures, locked.error = RunStatus.PENDING, 0, ""
    locked.sending_at = locked.accepted_at = locked.finished_at = None
    locked.next_attempt_at, locked.requested_by = timezone.now(), by
    locked.save()
    record_delivery("delivery.replayed", locked, by=by)
    deliveries_waiting.send(sender=Subscriber, subscriber_id=locked.subscriber_id)
    return locked


@transaction.atomic(durable=True)
def set_aside_delivery(*, delivery: Delivery, by: Any) -> Delivery:
    """Let a message go that can not be delivered, so that those behind it are sent. It can still be sent again."""
    can_manage_subscribers(by, delivery.subscriber).enforce()
    lock_subscriber(delivery.subscriber)
    locked: Delivery = Delivery.objects.select_for_update(no_key=True, of=("self",)).get(pk=delivery.pk)
    if locked.status not in {RunStatus.PENDING, RunStatus.FAILED}:
        message = "Only a message that waits or has failed can be set aside."
        raise Conflict(message)
    locked.status, locked.finished_at = RunStatus.STALE, timezone.now()
    locked.error = f"Set aside by {by.get_username()}. {locked.error}".strip()
    locked.save()
    record_delivery("delivery.set_aside", locked, by=by)
    deliveries_waiting.send(sender=Subscriber, subscriber_id=locked.subscriber_id)
    return locked


def component_of(subscriber: Subscriber) -> str:
    """The connector with its version, as the row of a message keeps it."""
    try:
        connector = connector_named(subscriber.connector)
    except DomainError:  # it was taken out of the settings; the message waits until it is back
        return subscriber.connector
    return f"{connector.name}/{connector.version}"


def record_delivery(verb: str, delivery: Delivery, *, by: Any, **details: Any) -> None:
    """Write into the ledger what became of a message: into the chain of its article, or the house's for a test."""
    publication = delivery.publication
    ledger.record(
        verb,
        by=by,
        claim=publication.review.claim if publication else None,
        subscriber=str(delivery.subscriber.public_id),
        message=delivery.message_id,
        sequence=delivery.sequence,
        **details,
    )
