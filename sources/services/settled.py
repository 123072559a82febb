"""Keeping what is settled: our own verdicts as they are published, and fact checks of others."""

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.models import Claim
from claims.services import ledger
from factcheck.lib.fingerprints import hash_parts
from sources.models import SettledClaim, SettledWord
from sources.seen_before.fact_checks import FactCheck
from sources.seen_before.reading import keys

FACTS: Final = tuple(field.name for field in dataclasses.fields(FactCheck) if field.name != "raw_id")


@dataclass(frozen=True, slots=True)
class OwnRating:
    """What we said of a claim: words, and the place on the scale where it has one."""

    words: str
    value: float | None = None
    best: float | None = None
    worst: float | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """How many fact checks were new, had changed, and were known as they are."""

    new: int = 0
    changed: int = 0
    known: int = 0


def settle_claim(*, claim: Claim, rating: OwnRating, on: dt.date) -> SettledClaim:
    """A verdict of ours is published or corrected: what stands now is found by claims that are like it.

    In the caller's transaction, which records it in the ledger.
    """
    check = FactCheck(
        raw_id=hash_parts(["own", str(claim.public_id)]),
        statement=claim.statement,
        speaker=claim.speaker.name[:300] if claim.speaker else "",
        said_on=claim.said_on or claim.article.published_on,
        publisher=settings.ORGANISATION_NAME[:200],
        rating_words=rating.words,
        rating_value=rating.value,
        rating_best=rating.best,
        rating_worst=rating.worst,
        reviewed_on=on,
        language=claim.article.language,
    )
    row = _row(check, claim=claim)
    known = SettledClaim.objects.filter(raw_id=check.raw_id).first()
    if known is not None:
        row.pk, row.public_id, row.created_at = known.pk, known.public_id, known.created_at
    row.save(force_update=known is not None)
    _count_words([] if known is not None and known.keys == row.keys else [row])
    return row


def withdraw_verdict(*, claim: Claim) -> None:
    """Our verdict on a claim was taken back: nothing is settled by it any more. In the caller's transaction."""
    SettledClaim.objects.filter(claim=claim, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


@transaction.atomic(durable=True)
def import_fact_checks(*, checks: Sequence[FactCheck], by: Any) -> Imported:
    """Keep fact checks of others, some hundred at a time. One that is known is renewed where it says something else."""
    wanted = {check.raw_id: check for check in checks}
    known = {row.raw_id: row for row in SettledClaim.objects.filter(raw_id__in=wanted)}
    new = [_row(check) for raw_id, check in wanted.items() if raw_id not in known]
    changed = [row for raw_id, row in known.items() if _renew(row, wanted[raw_id])]
    SettledClaim.objects.bulk_create(new)
    SettledClaim.objects.bulk_update(changed, [*FACTS, "keys", "updated_at"])
    _count_words(new)
    if new or changed:
        ledger.record("settled.imported", by=by, new=len(new), changed=len(changed))
    return Imported(len(new), len(changed), len(checks) - len(new) - len(changed))


def _row(check: FactCheck, claim: Claim | None = None) -> SettledClaim:
    facts = {name: getattr(check, name) for name in FACTS}
    return SettledClaim(raw_id=check.raw_id, keys=" ".join(keys(check.statement)), claim=claim, **facts)


def _renew(row: SettledClaim, check: FactCheck) -> bool:
    """Whether a fact check says something else than what is stored; if so it is put into the row."""
    changed = [name for name in FACTS if getattr(row, name) != getattr(check, name)]
    for name in changed:
        setattr(row, name, getattr(check, name))
    row.keys, row.updated_at = " ".join(keys(row.statement)), timezone.now()
    return bool(changed)


def _count_words(rows: Iterable[SettledClaim]) -> None:
    """Count the words of new rows, those that stand as often in one step; locked in one order, so that none waits."""
    counted = Counter(word for row in rows for word in row.keys.split())
    by_number: dict[int, list[str]] = defaultdict(list)
    for word, number in sorted(counted.items()):
        by_number[number].append(word)
    SettledWord.objects.bulk_create([SettledWord(word=word) for word in sorted(counted)], ignore_conflicts=True)
    list(SettledWord.objects.select_for_update().filter(word__in=counted).order_by("word").values_list("word"))
    for number, words in by_number.items():
        SettledWord.objects.filter(word__in=words).update(claims=F("claims") + number)
