"""Storing what a look at an address brought: the new version, the flags on evidence, and when to look again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.models import Article, Snapshot
from claims.services import ledger, runs
from factcheck.lib.ingestion.base import Reading
from sources.choices import CheckOutcome, Decision
from sources.drift.pacing import NEAR, next_interval
from sources.models import Document, DocumentCheck, Evidence
from sources.services.documents import DocumentDraft, store_document
from sources.signals import evidence_drifted

# Found twice in a row before anybody is told: a page may be away for an hour.
DOUBTFUL: Final = frozenset({CheckOutcome.GONE, CheckOutcome.REDIRECTED, CheckOutcome.REPLACED})
EVENTFUL: Final = frozenset({CheckOutcome.CHANGED, CheckOutcome.REVISED})
_PASSING: Final = frozenset({CheckOutcome.WALLED, CheckOutcome.UNREADABLE, CheckOutcome.UNREACHABLE})
_NOTED: Final = frozenset({"correction", "retraction"})
_UNSTABLE: Final = "The address gives another text each time, so nothing can be said about it; look at it yourself."
_KEPT: Final = " What was kept is still shown here."


@dataclass(frozen=True, slots=True)
class Look:
    """What one look brought; ``changes`` as ``sources.drift.records`` writes them."""

    outcome: CheckOutcome
    sentence: str
    changes: dict[str, Any] = field(default_factory=dict)
    snapshot: Snapshot | None = None
    reading: Reading | None = field(default=None, repr=False)
    text_hash: str = ""


@transaction.atomic(durable=True)
def store_look(*, check: DocumentCheck, look: Look) -> None:
    """Store the outcome of ``check``, flag the evidence whose words are not there any more, and say so.

    Raises ``LostLease`` when another worker took the step over.
    """
    document = Document.objects.select_for_update(no_key=True).get(pk=check.document_id)
    before = DocumentCheck.objects.ended().filter(document=document).exclude(outcome__in=_PASSING).first()
    look = _settled(look, before)
    version = _new_version(document, look, check)
    runs.finish(
        check, outcome=look.outcome, sentence=look.sentence, changes=look.changes, snapshot=look.snapshot,
        text_hash=look.text_hash, version=version,
    )  # fmt: skip
    check.refresh_from_db()
    _reschedule(document, look)
    _record(check, document)
    if look.outcome not in _PASSING | {CheckOutcome.UNSTABLE}:
        _flag(check, document)


def _settled(look: Look, before: DocumentCheck | None) -> Look:
    """A page that was gone or another one is believed when the look before found the same."""
    if look.outcome not in DOUBTFUL or before is None:
        return look
    if look.outcome != CheckOutcome.GONE and before.text_hash and before.text_hash != look.text_hash:
        was_other = before.outcome in DOUBTFUL | {CheckOutcome.UNSTABLE}
        return replace(look, outcome=CheckOutcome.UNSTABLE, sentence=_UNSTABLE) if was_other else look
    if before.outcome != look.outcome:
        return look
    return replace(look, changes=look.changes | {"confirmed": True}, sentence=look.sentence + _KEPT)


def _new_version(document: Document, look: Look, check: DocumentCheck) -> Document | None:
    """Keep the text that stands there now as a document of its own, where it says something else."""
    # A text that a person pasted or uploaded differs from the page around it anyway.
    wanted = look.outcome == CheckOutcome.CHANGED or (look.outcome == CheckOutcome.REVISED and document.fetched_at)
    if not wanted or look.reading is None or look.snapshot is None:
        return None
    draft = DocumentDraft(
        text=look.reading.text,
        title=look.reading.headline or document.title,
        publisher=document.source.name,
        url=document.url,
        language=look.reading.language,
        published_at=document.published_at,
        notes=look.reading.notes,
        marks=tuple((mark.offset, mark.label) for mark in look.reading.breaks),
    )
    stored = store_document(draft=draft, snapshot=look.snapshot, by=None, fetched_at=check.started_at)
    return stored.document if stored.document.pk != document.pk else None


def _reschedule(document: Document, look: Look) -> None:
    now = timezone.now()
    steady = 0 if look.outcome in EVENTFUL else min(document.steady_checks + 1, 100)
    in_doubt = look.outcome in DOUBTFUL and not look.changes.get("confirmed")
    interval = next_interval(steady, in_doubt=in_doubt, publication_in=_publication_in(document, now))
    values: dict[str, Any] = {"steady_checks": steady, "next_check_at": now + interval}
    if look.outcome == CheckOutcome.GONE:
        values["gone_since"] = document.gone_since or now
    elif look.outcome not in _PASSING:
        values["gone_since"] = None
    Document.objects.filter(pk=document.pk).update(**values)


def _publication_in(document: Document, now: dt.datetime) -> dt.timedelta | None:
    """How far off the publication is of an article that rests on the document, if one is near."""
    claims = Evidence.objects.resting_on(document).values("claim")
    near = Article.objects.filter(claims__in=claims, published_at__range=(now - NEAR, now + NEAR))
    moment = near.values_list("published_at", flat=True).first()
    return moment - now if moment else None


def _record(check: DocumentCheck, document: Document) -> None:
    """What brought nothing new is in its row; the ledger has what did."""
    if check.outcome == CheckOutcome.UNCHANGED and check.requested_by is None:
        return
    ledger.record(
        "document.checked", document=str(document.public_id), check=str(check.public_id), outcome=check.outcome,
        sentence=check.sentence[:500], snapshot=check.snapshot.sha256 if check.snapshot else "",
    )  # fmt: skip


def _flag(check: DocumentCheck, document: Document) -> None:
    """Mark what drifted, clear what stands there again, and announce what is new."""
    rows = list(
        Evidence.objects.on_document(document).select_related("claim__article", "passage", "drifted_by").order_by("pk")
    )
    alarms = [row for row in rows if _has_drifted(check, row)]
    news = [row for row in alarms if row.decision == Decision.ACCEPTED and _is_news(check, row)]
    Evidence.objects.filter(pk__in=[row.pk for row in alarms]).update(drifted_by=check)
    if check.outcome not in DOUBTFUL:
        _clear([row for row in rows if row not in alarms and row.drifted_by_id], check)
    for row in news:
        row.drifted_by = check
        ledger.record(
            "evidence.drifted", claim=row.claim, evidence=str(row.public_id), check=str(check.public_id),
            reason=row.drift["sentence"][:500],
        )  # fmt: skip
    accepted = [row for row in rows if row.decision == Decision.ACCEPTED]
    noted = [] if news else _noted(check, document, accepted)
    if news or noted:
        evidence_drifted.send(sender=Evidence, check=check, evidence=news or noted)


def _has_drifted(check: DocumentCheck, row: Evidence) -> bool:
    return bool(check.changes.get("confirmed")) or check.finding(row.passage).get("outcome") in {"changed", "vanished"}


def _is_news(check: DocumentCheck, row: Evidence) -> bool:
    """Whether nobody was told yet that the words became just this."""
    return row.drifted_by is None or row.drifted_by.finding(row.passage) != check.finding(row.passage)


def _clear(rows: Sequence[Evidence], check: DocumentCheck) -> None:
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(drifted_by=None)
    for row in rows:
        reason = "The words stand at their source again as they were cited."
        ledger.record(
            "evidence.restored", claim=row.claim, evidence=str(row.public_id), check=str(check.public_id), reason=reason
        )


def _noted(check: DocumentCheck, document: Document, rows: Sequence[Evidence]) -> Sequence[Evidence]:
    """All evidence of a document that newly says of itself that it was corrected or withdrawn."""
    texts = {sign["text"] for sign in check.changes.get("signs", []) if sign["kind"] in _NOTED}
    if not texts:
        return ()
    earlier = DocumentCheck.objects.ended().filter(document=document, pk__lt=check.pk).exclude(changes={})[:20]
    known = {sign["text"] for past in earlier for sign in past.changes.get("signs", [])}
    return rows if texts - known else ()
