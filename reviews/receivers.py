"""What this app does when something is announced: it withdraws its reviews and puts work on the queue, after commit."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.dispatch import receiver

from claims.models import Article, Claim
from claims.signals import claim_discarded, claim_revised
from reviews import signals, tasks
from reviews.services import lifecycle, sources
from sources.models import Document, DocumentCheck, Evidence
from sources.signals import claims_linked, document_reinstated, document_retracted, evidence_drifted


@receiver(claims_linked, dispatch_uid="reviews.open_reviews")
def open_reviews(*, article: Article, **_kwargs: Any) -> None:
    """The search for evidence has ended: people can judge."""
    tasks.open_reviews.delay_on_commit(article.pk)


CHANGED: Final = {
    "statement": "the statement",
    "speaker": "the speaker",
    "speaker_kind": "what the speaker is",
    "role": "the role of the speaker",
    "affiliation": "whom the speaker speaks for",
    "said_on": "the date",
    "said_until": "the end of the period",
    "said_precision": "the precision of the date",
}


@receiver(claim_revised, dispatch_uid="reviews.withdraw_revised")
def withdraw_revised(*, claim: Claim, by: Any, changes: Collection[str], **_kwargs: Any) -> None:
    """A claim says something else now, or somebody else does: what was judged is not what it says."""
    what = ", ".join(CHANGED[name] for name in CHANGED if name in changes)
    reason = f"The claim was revised ({what}); evidence is looked up again."
    lifecycle.withdraw_reviews(claim=claim, by=by, reason=reason, only_judged="statement" not in changes)


@receiver(claim_discarded, dispatch_uid="reviews.withdraw_discarded")
def withdraw_discarded(*, claim: Claim, by: Any = None, **_kwargs: Any) -> None:
    """A claim was set aside: nobody has to judge it."""
    reason = f"The claim was discarded: {claim.discard_reason}"
    lifecycle.withdraw_reviews(claim=claim, by=by, reason=reason)


@receiver(evidence_drifted, dispatch_uid="reviews.note_drift")
def note_drift(*, check: DocumentCheck, evidence: Sequence[Evidence], **_kwargs: Any) -> None:
    """Cited words changed at their source: what rests on them goes back, and people are told."""
    sources.note_drift(check=check, evidence=evidence)


@receiver(document_retracted, dispatch_uid="reviews.note_retraction")
def note_retraction(*, document: Document, evidence: Sequence[Evidence], by: Any, reason: str, **_kwargs: Any) -> None:
    """Nothing may rest on a document any more: what does goes back or is opened again."""
    sources.note_retraction(document=document, evidence=evidence, by=by, reason=reason)


@receiver(document_reinstated, dispatch_uid="reviews.note_reinstatement")
def note_reinstatement(*, document: Document, evidence: Sequence[Evidence], reason: str, **_kwargs: Any) -> None:
    """A retraction was taken back: people are told."""
    sources.note_reinstatement(document=document, evidence=evidence, reason=reason)


@receiver(signals.notices_waiting, dispatch_uid="reviews.send_notices")
def send_notices(**_kwargs: Any) -> None:
    """Somebody is to be told something: mail it."""
    tasks.send_notices.delay_on_commit()
