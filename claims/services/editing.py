"""What people do with the place of claims: other words, one claim into several, several into one; and undoing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import transaction

from claims.choices import ClaimOrigin
from claims.models import Article, Claim, LedgerEntry
from claims.policies import can_add_claim, can_revise
from claims.services import ledger
from claims.services.claim_columns import columns, put_back
from claims.services.claims import (
    checked_statement,
    facts,
    free_mark,
    lock_claim,
    store_change,
    store_discard,
    store_restore,
)
from claims.signals import claims_extracted
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.spans import Span, cut_all, pairs


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the claims that a claim is split into: where it stands, and its statement."""

    content: Sequence[Span]
    statement: str


@transaction.atomic(durable=True)
def respan_claim(*, claim: Claim, content: Sequence[Span], statement: str, by: Any, version: int) -> Claim:
    """Give a claim other words of its article. Its live review is withdrawn if the statement changes or it was judged.

    Raises ``InvalidInput`` for words that are not in the text, ``Conflict`` when somebody changed the claim since
    ``version`` or another claim of the speaker has these words.
    """
    locked = lock_claim(claim, version=version)
    can_revise(by, locked).enforce()
    before = columns(locked), facts(locked)
    _place(locked, content)
    locked.statement = checked_statement(statement)
    _refuse_twin(locked)
    return store_change(locked, before, verb="claim.respanned", by=by)


def _place(claim: Claim, content: Sequence[Span]) -> None:
    spans = sorted(set(content))
    body = claim.article.body
    if not spans or spans[-1].end > len(body):
        message = "Select the words of the claim in the article."
        raise InvalidInput(message, fields={"content": message})
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        message = "The pieces of a claim do not overlap."
        raise InvalidInput(message, fields={"content": message})
    claim.content, claim.start, claim.end = pairs(spans), spans[0].start, spans[-1].end
    claim.quote = cut_all(body, spans)


def _refuse_twin(claim: Claim) -> None:
    """``Conflict`` when another live claim of the article gives the same words to the same speaker."""
    same = Claim.objects.live().filter(article=claim.article, quote=claim.quote, speaker=claim.speaker)
    if same.exclude(pk=claim.pk).exists():
        message = "These words are a claim of this speaker already."
        raise Conflict(message)


@transaction.atomic(durable=True)
def split_claim(*, claim: Claim, pieces: Sequence[Piece], by: Any, version: int) -> list[Claim]:
    """Make several claims of one: it keeps the first piece, and each other one becomes a new claim with its facts.

    Raises ``InvalidInput`` for fewer than two pieces, or words that are not in the text.
    """
    locked = lock_claim(claim, version=version)
    can_revise(by, locked).enforce()
    can_add_claim(by, locked.article).enforce()
    if len(pieces) < 2:
        message = "A claim is split into at least two; write each on a line of its own."
        raise InvalidInput(message, fields={"pieces": message})
    before = columns(locked), facts(locked)
    first, *others = pieces
    new = [_sibling(locked, piece) for piece in others]
    _place(locked, first.content)
    locked.statement = checked_statement(first.statement)
    store_change(locked, before, verb="claim.split", by=by, into=[str(row.public_id) for row in new])
    for row in new:
        ledger.record("claim.added", by=by, claim=row, quote=row.quote, part_of="split")
    claims_extracted.send(sender=Claim, article=locked.article, claims=new)
    return [locked, *new]


_OWN = (
    "role", "affiliation", "members", "attribution", "force", "lemma", "hedged", "negated", "conditional", "said_on",
    "said_until", "said_precision", "said_value", "said_text", "said_spans", "said_anchor", "checkworthiness",
    "source_spans", "cue_spans", "speaker", "named_as", "article",
)  # fmt: skip


def _sibling(claim: Claim, piece: Piece) -> Claim:
    """A new claim of the same speaker at the same time, with other words."""
    row = Claim(**{name: getattr(claim, name) for name in _OWN}, origin=ClaimOrigin.HUMAN.value)
    _place(row, piece.content)
    row.statement = checked_statement(piece.statement)
    row.fingerprint = free_mark(claim.article, row.quote, row.speaker.name if row.speaker else "")
    row.save()
    return row


@transaction.atomic(durable=True)
def merge_claims(*, claim: Claim, others: Sequence[Claim], statement: str, by: Any, version: int) -> Claim:
    """Make one claim of several of an article: ``claim`` takes the words of ``others``, and they are set aside.

    Raises ``InvalidInput`` when there are no others, or they belong to another article.
    """
    locked = lock_claim(claim, version=version)
    can_revise(by, locked).enforce()
    chosen = [lock_claim(other) for other in sorted(others, key=lambda other: other.pk) if other.pk != locked.pk]
    if not chosen or any(other.article_id != locked.article_id or other.discarded_at for other in chosen):
        message = "Choose another claim of this article that is not discarded."
        raise InvalidInput(message, fields={"others": message})
    before = columns(locked), facts(locked)
    _place(locked, _joined([span for row in (locked, *chosen) for span in row.content_spans]))
    locked.statement = checked_statement(statement)
    store_change(locked, before, verb="claim.merged", by=by, merged=[str(row.public_id) for row in chosen])
    for row in chosen:
        reason = f"Merged into “{locked.statement[:200]}”."
        store_discard(claim=row, by=by, reason=reason, part_of="merge")
    return locked


def _joined(spans: Sequence[Span]) -> list[Span]:
    """``spans`` without overlaps: those that touch become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def undo_change(*, entry: LedgerEntry, by: Any, told: Mapping[str, Any]) -> Claim:
    """Put a claim back to what it was before ``entry``, in the caller's transaction, exactly.

    Claims that a split made are set aside, claims that a merge set aside come back. ``Conflict`` when somebody changed
    the claim since.
    """
    locked = _set_to(entry, "was", instead_of="now", verb="claim.undone", by=by, told=told)
    for row in _others(locked.article, entry, "into", discarded=False):
        store_discard(claim=row, by=by, reason="The split was undone.", part_of="undo")
    for row in _others(locked.article, entry, "merged", discarded=True):
        store_restore(claim=row, by=by, part_of="undo")
    return locked


def redo_change(*, entry: LedgerEntry, by: Any, told: Mapping[str, Any]) -> Claim:
    """Make the change in ``entry`` again after it was undone, in the caller's transaction; otherwise as undoing it."""
    locked = _set_to(entry, "now", instead_of="was", verb="claim.redone", by=by, told=told)
    for row in _others(locked.article, entry, "into", discarded=True):
        store_restore(claim=row, by=by, part_of="redo")
    for row in _others(locked.article, entry, "merged", discarded=False):
        reason = f"Merged into “{locked.statement[:200]}”."
        store_discard(claim=row, by=by, reason=reason, part_of="redo")
    return locked


def _set_to(entry: LedgerEntry, side: str, *, instead_of: str, verb: str, by: Any, told: Mapping[str, Any]) -> Claim:
    """Set a claim to one ``side`` of a change, "was" or "now"; ``Conflict`` when it is not at the other."""
    locked = lock_claim(Claim.objects.get(ledger=entry))
    can_revise(by, locked).enforce()
    if any(columns(locked)[name] != value for name, value in entry.details[instead_of].items()):
        message = f"This claim was changed again since. It now reads: “{locked.statement}”"
        raise Conflict(message)
    before = columns(locked), facts(locked)
    put_back(locked, entry.details[side])
    return store_change(locked, before, verb=verb, by=by, **told)


def _others(article: Article, entry: LedgerEntry, name: str, *, discarded: bool) -> Iterable[Claim]:
    """The claims that a change made ("into") or set aside ("merged"), those that are ``discarded`` now or are not."""
    rows = Claim.objects.filter(article=article, public_id__in=entry.details.get(name, []))
    return rows.filter(discarded_at__isnull=not discarded).order_by("pk")
