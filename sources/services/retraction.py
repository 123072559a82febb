"""Saying that nothing may rest on a document any more, and taking that back."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from sources.models import Document, Evidence
from sources.policies import can_retract
from sources.signals import document_reinstated, document_retracted

REASON_MOST: Final = 2_000


@transaction.atomic(durable=True)
def retract_document(*, document: Document, by: Any, reason: str) -> Document:
    """Mark ``document`` as retracted; all that rests on it is announced. Its evidence stays as people left it.

    Raises ``InvalidInput`` without a reason, ``Conflict`` when it is retracted already, ``NotAllowed``.
    """
    can_retract(by).enforce()
    text = _checked(reason, "Say why nothing may rest on it any more, and who says so.")
    locked = _locked(document)
    if locked.retracted_at:
        message = "This document is marked as retracted already."
        raise Conflict(message)
    locked.retracted_at, locked.retracted_by, locked.retraction_note = timezone.now(), by, text
    locked.save(update_fields=["retracted_at", "retracted_by", "retraction_note"])
    rows = _resting(locked)
    ledger.record("document.retracted", by=by, document=str(locked.public_id), reason=text, evidence=len(rows))
    document_retracted.send(sender=Document, document=locked, evidence=rows, by=by, reason=text)
    return locked


@transaction.atomic(durable=True)
def reinstate_document(*, document: Document, by: Any, reason: str) -> Document:
    """Take a retraction back; reviews that it opened stay open, for somebody may work on them."""
    can_retract(by).enforce()
    text = _checked(reason, "Say why the document can be relied on again.")
    locked = _locked(document)
    if not locked.retracted_at:
        message = "This document is not marked as retracted."
        raise Conflict(message)
    locked.retracted_at, locked.retracted_by, locked.retraction_note = None, None, ""
    locked.save(update_fields=["retracted_at", "retracted_by", "retraction_note"])
    rows = _resting(locked)
    ledger.record("document.reinstated", by=by, document=str(locked.public_id), reason=text, evidence=len(rows))
    document_reinstated.send(sender=Document, document=locked, evidence=rows, by=by, reason=text)
    return locked


def _checked(reason: str, sentence: str) -> str:
    text = reason.strip()[:REASON_MOST]
    if not text:
        raise InvalidInput(sentence, fields={"reason": sentence})
    return text


def _locked(document: Document) -> Document:
    rows = Document.objects.select_for_update(no_key=True, of=("self",)).defer("text", "shingles")
    return rows.select_related("source").get(pk=document.pk)


def _resting(document: Document) -> list[Evidence]:
    rows = Evidence.objects.resting_on(document).accepted()
    return list(rows.select_related("claim__article", "passage").order_by("pk"))
