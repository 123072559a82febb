"""Answers kept under the keys of clients, so that a retry is answered and nothing is done twice."""

import datetime as dt
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from exports.models import Replay
from factcheck.lib.errors import Conflict
from factcheck.lib.replays import Answered, Attempt

ABANDONED: Final = dt.timedelta(minutes=5)
"""A request that is under way for longer died with its process; its key may be used again."""
KEPT: Final = dt.timedelta(days=30)
OTHER: Final = "This Idempotency-Key was used for another request; use a new key for a new one."
UNDER_WAY: Final = "A request with this Idempotency-Key is being handled right now; send it again in a moment."


class KeptReplays:
    """Keeps them in the database; ``factcheck.lib.replays`` says what each does."""

    def begin(self, *, client: Any, attempt: Attempt) -> Answered | None:
        """The answer to the same request before, or ``None`` when this is the first."""
        row, is_new = _taken(client, attempt)
        if row.request_hash != attempt.request_hash:
            raise Conflict(OTHER)
        if is_new:
            return None
        if row.status is None:
            _take_over(row)
            return None
        return Answered(row.status, row.body, row.location)

    def keep(self, *, client: Any, attempt: Attempt, answered: Answered) -> None:
        """The request is done: this is the answer from now on. What was kept long enough goes."""
        Replay.objects.filter(begun_at__lt=timezone.now() - KEPT).delete()
        Replay.objects.filter(client=client, key=attempt.key).update(
            status=answered.status, body=answered.body, location=answered.location
        )

    def give_up(self, *, client: Any, attempt: Attempt) -> None:
        """Nothing was done: the key is free again."""
        Replay.objects.filter(client=client, key=attempt.key, status__isnull=True).delete()


def _taken(client: Any, attempt: Attempt) -> tuple[Replay, bool]:
    """The row of the key, and whether this request has made it."""
    known = Replay.objects.filter(client=client, key=attempt.key).first()
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            values = {"request_hash": attempt.request_hash, "begun_at": timezone.now()}
            return Replay.objects.create(client=client, key=attempt.key, **values), True
    except IntegrityError as error:
        raise Conflict(UNDER_WAY) from error


def _take_over(row: Replay) -> None:
    """Take over a request that died; ``Conflict`` while it may still be under way."""
    stale = Replay.objects.filter(pk=row.pk, status__isnull=True, begun_at__lt=timezone.now() - ABANDONED)
    if not stale.update(begun_at=timezone.now()):
        raise Conflict(UNDER_WAY)
