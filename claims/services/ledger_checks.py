"""Whether anybody wrote the ledger, or the rows it vouches for, behind its back.

A chain is read entry by entry: memory does not grow with it, and nobody who writes is kept waiting.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from claims.formats.chain import Walk, is_sealed, seal_head
from claims.models import Article, LedgerChain, LedgerEntry
from claims.services import ledger
from claims.services.sealing import sealing_keys
from claims.signals import rows_compared

PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Flaw:
    """A place where a chain does not hold together, or a row that is not what the chain says.

    ``sequence`` is 0 for a row of which no entry tells.
    """

    chain: str
    sequence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come at some time, and the hash of its newest entry then."""

    chain: str
    length: int
    head: str


def verify_everything() -> Iterator[Flaw]:
    """Every flaw of every chain, articles whose chain is gone, and rows that differ from what was recorded of them."""
    yield from verify(LedgerChain.objects.order_by("name").iterator(PAGE))
    lost = Article.objects.filter(ledger_chain__isnull=True).only("public_id")
    for article in lost.order_by("pk").iterator(PAGE):
        yield Flaw(ledger.chain_name(article), 1, "the article has no entries at all: its chain was removed")
    compared: Any = rows_compared.send(sender=LedgerEntry)
    for _receiver, flaws in compared:
        yield from flaws


def verify(chains: Iterable[LedgerChain]) -> Iterator[Flaw]:
    """Every flaw of ``chains``: a changed, missing, added or moved entry, a cut-off end. None means all hold."""
    for chain in chains:
        yield from _flaws_of(chain)


def _flaws_of(chain: LedgerChain) -> Iterator[Flaw]:
    """An entry and the length of its chain are stored together, so what is added meanwhile is read and is no flaw."""
    walk = Walk(chain.name, article=_article_of(chain))
    while True:
        known, place = chain.length, walk.place
        for entry in LedgerEntry.objects.of_chain(chain, after=place).with_names().iterator(PAGE):
            if sentence := walk.step(ledger.link_of(entry)):
                yield Flaw(chain.name, entry.sequence, sentence)
        chain.refresh_from_db(fields=["length", "head", "seal"])
        if walk.place >= chain.length or (walk.place == place and chain.length == known):
            break
    if not walk.is_broken:
        yield from _flaws_of_end(chain, walk)


def _flaws_of_end(chain: LedgerChain, walk: Walk) -> Iterator[Flaw]:
    if (chain.length, chain.head) != (walk.place, walk.head):
        sentence = f"the chain should have {chain.length} entries and has {walk.place}"
        yield Flaw(chain.name, min(walk.place, chain.length) + 1, sentence)
    elif not _is_signed(chain):
        sentence = "the signature of its head does not fit: it was cut off or rewritten, or LEDGER_KEYS has changed"
        yield Flaw(chain.name, chain.length, sentence)


def _article_of(chain: LedgerChain) -> str | None:
    return str(chain.article.public_id) if chain.article else None


def _is_signed(chain: LedgerChain) -> bool:
    if not chain.length:
        return not chain.seal
    return is_sealed(chain.name, chain.length, chain.head, seal=chain.seal, keys=sealing_keys())


@transaction.atomic(durable=True)
def sign_heads() -> int:
    """Sign every head with the key of today, after the old one was lost; how many. Verify the chains first.

    What was cut off before can not be found by the signature afterwards, only by heads kept elsewhere.
    """
    count = 0
    for chain in LedgerChain.objects.exclude(length=0).order_by("name").iterator(PAGE):
        seal = seal_head(chain.name, chain.length, chain.head, sealing_keys()[0])
        count += LedgerChain.objects.filter(pk=chain.pk, head=chain.head).update(seal=seal)
    ledger.record("ledger.signed", chains=count)
    return count


def heads() -> Iterator[Head]:
    """The heads of all chains now, to be kept in another place."""
    for chain in LedgerChain.objects.order_by("name").iterator(PAGE):
        yield Head(chain.name, chain.length, chain.head)


def compare_heads(earlier: Iterable[Head]) -> Iterator[Flaw]:
    """What does not go on from the heads written ``earlier``: a chain that is gone, shorter, or was rewritten."""
    for head in earlier:
        entry = LedgerEntry.objects.filter(chain__name=head.chain, sequence=head.length).first()
        if head.length and (entry is None or entry.hash != head.head):
            yield Flaw(head.chain, head.length, "the chain is not the one whose head was written earlier")
