"""Publications beside what the ledger recorded of them."""

from collections.abc import Iterator
from typing import Final

from claims.formats.chain import digest
from claims.models import LedgerEntry
from claims.services.ledger_checks import Flaw
from exports.models import Publication

BATCH: Final = 100


def compare_publications() -> Iterator[Flaw]:
    """Entries of the feed that are not as recorded, that the ledger does not know of, or that are gone from between."""
    last = 0
    while batch := list(Publication.objects.after(last).in_feed_order().select_related("review__claim")[:BATCH]):
        claims = {row.review.claim_id for row in batch}
        entries = LedgerEntry.objects.filter(claim__in=claims, verb__startswith="verdict.")
        recorded = {entry.details["publication"]: entry for entry in entries}
        for row in batch:
            yield from _compared(row, recorded.get(str(row.public_id)), last)
            last = row.sequence


def _compared(row: Publication, entry: LedgerEntry | None, before: int) -> Iterator[Flaw]:
    chain, named = f"article:{row.article_public_id}", f"publication {row.sequence}"
    if row.sequence != before + 1:
        yield Flaw(chain, 0, f"{named}: the entry before it is {before}, so one was removed")
    if entry is None:
        yield Flaw(chain, 0, f"{named}: the ledger does not know of it")
        return
    said = entry.details
    payload = said.get("payload")  # entries of old have none
    stands = (f"verdict.{row.kind}", row.sequence, row.note, payload and digest(row.payload))
    if stands != (entry.verb, said["sequence"], said["note"], payload):
        yield Flaw(chain, entry.sequence, f"{named}: it is not the one that was recorded")
