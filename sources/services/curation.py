"""What people decide about evidence."""

import datetime as dt
from collections.abc import Mapping
from copy import copy
from itertools import islice
from typing import Any

from django.db import transaction

from claims.formats.places import whole_words
from claims.models import Claim, LedgerEntry
from claims.services import ledger
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.spans import Span
from sources.choices import Decision, EvidenceOrigin, StanceChoice
from sources.models import Document, Evidence, Passage
from sources.policies import can_curate
from sources.services.copies import known_copies
from sources.services.marking import mark_added
from sources.services.opinions import DECISIONS, as_seen_by
from sources.services.quotations import quotation_checks
from sources.signals import evidence_decided

NOTE_MOST = 2_000


@transaction.atomic(durable=True)
def accept_evidence(*, evidence: Evidence, by: Any, note: str = "", stance: str = "") -> Evidence:
    """A person takes the passage as evidence, with the machine's stance or another one."""
    chosen = stance or evidence.stance
    _check_stance(chosen)
    return _decide(evidence, by=by, decision=Decision.ACCEPTED, note=note, stance=chosen)


@transaction.atomic(durable=True)
def reject_evidence(*, evidence: Evidence, by: Any, note: str = "") -> Evidence:
    """A person says that the passage is no evidence for the claim. It is kept, with the note."""
    return _decide(evidence, by=by, decision=Decision.REJECTED, note=note, stance=evidence.human_stance)


@transaction.atomic(durable=True)
def restate_evidence(*, evidence: Evidence, by: Any, stance: str, note: str = "") -> Evidence:
    """A person accepts the passage but says that it bears on the claim another way."""
    _check_stance(stance)
    return _decide(evidence, by=by, decision=Decision.ACCEPTED, note=note, stance=stance)


def _decide(
    evidence: Evidence, *, by: Any, decision: Decision, note: str, stance: str, told: Mapping[str, Any] | None = None
) -> Evidence:
    rows = Evidence.objects.select_for_update(no_key=True, of=("self",)).select_related("claim__article")
    locked = rows.get(pk=evidence.pk)
    can_curate(by, locked.claim).enforce()
    was, before = _opinion(locked), (locked.decision, locked.stance)
    locked.decision = decision.value
    locked.human_stance = stance
    locked.note = note.strip()[:NOTE_MOST]
    locked.curated_by = by
    entry = ledger.record(
        f"evidence.{decision.value}", by=by, claim=locked.claim, evidence=str(locked.public_id), stance=stance,
        machine_stance=locked.machine_stance, note=locked.note, was=was, **(told or {}),
    )  # fmt: skip
    locked.curated_at = entry.at  # what ``opinions`` shows once somebody else decided: the same time, not one beside it
    locked.save()
    evidence_decided.send(sender=Evidence, evidence=locked, by=by, before=before)
    return locked


def _opinion(evidence: Evidence) -> dict[str, Any]:
    """What a person made of a row, as JSON, so that it can be set back exactly."""
    at = evidence.curated_at.isoformat() if evidence.curated_at else None
    return {
        "decision": evidence.decision, "stance": evidence.human_stance, "note": evidence.note,
        "by": evidence.curated_by_id, "at": at,
    }  # fmt: skip


def undo_decision(*, entry: LedgerEntry, by: Any, told: Mapping[str, Any]) -> Evidence:
    """Set evidence back to what it was before a decision of ``by`` in ``entry``, in the caller's transaction.

    A passage that he added is rejected instead, for it may be cited. ``Conflict`` when somebody decided since.
    """
    rows = Evidence.objects.select_for_update(no_key=True, of=("self",)).select_related("claim__article")
    locked = rows.get(public_id=entry.details["evidence"])
    can_curate(by, locked.claim).enforce()
    if locked.curated_by_id != by.pk or locked.decision != DECISIONS[entry.verb]:
        message = "Somebody has decided on this passage since; look at it again."
        raise Conflict(message)
    was = entry.details.get("was")
    if was is None or was["by"] == by.pk:
        earlier = was or {"decision": Decision.REJECTED.value, "stance": locked.human_stance, "note": "Taken back."}
        kept = {"decision": Decision(earlier["decision"]), "stance": earlier["stance"], "note": earlier["note"]}
        return _decide(locked, by=by, told=told, **kept)
    before = (locked.decision, locked.stance)
    locked.decision, locked.human_stance, locked.note = was["decision"], was["stance"], was["note"]
    locked.curated_by_id = was["by"]
    locked.curated_at = dt.datetime.fromisoformat(was["at"]) if was["at"] else None
    locked.save()
    ledger.record("evidence.set_back", by=by, claim=locked.claim, evidence=str(locked.public_id), stance="", **told)
    evidence_decided.send(sender=Evidence, evidence=locked, by=by, before=before)
    return locked


def redo_decision(*, entry: LedgerEntry, by: Any, told: Mapping[str, Any]) -> Evidence:
    """Decide again as ``by`` did in ``entry``, after it was undone, in the caller's transaction.

    ``Conflict`` when somebody decided since.
    """
    rows = Evidence.objects.select_for_update(no_key=True, of=("self",)).select_related("claim__article")
    locked = rows.get(public_id=entry.details["evidence"])
    was = entry.details.get("was") or {"decision": Decision.REJECTED.value, "note": "Taken back."}
    if (locked.decision, locked.note) != (was["decision"], was["note"]):
        message = "Somebody has decided on this passage since; look at it again."
        raise Conflict(message)
    return _decide(
        locked, by=by, decision=Decision(DECISIONS[entry.verb]), note=entry.details.get("note", ""),
        stance=entry.details["stance"], told=told,
    )  # fmt: skip


@transaction.atomic(durable=True)
def add_evidence_by_hand(*, claim: Claim, passage: Passage, stance: str, by: Any, note: str = "") -> Evidence:
    """A person sets a passage of the library against a claim.

    What somebody else set there and ``by`` may not see is no conflict for him: his decision is stored all the same.

    Raises ``InvalidInput`` when the document is the article or a copy of it or the stance is none, ``Conflict`` when
    the passage is there already.
    """
    return _add(claim=claim, passage=passage, stance=stance, by=by, note=note)


def _add(*, claim: Claim, passage: Passage, stance: str, by: Any, note: str) -> Evidence:
    can_curate(by, claim).enforce()
    _check_stance(stance)
    _check_is_no_copy(claim, passage)
    evidence, created = Evidence.objects.get_or_create(
        claim=claim,
        passage=passage,
        defaults={
            "human_stance": stance,
            "decision": Decision.ACCEPTED.value,
            "curated_by": by,
            "note": note.strip()[:NOTE_MOST],
            "origin": EvidenceOrigin.HUMAN.value,
            "quotation_checks": quotation_checks(claim, [passage]).get(passage.pk, []),
        },
    )
    if not created and not as_seen_by(by, [copy(evidence)]):
        return _decide(evidence, by=by, decision=Decision.ACCEPTED, note=note, stance=stance)
    if not created:
        message = "This passage is set against the claim already; decide on it there."
        raise Conflict(message)
    mark_added(evidence)
    entry = ledger.record("evidence.added", by=by, claim=claim, evidence=str(evidence.public_id), stance=stance)
    evidence.curated_at = entry.at
    evidence.save(update_fields=["curated_at"])
    return evidence


@transaction.atomic(durable=True)
def cite_words(*, claim: Claim, document: Document, words: str, stance: str, by: Any, note: str = "") -> Evidence:
    """A person sets words of a document, chosen by himself, against a claim: they become a passage of their own.

    White space need not agree. Raises ``InvalidInput`` when the words do not stand in the document, or at several
    places; otherwise as ``add_evidence_by_hand``.
    """
    place = _only_place(document.text, words)
    passage, _ = Passage.objects.get_or_create(
        document=document,
        start=place.start,
        end=place.end,
        defaults={"text": place.cut(document.text), "locator": _locator(document, place), "by_hand": True},
    )
    return _add(claim=claim, passage=passage, stance=stance, by=by, note=note)


def _only_place(text: str, words: str) -> Span:
    places = list(islice(whole_words(text, words), 2))
    if len(places) == 1:
        return places[0]
    message = (
        "These words stand at more than one place of the document; take in some more around them."
        if places
        else "These words do not stand in the document, letter for letter. Copy them from the page."
    )
    raise InvalidInput(message, fields={"words": message})


def _locator(document: Document, place: Span) -> str:
    """Where the words stand, as the passage of the document says in which they begin."""
    before = document.passages.filter(start__lte=place.start, by_hand=False).order_by("-start").first()
    return before.locator if before else ""


def _check_stance(stance: str) -> None:
    if stance not in StanceChoice.values:
        message = f"“{stance}” is no stance. Choose one of: {', '.join(StanceChoice.values)}."
        raise InvalidInput(message, fields={"stance": message})


def _check_is_no_copy(claim: Claim, passage: Passage) -> None:
    if passage.document_id in known_copies(claim.article):
        message = "This document is the article itself or a copy of it, and so is no evidence for its claims."
        raise InvalidInput(message, fields={"passage": message})
