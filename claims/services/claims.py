"""What people do with claims: revise, discard, restore, mark by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import AttributionKind, ClaimOrigin, SpeakerKind
from claims.models import Article, Claim
from claims.policies import can_add_claim, can_discard, can_restore, can_revise
from claims.services import ledger
from claims.services.extraction import find_speaker, fingerprint
from claims.signals import claim_discarded, claim_revised, claims_extracted
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.spans import Span, cut_all, pairs

STATEMENT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person sets on a claim; ``None`` leaves it as it is."""

    statement: str | None = None
    speaker_name: str | None = None
    speaker_kind: str | None = None
    role: str | None = None
    said_on: dt.date | None = None
    said_precision: str | None = None


def _locked(claim: Claim) -> Claim:
    """The claim as it is now, locked; rows that point at it, such as ledger entries, can still be added."""
    rows = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("article", "speaker")
    return rows.get(pk=claim.pk)


@transaction.atomic(durable=True)
def revise_claim(*, claim: Claim, revision: Revision, by: Any, version: int) -> Claim:
    """Change what is said about a claim; its exact words and their place never change.

    ``version`` is the one the person was looking at: ``Conflict`` when somebody changed the claim since. A changed
    statement withdraws the live review, any other changed fact one that somebody has answered; either asks for new
    evidence.
    """
    locked = _locked(claim)
    can_revise(by, locked).enforce()
    if locked.version != version:
        message = f"Somebody changed this claim meanwhile. It now reads: “{locked.statement}”"
        raise Conflict(message)
    before = _facts(locked)
    _apply(locked, revision)
    changes = {name: [before[name], value] for name, value in _facts(locked).items() if value != before[name]}
    if not changes:
        return locked
    locked.version += 1
    locked.save()
    ledger.record("claim.revised", by=by, claim=locked, changes=changes)
    claim_revised.send(sender=Claim, claim=locked, by=by, changes=changes)
    return locked


def _facts(claim: Claim) -> dict[str, str]:
    return {
        "statement": claim.statement,
        "speaker": claim.speaker_name,
        "speaker_kind": claim.speaker.kind if claim.speaker else "",
        "role": claim.role,
        "said_on": claim.said_on.isoformat() if claim.said_on else "",
        "said_precision": claim.said_precision,
    }


def _apply(claim: Claim, revision: Revision) -> None:
    if revision.statement is not None:
        claim.statement = checked_statement(revision.statement)
    if revision.speaker_name is not None:
        claim.speaker = _speaker(claim.article, revision.speaker_name, revision.speaker_kind)
    if revision.role is not None:
        claim.role = revision.role.strip()[:300]
    if revision.said_precision is not None:
        claim.said_precision = revision.said_precision
        claim.said_on = None if revision.said_precision == "unknown" else revision.said_on or claim.said_on


def _speaker(article: Article, name: str, kind: str | None) -> Any:
    if not name.strip():
        return None
    return find_speaker(article=article, name=" ".join(name.split()), kind=kind or SpeakerKind.PERSON.value)


def checked_statement(statement: str) -> str:
    """The statement with single spaces; ``InvalidInput`` when it is empty or too long."""
    text = " ".join(statement.split())
    if not text:
        message = "A claim needs a statement that can be judged alone."
        raise InvalidInput(message, fields={"statement": message})
    if len(text) > STATEMENT_MOST:
        message = f"The statement has {len(text):,} characters; at most {STATEMENT_MOST:,} are taken."
        raise InvalidInput(message, fields={"statement": message})
    return text


@transaction.atomic(durable=True)
def discard_claim(*, claim: Claim, by: Any, reason: str) -> Claim:
    """Set a claim aside with a reason; its review is withdrawn. It can be restored."""
    locked = _locked(claim)
    can_discard(by, locked).enforce()
    if not reason.strip():
        message = "Say why the claim is discarded; the reason stands in the ledger."
        raise InvalidInput(message, fields={"reason": message})
    locked.discarded_at = timezone.now()
    locked.discarded_by = by
    locked.discard_reason = reason.strip()[:500]
    locked.version += 1
    locked.save()
    ledger.record("claim.discarded", by=by, claim=locked, reason=locked.discard_reason)
    claim_discarded.send(sender=Claim, claim=locked, by=by)
    return locked


@transaction.atomic(durable=True)
def restore_claim(*, claim: Claim, by: Any) -> Claim:
    """Take back that a claim was discarded; it is looked up and reviewed like a new one."""
    locked = _locked(claim)
    can_restore(by, locked).enforce()
    locked.discarded_at = None
    locked.discarded_by = None
    locked.discard_reason = ""
    locked.version += 1
    locked.save()
    ledger.record("claim.restored", by=by, claim=locked)
    claims_extracted.send(sender=Claim, article=locked.article, claims=[locked])
    return locked


@transaction.atomic(durable=True)
def add_claim_by_hand(
    *,
    article: Article,
    by: Any,
    content: Sequence[Span],
    statement: str,
    speaker_name: str = "",
    speaker_kind: str = SpeakerKind.PERSON.value,
) -> Claim:
    """Mark words of an article as a claim. Without a speaker it is a claim in the article's own voice.

    Raises ``InvalidInput`` when the words are not in the text, ``Conflict`` when they are this speaker's claim already.
    """
    can_add_claim(by, article).enforce()
    spans = sorted(content)
    if not spans or spans[-1].end > len(article.body):
        message = "Select the words of the claim in the article."
        raise InvalidInput(message, fields={"content": message})
    quote = cut_all(article.body, spans)
    mark = fingerprint(quote, speaker_name)
    if article.claims.filter(fingerprint=mark).exists():
        message = "These words are a claim of this speaker already."
        raise Conflict(message)
    speaker = _speaker(article, speaker_name, speaker_kind)
    claim = Claim.objects.create(
        article=article,
        content=pairs(spans),
        start=spans[0].start,
        end=spans[-1].end,
        quote=quote,
        statement=checked_statement(statement),
        speaker=speaker,
        attribution=(AttributionKind.INDIRECT if speaker else AttributionKind.OWN_VOICE).value,
        force="says" if speaker else "states",
        origin=ClaimOrigin.HUMAN.value,
        fingerprint=mark,
        checkworthiness=1.0,
    )
    ledger.record("claim.added", by=by, claim=claim, quote=quote)
    claims_extracted.send(sender=Claim, article=article, claims=[claim])
    return claim
