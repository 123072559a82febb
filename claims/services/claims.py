"""What people do with claims: revise, discard, restore, mark by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import AttributionKind, ClaimOrigin, SaidPrecision, SpeakerKind
from claims.models import Article, Claim
from claims.policies import can_add_claim, can_discard, can_restore, can_revise
from claims.services import ledger
from claims.services.claim_columns import columns, difference
from claims.services.extraction import fingerprint
from claims.services.periods import period_of
from claims.services.readings import until_of
from claims.services.speakers import Said, find_name, who_says
from claims.signals import claim_discarded, claim_revised, claims_extracted
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.fingerprints import normalise
from factcheck.lib.spans import Span, cut_all, pairs

STATEMENT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Revision:
    """What a person sets on a claim; ``None`` leaves it as it is."""

    statement: str | None = None
    speaker_name: str | None = None
    speaker_kind: str | None = None
    role: str | None = None
    affiliation: str | None = None
    said_on: dt.date | None = None
    said_until: dt.date | None = None
    said_precision: str | None = None


def lock_claim(claim: Claim, *, version: int | None = None) -> Claim:
    """The claim as it is now, locked; rows that point at it, such as ledger entries, can still be added.

    With ``version``, the one a person was looking at: ``Conflict`` when somebody changed the claim since.
    """
    rows = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related("article", "speaker", "named_as")
    locked = rows.get(pk=claim.pk)
    if version is not None and locked.version != version:
        message = f"Somebody changed this claim meanwhile. It now reads: “{locked.statement}”"
        raise Conflict(message)
    return locked


@transaction.atomic(durable=True)
def revise_claim(*, claim: Claim, revision: Revision, by: Any, version: int) -> Claim:
    """Change what is said about a claim; its exact words and their place never change.

    ``version`` is the one the person was looking at: ``Conflict`` when somebody changed the claim since. A changed
    statement withdraws the live review, any other changed fact one that somebody has answered; either asks for new
    evidence.
    """
    locked = lock_claim(claim, version=version)
    can_revise(by, locked).enforce()
    before = columns(locked), facts(locked)
    _apply(locked, revision)
    return store_change(locked, before, verb="claim.revised", by=by)


def store_change(
    locked: Claim, before: tuple[dict[str, Any], dict[str, str]], *, verb: str, by: Any, **told: Any
) -> Claim:
    """Store a claim that was changed since its ``columns`` and ``facts`` were ``before``, in the caller's transaction.

    The ledger keeps what it was, and ``told``. Nothing is stored where nothing changed.
    """
    changed = difference(before[0], columns(locked))
    changes = {name: [before[1][name], value] for name, value in facts(locked).items() if value != before[1][name]}
    if not changes:
        return locked
    locked.version += 1
    locked.save()
    ledger.record(verb, by=by, claim=locked, changes=changes, was=changed["was"], now=changed["now"], **told)
    claim_revised.send(sender=Claim, claim=locked, by=by, changes=changes)
    return locked


def facts(claim: Claim) -> dict[str, str]:
    """What is said about ``claim`` in words, as ``claim_revised`` and the ledger tell changes."""
    return {
        "quote": claim.quote,
        "statement": claim.statement,
        "speaker": claim.speaker_name,
        "speaker_kind": claim.speaker.kind if claim.speaker else "",
        "role": claim.role,
        "affiliation": claim.affiliation,
        "said_on": claim.said_on.isoformat() if claim.said_on else "",
        "said_until": until_of(claim),
        "said_precision": claim.said_precision,
    }


def _apply(claim: Claim, revision: Revision) -> None:
    if revision.statement is not None:
        claim.statement = checked_statement(revision.statement)
    if revision.speaker_name is not None:
        _give_speaker(claim, revision.speaker_name, revision.speaker_kind)
    if revision.role is not None:
        claim.role = revision.role.strip()[:300]
    if revision.affiliation is not None:
        claim.affiliation = revision.affiliation.strip()[:300]
    if revision.said_precision is not None:
        _date(claim, revision, revision.said_precision)


def _date(claim: Claim, revision: Revision, precision: str) -> None:
    """Set when it was said; the machine's reading of the same words stays where a person leaves it as it is."""
    day = None if precision == SaidPrecision.UNKNOWN else revision.said_on or claim.said_on
    until = revision.said_until if precision == SaidPrecision.RANGE else None
    given = (day, precision, until.isoformat() if until else "")
    if given == (claim.said_on, claim.said_precision, until_of(claim)):
        return
    said = period_of(day, precision, until)
    claim.said_on, claim.said_until, claim.said_precision = said.day, said.until, precision
    claim.said_value, claim.said_anchor = said.value, None


def _give_speaker(claim: Claim, name: str, kind: str | None) -> None:
    """Set who speaks; one who speaks already keeps the name under which the claim was read."""
    said = _said(claim.article, name, kind)
    if said.speaker != claim.speaker:
        claim.speaker, claim.named_as = said.speaker, said.named_as


def _said(article: Article, name: str, kind: str | None) -> Said:
    if not name.strip():
        return Said()
    kind = kind or SpeakerKind.PERSON.value
    return who_says(find_name(article=article, name=" ".join(name.split()), kind=kind))


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


def choose_speaker(*, claim: Claim, candidate: str, by: Any, version: int) -> Claim:
    """Say which of the machine's candidates speaks; a revision like any other, with its checks and its entry.

    Raises ``InvalidInput`` for a name that is no candidate, and what ``revise_claim`` raises.
    """
    if candidate not in claim.candidates:
        message = "This name is not among those that the text leaves open. Revise the claim to set another speaker."
        raise InvalidInput(message, fields={"candidate": message})
    revision = Revision(speaker_name=candidate, speaker_kind=_kind_in(claim.article, candidate))
    return revise_claim(claim=claim, revision=revision, by=by, version=version)


def _kind_in(article: Article, name: str) -> str:
    """What the speaker of that name is where the article lets it speak by name; else a person."""
    named = article.claims.filter(speaker__normal_name=normalise(name)[:300], speaker__article__isnull=True)
    return named.values_list("speaker__kind", flat=True).first() or SpeakerKind.PERSON.value


@transaction.atomic(durable=True)
def discard_claim(*, claim: Claim, by: Any, reason: str) -> Claim:
    """Set a claim aside with a reason; its review is withdrawn. It can be restored."""
    return store_discard(claim=claim, by=by, reason=reason)


def store_discard(*, claim: Claim, by: Any, reason: str, **told: Any) -> Claim:
    """What ``discard_claim`` does, in the caller's transaction; ``told`` goes into the ledger as well."""
    locked = lock_claim(claim)
    can_discard(by, locked).enforce()
    if not reason.strip():
        message = "Say why the claim is discarded; the reason stands in the ledger."
        raise InvalidInput(message, fields={"reason": message})
    locked.discarded_at = timezone.now()
    locked.discarded_by = by
    locked.discard_reason = reason.strip()[:500]
    locked.version += 1
    locked.save()
    ledger.record("claim.discarded", by=by, claim=locked, reason=locked.discard_reason, **told)
    claim_discarded.send(sender=Claim, claim=locked, by=by)
    return locked


@transaction.atomic(durable=True)
def restore_claim(*, claim: Claim, by: Any) -> Claim:
    """Take back that a claim was discarded; it is looked up and reviewed like a new one."""
    return store_restore(claim=claim, by=by)


def store_restore(*, claim: Claim, by: Any, **told: Any) -> Claim:
    """What ``restore_claim`` does, in the caller's transaction; ``told`` goes into the ledger as well."""
    locked = lock_claim(claim)
    can_restore(by, locked).enforce()
    reason = locked.discard_reason
    locked.discarded_at = None
    locked.discarded_by = None
    locked.discard_reason = ""
    locked.version += 1
    locked.save()
    ledger.record("claim.restored", by=by, claim=locked, discarded_for=reason, **told)
    claims_extracted.send(sender=Claim, article=locked.article, claims=[locked])
    return locked


@dataclass(frozen=True, slots=True)
class Marking:
    """What a person marks in an article: the words of a claim and, where they stand there, who says it and how.

    Without a speaker it is a claim in the article's own voice.
    """

    content: Sequence[Span]
    statement: str
    speaker_name: str = ""
    speaker_kind: str = SpeakerKind.PERSON.value
    source: Sequence[Span] = ()
    cue: Sequence[Span] = ()


@transaction.atomic(durable=True)
def add_claim_by_hand(*, article: Article, by: Any, marking: Marking) -> Claim:
    """Mark words of an article as a claim.

    Raises ``InvalidInput`` when the words are not in the text, ``Conflict`` when they are this speaker's claim already.
    """
    can_add_claim(by, article).enforce()
    spans = _placed(article, marking)
    quote = cut_all(article.body, spans)
    mark = free_mark(article, quote, marking.speaker_name)
    said = _said(article, marking.speaker_name, marking.speaker_kind)
    claim = Claim.objects.create(
        article=article,
        content=pairs(spans),
        start=spans[0].start,
        end=spans[-1].end,
        source_spans=pairs(sorted(marking.source)),
        cue_spans=pairs(sorted(marking.cue)),
        quote=quote,
        statement=checked_statement(marking.statement),
        speaker=said.speaker,
        named_as=said.named_as,
        attribution=(AttributionKind.INDIRECT if said.speaker else AttributionKind.OWN_VOICE).value,
        force="says" if said.speaker else "states",
        origin=ClaimOrigin.HUMAN.value,
        fingerprint=mark,
        checkworthiness=1.0,
    )
    ledger.record("claim.added", by=by, claim=claim, quote=quote)
    claims_extracted.send(sender=Claim, article=article, claims=[claim])
    return claim


def free_mark(article: Article, quote: str, speaker: str) -> str:
    """The fingerprint of a new claim. ``Conflict`` when these words are a claim of this speaker, live or set aside.

    A claim whose words a person changed keeps the fingerprint of its first words; those are free again.
    """
    marks = [fingerprint(quote, speaker), *(fingerprint(quote, f"{speaker}\n{number}") for number in range(1, 20))]
    taken = {
        claim.fingerprint: claim for claim in article.claims.filter(fingerprint__in=marks).select_related("speaker")
    }
    for claim in taken.values():
        if claim.quote == quote:
            again = "; it was discarded. Restore it at the end of the article's page" if claim.discarded_at else ""
            message = f"These words are a claim of this speaker already{again}."
            raise Conflict(message)
    return next(mark for mark in marks if mark not in taken)


def _placed(article: Article, marking: Marking) -> list[Span]:
    """The words of the claim in order of the text; ``InvalidInput`` when any that are marked are not in it."""
    for field in ("content", "source", "cue"):
        outside = any(span.end > len(article.body) for span in getattr(marking, field))
        if outside or (field == "content" and not marking.content):
            message = "Select the words of the claim in the article."
            raise InvalidInput(message, fields={field: message})
    return sorted(marking.content)
