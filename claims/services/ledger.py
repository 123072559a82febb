"""The one way to write the ledger. Whether nobody wrote it otherwise is asked in ``services.ledger_checks``."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from claims.formats.chain import MACHINE, SCHEME, Link, link_hash, seal_head
from claims.models import Article, Claim, LedgerChain, LedgerEntry
from claims.services.sealing import sealing_keys

HOUSE = "house"


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
        scheme=SCHEME,
        previous_hash=chain.head,
    )
    entry.hash = link_hash(link_of(entry))
    entry.save()
    seal = seal_head(chain.name, entry.sequence, entry.hash, sealing_keys()[0])
    LedgerChain.objects.filter(pk=chain.pk).update(length=F("length") + 1, head=entry.hash, seal=seal)
    return entry


def chain_name(article: Article | None) -> str:
    """The name of an article's chain, or of the house's own."""
    return f"article:{article.public_id}" if article else HOUSE


def link_of(entry: LedgerEntry) -> Link:
    """``entry`` as a plain value; read it ``with_names``."""
    return Link(
        chain=entry.chain.name,
        sequence=entry.sequence,
        verb=entry.verb,
        claim=str(entry.claim.public_id) if entry.claim else None,
        actor=entry.actor_name,
        details=entry.details,
        at=entry.at.isoformat(),
        previous=entry.previous_hash,
        hash=entry.hash,
        scheme=entry.scheme,
        article=str(entry.article.public_id) if entry.article else None,
        account=entry.actor.date_joined.isoformat() if entry.actor else "",
    )


def _locked_chain(article: Article | None) -> LedgerChain:
    """The chain, which is there but for the first entry."""
    name = chain_name(article)
    chains = LedgerChain.objects.select_for_update().filter(name=name).order_by()
    for chain in chains:
        return chain
    LedgerChain.objects.get_or_create(name=name, defaults={"article": article})
    return chains.get()
