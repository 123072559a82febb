"""Taking, finishing and putting back machine steps; every app's runs go through these four functions."""

import datetime as dt
import logging
import uuid
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from claims.choices import RunStatus
from claims.models import Run
from claims.querysets import MOST_ATTEMPTS
from factcheck.lib.errors import Conflict

logger = logging.getLogger(__name__)

SWEEP_WAIT = dt.timedelta(seconds=90)
SWEEP_MOST = 500


class LostLease(Conflict):
    """Another worker took the step over; this one must not store its results."""

    code = "lost_lease"


def take(runs: Any) -> list[Any]:
    """Take those of ``runs`` (a queryset) that may be taken now, each with a lease and a fencing token.

    Empty when all are done or somebody else has them: then there is nothing to do. Safe to call from many workers.
    """
    now = timezone.now()
    token = uuid.uuid4()
    runs.takeable(now).update(
        status=RunStatus.RUNNING,
        attempts=F("attempts") + 1,
        token=token,
        lease_expires_at=now + dt.timedelta(seconds=settings.LEASE_SECONDS),
        started_at=now,
        error="",
    )
    return list(runs.filter(token=token, status=RunStatus.RUNNING))


def finish(run: Run, *, status: RunStatus = RunStatus.DONE, error: str = "", **fields: Any) -> None:
    """Close a step that this worker holds. Call it in the transaction that stores the results.

    Raises ``LostLease``, and so rolls the results back, when another worker took the step over meanwhile.
    """
    now = timezone.now()
    held = type(run)._default_manager.filter(pk=run.pk, token=run.token, status=RunStatus.RUNNING)
    changed = held.update(status=status, finished_at=now, error=error, **fields)
    if changed != 1:
        message = f"{type(run).__name__} {run.pk} was taken over by another worker."
        raise LostLease(message)


def put_back(run: Run, *, error: str) -> None:
    """Let a later sweep try again after a passing failure; after the last attempt the step has failed."""
    last = run.attempts >= MOST_ATTEMPTS
    status = RunStatus.FAILED if last else RunStatus.PENDING
    now = timezone.now()
    held = type(run)._default_manager.filter(pk=run.pk, token=run.token, status=RunStatus.RUNNING)
    held.update(status=status, error=error, asked_at=now, finished_at=now if last else None)


def stalled(model: type[Run]) -> list[Any]:
    """Steps that wait too long or were left behind by a dead worker, marked as asked for again now.

    Steps that were left behind as often as is tried are closed as failed: they need a person.
    """
    given_up = f"Gave up after {MOST_ATTEMPTS} attempts: each time the worker ended before it was done."
    now = timezone.now()
    model._default_manager.given_up().update(status=RunStatus.FAILED, error=given_up, finished_at=now)
    wait = min(SWEEP_WAIT, dt.timedelta(seconds=3 * settings.SWEEP_SECONDS))
    found = list(model._default_manager.stalled(waiting=wait)[:SWEEP_MOST])
    model._default_manager.filter(pk__in=[run.pk for run in found]).update(asked_at=now)
    if found:
        logger.info("asking again for %s %s", len(found), model._meta.verbose_name_plural)
    return found
