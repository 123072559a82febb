"""The one way to write the ledger, and the check that nobody wrote it otherwise."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.models import Article, Claim, LedgerChain, LedgerEntry
from factcheck.lib.fingerprints import hash_bytes

HOUSE = "house"
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place where a chain does not hold together."""

    chain: str
    sequence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come at some time, and the hash of its newest entry then."""

    chain: str
    length: int
    head: str


def record(
    verb: str, *, by: Any = None, article: Article | None = None, claim: Claim | None = None, **details: Any
) -> LedgerEntry:
    """Add what was done to the chain of the article, or to the house's own chain.

    Call it inside the transaction that does the thing: either both are stored or neither. ``by=None`` is the machine.
    ``details`` must be JSON. Raises ``TransactionManagementError`` outside a transaction.
    """
    if claim is not None:
        article = claim.article
    chain = _locked_chain(article)
    entry = LedgerEntry(
        chain=chain,
        sequence=chain.length + 1,
        verb=verb,
        article=article,
        claim=claim,
        actor=by,
        actor_name=by.get_username() if by else MACHINE,
        details=details,
        at=timezone.now(),
        previous_hash=chain.head,
    )
    entry.hash = _hash(entry)
    entry.save()
    LedgerChain.objects.filter(pk=chain.pk).update(length=F("length") + 1, head=entry.hash)
    return entry


def chain_name(article: Article | None) -> str:
    """The name of an article's chain, or of the house's own."""
    return f"article:{article.public_id}" if article else HOUSE


def _locked_chain(article: Article | None) -> LedgerChain:
    name = chain_name(article)
    LedgerChain.objects.get_or_create(name=name, defaults={"article": article})
    return LedgerChain.objects.select_for_update().get(name=name)


def _hash(entry: LedgerEntry) -> str:
    """SHA-256 over the entry and the hash before it, as JSON with sorted keys."""
    content = {
        "chain": entry.chain.name,
        "sequence": entry.sequence,
        "verb": entry.verb,
        "claim": str(entry.claim.public_id) if entry.claim else None,
        "actor": entry.actor_name,
        "details": entry.details,
        "at": entry.at.isoformat(),
        "previous": entry.previous_hash,
    }
    return hash_bytes(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())


def verify(chains: Iterable[LedgerChain]) -> Iterator[Flaw]:
    """Every flaw of ``chains``: a changed, missing, added or moved entry, a cut-off end. None means all hold."""
    for chain in chains:
        with transaction.atomic():
            yield from _flaws_of(chain)


def _flaws_of(chain: LedgerChain) -> list[Flaw]:
    """One reading of one chain, so that an entry added meanwhile is no flaw."""
    chain.refresh_from_db()
    flaws, previous, count = [], "", 0
    for entry in chain.entries.select_related("claim", "chain").order_by("sequence").iterator():
        count += 1
        sentence = _fault(entry, place=count, previous=previous)
        if sentence:
            flaws.append(Flaw(chain.name, entry.sequence, sentence))
            break
        previous = entry.hash
    if not flaws and (chain.length, chain.head) != (count, previous):
        flaws.append(Flaw(chain.name, count + 1, f"the chain should have {chain.length} entries and has {count}"))
    return flaws


def _fault(entry: LedgerEntry, *, place: int, previous: str) -> str:
    if entry.sequence != place:
        return f"entry {place} is missing, the next is {entry.sequence}"
    if entry.previous_hash != previous:
        return "it does not follow from the entry before it"
    if entry.hash != _hash(entry):
        return "its content was changed after it was written"
    return ""


def heads() -> Iterator[Head]:
    """The heads of all chains now, to be kept in another place."""
    for chain in LedgerChain.objects.order_by("name"):
        yield Head(chain.name, chain.length, chain.head)


def compare_heads(earlier: Iterable[Head]) -> list[Flaw]:
    """What does not go on from the heads written ``earlier``: a chain that is gone, shorter, or was rewritten."""
    flaws = []
    for head in earlier:
        entry = LedgerEntry.objects.filter(chain__name=head.chain, sequence=head.length).first()
        if head.length and (entry is None or entry.hash != head.head):
            flaws.append(Flaw(head.chain, head.length, "the chain is not the one whose head was written earlier"))
    return flaws
