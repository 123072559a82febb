"""Sending a subscriber what was published before: each entry once, in the order of the feed, and not all at a time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger
from exports.models import Backfill, Delivery, Publication, Subscriber
from exports.policies import can_manage_subscribers
from exports.services.deliveries import component_of
from exports.services.publishing import lock_head
from exports.services.subscribers import lock_subscriber
from exports.signals import deliveries_waiting
from factcheck.lib.errors import Conflict, InvalidInput

MOST: Final = 20_000
AT_ONCE: Final = 500
WINDOW: Final = dt.timedelta(seconds=10)
NOTHING: Final = "Nothing that it lacks was published since then. Choose an earlier start."
TOO_MUCH: Final = f"These are more than {MOST:,} entries. Choose a later start, or only what stands."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which entries: those after number ``after``, from ``since`` on; ``standing`` takes only verdicts that stand."""

    after: int = 0
    since: dt.datetime | None = None
    standing: bool = False


def lacking(subscriber: Subscriber, stretch: Stretch) -> Any:
    """The entries in ``stretch`` that ``subscriber`` wants and was never sent, in the order of the feed.

    An entry on a claim of which it was sent a later one is none: it would undo what came after it.
    """
    had = Delivery.objects.filter(
        subscriber=subscriber,
        publication__review__claim=models.OuterRef("review__claim"),
        sequence__gte=models.OuterRef("sequence"),
    )
    rows = Publication.objects.in_feed_order().after(stretch.after).of_kinds(subscriber.kinds)
    if stretch.since:
        rows = rows.since(stretch.since)
    if stretch.standing:
        rows = rows.standing()
    return rows.filter(~models.Exists(had))


@transaction.atomic(durable=True)
def request_backfill(*, subscriber: Subscriber, stretch: Stretch, by: Any) -> Backfill:
    """Send ``subscriber`` what was published before. Nothing is published meanwhile, so no entry falls in between.

    Raises ``InvalidInput`` when there is nothing to send or too much, ``Conflict`` when it was removed, ``NotAllowed``.
    """
    can_manage_subscribers(by, subscriber).enforce()
    lock_head()
    locked = lock_subscriber(subscriber)
    entries = list(lacking(locked, stretch).values_list("pk", "kind", "sequence")[: MOST + 1])
    if not entries or len(entries) > MOST:
        message = TOO_MUCH if entries else NOTHING
        raise InvalidInput(message, fields={"after": message})
    backfill: Backfill = Backfill.objects.create(
        subscriber=locked, after=stretch.after, since=stretch.since, standing=stretch.standing,
        first_sequence=entries[0][2], last_sequence=entries[-1][2], count=len(entries),
        requested_by=by, requested_at=timezone.now(),
    )  # fmt: skip
    Delivery.objects.bulk_create(_messages(backfill, entries), batch_size=AT_ONCE)
    _record("subscriber.backfilled", backfill, by=by, count=backfill.count)
    deliveries_waiting.send(sender=Subscriber, subscriber_id=locked.pk)
    return backfill


@transaction.atomic(durable=True)
def stop_backfill(*, backfill: Backfill, by: Any) -> Backfill:
    """Let go what is not sent yet. It can be asked for again. ``Conflict`` when nothing is left to stop."""
    can_manage_subscribers(by, backfill.subscriber).enforce()
    lock_subscriber(backfill.subscriber)
    unsent = Delivery.objects.filter(backfill=backfill, status=RunStatus.PENDING, attempts=0)
    rest = list(unsent.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not rest:
        message = "All of it is sent already, or on its way."
        raise Conflict(message)
    Delivery.objects.filter(pk__in=unsent.values("pk")).delete()
    backfill.stopped_at = timezone.now()
    backfill.save(update_fields=["stopped_at"])
    _record("subscriber.backfill_stopped", backfill, by=by, unsent=len(rest))
    deliveries_waiting.send(sender=Subscriber, subscriber_id=backfill.subscriber_id)
    return backfill


def may_send_more(subscriber_id: int) -> bool:
    """Whether one more message of a backfill may go to this subscriber now; if so, it is counted.

    ``BACKFILL_PER_MINUTE`` are sent, a sixth of them in each stretch of ten seconds.
    """
    now = timezone.now()
    share = max(1, round(settings.BACKFILL_PER_MINUTE * WINDOW.total_seconds() / 60))
    mine = Subscriber.objects.filter(pk=subscriber_id)
    under_way = models.Q(paced_from__gt=now - WINDOW)
    if mine.filter(under_way, paced_count__lt=share).update(paced_count=F("paced_count") + 1):
        return True
    return bool(mine.exclude(under_way, paced_from__isnull=False).update(paced_from=now, paced_count=1))


def _messages(backfill: Backfill, entries: list[tuple[int, str, int]]) -> list[Delivery]:
    component, now = component_of(backfill.subscriber), timezone.now()
    same = {
        "subscriber": backfill.subscriber, "component": component, "next_attempt_at": now, "backfill": backfill,
        "requested_by": backfill.requested_by,
    }  # fmt: skip
    return [Delivery(publication_id=pk, kind=kind, sequence=sequence, **same) for pk, kind, sequence in entries]


def _record(verb: str, backfill: Backfill, *, by: Any, **details: Any) -> None:
    ledger.record(
        verb, by=by, subscriber=str(backfill.subscriber.public_id), name=backfill.subscriber.name,
        backfill=str(backfill.public_id), first=backfill.first_sequence, last=backfill.last_sequence, **details,
    )  # fmt: skip
