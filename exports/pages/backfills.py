"""What the page of a subscriber shows of what it is sent of before."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from exports.models import Backfill, Subscriber

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One request with how far it is; ``done_by`` is when the rest will be sent if all goes well, if some is left."""

    backfill: Any
    sent: int
    share: int
    done_by: dt.datetime | None


def backfills_shown(subscriber: Subscriber) -> list[Shown]:
    """The newest few, each with its progress in percent."""
    return [_shown(row) for row in Backfill.objects.filter(subscriber=subscriber).for_list()[:SHOWN]]


def _shown(backfill: Any) -> Shown:
    share = 100 * backfill.done_count // backfill.count
    minutes = backfill.waiting_count / settings.BACKFILL_PER_MINUTE
    done_by = timezone.now() + dt.timedelta(minutes=minutes) if backfill.waiting_count else None
    return Shown(backfill, backfill.done_count, share, done_by)
