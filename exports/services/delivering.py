"""Telling subscribers what was published: in the order of the feed, until each has confirmed, and nothing twice.

A delivery is asked for in the transaction of the publication. Between its steps a process may die at any point:

* before it was sent: the lease runs out and it is sent later;
* after it was sent and before the receipt was stored: ``sending_at`` is set, so the other side is asked what it has;
* while the other side was asked: nothing has changed, it is asked again.

A webhook can not be asked. It gets the message again under the same id, by which it knows it.
"""

import datetime as dt
import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger, runs
from exports import webhooks
from exports.choices import AttemptOutcome, DeliveryKind
from exports.connectors.base import DeliveryProblem
from exports.connectors.base import Receipt as Said
from exports.models import Attempt, Delivery, Receipt, Subscriber
from exports.services.backfills import may_send_more
from exports.services.deliveries import record_delivery
from exports.services.messages import SEND_LIMITS, connector_of, message_of, remote_of, target_of
from exports.services.subscribers import disable
from exports.signals import deliveries_waiting
from factcheck.lib.errors import DomainError
from factcheck.lib.http import Refused
from factcheck.lib.ingestion.urls import is_web_url

logger = logging.getLogger(__name__)

QUIET: Final = dt.timedelta(seconds=60)
"""How long nothing is done after an attempt of which nobody knows whether it arrived: it may still be worked on."""

LOOK_AGAIN: Final = dt.timedelta(seconds=30)
PATIENCE: Final = dt.timedelta(minutes=15)
"""How long a system that took a message may take to show it, before it is sent again."""

CHASE: Final = dt.timedelta(hours=24)
STEPS_OF_A_SEND: Final = 4  # most requests of one call of a connector
MESSAGES_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended well, or that there is nothing to see yet."""

    kind: AttemptOutcome
    said: Said | None = None


def run_deliveries(*, subscriber_id: int) -> int:
    """Send what waits for one subscriber, one after the other; how many were tried. Safe to run twice and at once."""
    ends = time.monotonic() + settings.TASK_SECONDS / 3
    mine = Delivery.objects.filter(subscriber_id=subscriber_id)
    for count in range(MESSAGES_AT_ONCE):
        if time.monotonic() > ends:
            deliveries_waiting.send(sender=Subscriber, subscriber_id=subscriber_id)
            return count
        head = mine.takeable(timezone.now()).order_by("sequence", "pk").values_list("pk", "backfill").first()
        if head and head[1] and not may_send_more(subscriber_id):
            return count  # the clock goes on with it
        taken = runs.take(mine.filter(pk=head[0])) if head else []
        if not taken:
            return count
        _deliver(taken[0])
    deliveries_waiting.send(sender=Subscriber, subscriber_id=subscriber_id)
    return MESSAGES_AT_ONCE


def send_due_deliveries() -> int:
    """Ask for everything that may be sent now, lost messages and dead workers included; to how many subscribers."""
    given_up = "Gave up: each time the worker ended before it was done."
    Delivery.objects.given_up().update(status=RunStatus.FAILED, error=given_up, finished_at=timezone.now())
    due = Delivery.objects.takeable(timezone.now()).order_by().values_list("subscriber", flat=True).distinct()
    found = list(due)
    for subscriber_id in found:
        deliveries_waiting.send(sender=Subscriber, subscriber_id=subscriber_id)
    return len(found)


def _deliver(delivery: Delivery) -> None:
    started = time.monotonic()
    try:
        outcome = _attempt(delivery)
    except runs.LostLease as error:
        logger.info("%s", error)
    except DomainError as error:
        _note_failure(delivery, error, seconds=time.monotonic() - started)
    else:
        _note_outcome(delivery, outcome, seconds=time.monotonic() - started)


def _attempt(delivery: Delivery) -> Outcome:
    """One attempt, with no transaction open. Asks first where an earlier one may have arrived."""
    connector = connector_of(delivery.subscriber)
    message, remote, target = message_of(delivery), remote_of(delivery), target_of(delivery.subscriber)
    if (delivery.sending_at or delivery.accepted_at) and connector.can_ask(target.options):
        with _own_mistakes_said(connector.name):
            found = connector.reconcile(message, remote, target)
        if found is not None:
            return Outcome(AttemptOutcome.FOUND, found)
        if delivery.accepted_at:
            return _still_waiting(delivery.accepted_at)
    _mark_sending(delivery)
    with _own_mistakes_said(connector.name):
        said = connector.send(message, remote, target)
    return Outcome(AttemptOutcome.CONFIRMED if said.confirmed else AttemptOutcome.ACCEPTED, said)


@contextmanager
def _own_mistakes_said(name: str) -> Iterator[None]:
    """What a connector did not foresee is a failure like any other: it is logged, told, and tried again."""
    try:
        yield
    except DomainError:
        raise
    except Exception as error:  # a connector of the newsroom's own may raise anything
        logger.exception("the connector %s made a mistake", name)
        message = f"The connector “{name}” could not handle the answer ({type(error).__name__}); it is logged."
        raise DeliveryProblem(message) from error


def _still_waiting(accepted_at: dt.datetime) -> Outcome:
    """It is not there yet; ``DeliveryProblem`` when that takes too long, and it is sent again on schedule."""
    if accepted_at < timezone.now() - PATIENCE:
        minutes = PATIENCE.seconds // 60
        message = f"It took the message and has not shown it for {minutes} minutes."
        raise DeliveryProblem(message)
    return Outcome(AttemptOutcome.WAITING)


def _mark_sending(delivery: Delivery) -> None:
    """Write down that it may arrive from now on. ``LostLease`` when the lease would run out while it is sent."""
    now = timezone.now()
    enough = now + dt.timedelta(seconds=SEND_LIMITS.total_seconds * STEPS_OF_A_SEND)
    least = min(enough, now + dt.timedelta(seconds=settings.LEASE_SECONDS / 2))
    held = Delivery.objects.filter(
        pk=delivery.pk, token=delivery.token, status=RunStatus.RUNNING, lease_expires_at__gt=least
    )
    if held.update(sending_at=now) != 1:
        message = f"Delivery {delivery.pk} was taken over by another worker."
        raise runs.LostLease(message)
    delivery.sending_at = now


def _note_outcome(delivery: Delivery, outcome: Outcome, *, seconds: float) -> None:
    try:
        if outcome.kind in {AttemptOutcome.CONFIRMED, AttemptOutcome.FOUND}:
            _confirm(delivery, outcome, seconds=seconds)
        else:
            _wait(delivery, outcome, seconds=seconds)
    except runs.LostLease as error:
        logger.info("%s", error)


@transaction.atomic(durable=True)
def _confirm(delivery: Delivery, outcome: Outcome, *, seconds: float) -> None:
    """Store the receipt and close the delivery."""
    said = outcome.said or Said(None, 0)
    remote = said.remote
    now = timezone.now()
    Receipt.objects.create(
        delivery=delivery,
        subscriber=delivery.subscriber,
        claim=delivery.publication.review.claim if delivery.publication else None,
        remote_id=remote.id[:200] if remote else "",
        remote_url=remote.url[:2000] if remote and is_web_url(remote.url) else "",  # pages link to it
        status=said.status,
        detail=said.detail,
        at=now,
    )
    _log(delivery, outcome.kind, seconds=seconds, status=said.status, sentence=said.detail)
    runs.finish(delivery, sending_at=None, accepted_at=None, failures=0)
    Subscriber.objects.filter(pk=delivery.subscriber_id).update(failing_since=None, told_at=None)
    if delivery.publication:
        record_delivery("delivery.confirmed", delivery, by=None, remote=remote.id if remote else "", status=said.status)


@transaction.atomic(durable=True)
def _wait(delivery: Delivery, outcome: Outcome, *, seconds: float) -> None:
    """It was taken and is not confirmed yet: look again soon."""
    now = timezone.now()
    status = outcome.said.status if outcome.said else None
    _log(delivery, outcome.kind, seconds=seconds, status=status)
    accepted = delivery.accepted_at if outcome.kind == AttemptOutcome.WAITING else now
    _put_back(delivery, at=now + LOOK_AGAIN, accepted_at=accepted, error="It was taken, and is not confirmed yet.")


@transaction.atomic(durable=True)
def _note_failure(delivery: Delivery, error: DomainError, *, seconds: float) -> None:
    """Log why it failed and say when to try again, or that nobody tries again."""
    problem = error if isinstance(error, DeliveryProblem) else None
    answered = problem.answered if problem and problem.answered else None
    subscriber = Subscriber.objects.select_for_update(no_key=True).get(pk=delivery.subscriber_id)
    _log(delivery, AttemptOutcome.FAILED, seconds=seconds, status=answered, sentence=error.message)
    subscriber.failing_since = subscriber.failing_since or timezone.now()
    subscriber.save(update_fields=["failing_since"])
    certain = isinstance(error, Refused) or (problem is not None and problem.certain)
    sending_at = None if certain else delivery.sending_at
    wait = _wait_after(delivery, problem, certain=certain)
    try:
        if problem and problem.gone:
            _stop(subscriber, "It answered 410 Gone: it wants no messages any more.")
        if wait is None:
            _give_up(delivery, subscriber, error.message, sending_at=sending_at)
        else:
            failures = delivery.failures + 1
            kept = {"sending_at": sending_at, "failures": failures, "accepted_at": None}
            _put_back(delivery, at=timezone.now() + wait, error=error.message, **kept)
    except runs.LostLease as lost:
        logger.info("%s", lost)


def _wait_after(delivery: Delivery, problem: DeliveryProblem | None, *, certain: bool) -> dt.timedelta | None:
    """How long until the next attempt; ``None`` when there is none. What puts something right is chased for ever."""
    wait = webhooks.wait_after(delivery.failures + 1, chance=random.random)
    if delivery.kind == DeliveryKind.TEST:
        return None
    if wait is None and delivery.kind in {DeliveryKind.CORRECTED, DeliveryKind.RETRACTED}:
        wait = webhooks.jittered(CHASE, chance=random.random)
    if wait is None:
        return None
    asked = webhooks.retry_after(problem.wait, now=timezone.now()) if problem and problem.wait else None
    can_ask = not certain and connector_can_ask(delivery.subscriber)
    return max(wait, asked or wait, QUIET if can_ask else wait)


def connector_can_ask(subscriber: Subscriber) -> bool:
    """Whether ``subscriber`` can be asked what it has; false when its connector is gone."""
    try:
        return connector_of(subscriber).can_ask(subscriber.options)
    except DomainError:
        return False


def _stop(subscriber: Subscriber, reason: str) -> None:
    if subscriber.enabled:
        disable(subscriber, reason=reason)
        ledger.record("subscriber.stopped", subscriber=str(subscriber.public_id), name=subscriber.name, reason=reason)


def _give_up(delivery: Delivery, subscriber: Subscriber, error: str, **fields: Any) -> None:
    """The last attempt failed. A test alone says nothing about what was published, so it stops nobody."""
    runs.finish(delivery, status=RunStatus.FAILED, error=error, failures=F("failures") + 1, **fields)
    if delivery.kind != DeliveryKind.TEST:
        _stop(subscriber, f"It did not take a message in {len(webhooks.SCHEDULE)} attempts over three days. {error}")


def _put_back(delivery: Delivery, *, at: dt.datetime, error: str, **fields: Any) -> None:
    held = Delivery.objects.filter(pk=delivery.pk, token=delivery.token, status=RunStatus.RUNNING)
    if held.update(status=RunStatus.PENDING, next_attempt_at=at, error=error, **fields) != 1:
        message = f"Delivery {delivery.pk} was taken over by another worker."
        raise runs.LostLease(message)


def _log(
    delivery: Delivery, outcome: AttemptOutcome, *, seconds: float, status: int | None = None, sentence: str = ""
) -> None:
    Attempt.objects.create(
        delivery=delivery,
        number=delivery.attempts,
        at=timezone.now(),
        seconds=round(seconds, 3),
        outcome=outcome,
        status=status or None,
        sentence=sentence,
    )
