"""Asking for documents to be looked at again: by a person, or by the clock, one page of a host at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger, runs
from claims.services.intake import host
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.ingestion.urls import is_web_url
from sources.choices import CheckOutcome
from sources.models import Document, DocumentCheck
from sources.policies import can_check
from sources.signals import check_requested

COMPONENT: Final = "drift/1"
DUE_AT_ONCE: Final = 300
CHECKS_AT_ONCE: Final = 30
HOST_PAUSE: Final = dt.timedelta(seconds=60)
FAILING_PAUSE: Final = dt.timedelta(hours=1)
_FAILING: Final = 3  # looks in a row without an answer: the host is left alone for longer


@transaction.atomic(durable=True)
def request_check(*, document: Document, by: Any) -> DocumentCheck:
    """Have the address of ``document`` asked again now, because a person wants to know.

    Raises ``InvalidInput`` when it has no address, ``Conflict`` when it is being looked at, ``NotAllowed``.
    """
    can_check(by).enforce()
    if not is_web_url(document.url):
        message = "This document has no web address, so nothing can be asked again."
        raise InvalidInput(message)
    check = _ask(document, by=by)
    if check is None:
        message = "It is being looked at already; wait for the outcome."
        raise Conflict(message)
    ledger.record("document.check_asked", by=by, document=str(document.public_id))
    return check


def request_due_checks() -> int:
    """Ask for the documents that are due, those that people cite first; how many. Hosts that fail are left alone."""
    now = timezone.now()
    due = Document.objects.due_for_check(now).only("pk", "url")[:DUE_AT_ONCE]
    asked = [_ask_due(document) for document in _one_of_each_host(due, now)]
    return sum(asked)


@transaction.atomic(durable=True)
def _ask_due(document: Document) -> bool:
    return _ask(document, by=None) is not None


def _ask(document: Document, *, by: Any) -> DocumentCheck | None:
    """Write the step and ask for it, in the caller's transaction; ``None`` when there is one under way."""
    try:
        with transaction.atomic():
            check = DocumentCheck.objects.create(
                component=COMPONENT, document=document, host=host(document.url)[:200], requested_by=by
            )
    except IntegrityError:
        return None
    check_requested.send(sender=DocumentCheck, check_id=check.pk)
    return check


def _one_of_each_host(due: Iterable[Document], now: dt.datetime) -> Iterator[Document]:
    seen: set[str] = set()
    for document in due:
        name = host(document.url)
        if name in seen:
            continue
        seen.add(name)
        if not _is_busy(name, now):
            yield document
        if len(seen) >= CHECKS_AT_ONCE:
            return


def _is_busy(name: str, now: dt.datetime) -> bool:
    """Whether a page of the host is being asked, was asked just now, or the host does not answer these days."""
    checks = DocumentCheck.objects.of_host(name)
    if checks.filter(status__in=(RunStatus.PENDING, RunStatus.RUNNING)).exists():
        return True
    latest = list(checks.ended().values_list("outcome", "finished_at")[:_FAILING])
    failing = len(latest) == _FAILING and all(outcome == CheckOutcome.UNREACHABLE for outcome, _ in latest)
    pause = FAILING_PAUSE if failing else HOST_PAUSE
    return bool(latest) and latest[0][1] > now - pause


def repeat_stalled_checks() -> None:
    """Ask again for looks whose message was lost or whose worker died."""
    for check in runs.stalled(DocumentCheck):
        check_requested.send(sender=DocumentCheck, check_id=check.pk)
