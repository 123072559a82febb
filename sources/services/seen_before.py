"""Comparing the claims of an article with what is settled, and with each other."""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.choices import RunStatus
from claims.models import Article, Claim
from claims.services import ledger, runs
from factcheck.lib.fingerprints import hash_text
from sources.models import ClaimMatch, SeenBeforeRun, SettledClaim
from sources.policies import can_curate
from sources.retrieval.settled import settled_candidates
from sources.seen_before.base import Contrast, Match, Relation, Statement
from sources.seen_before.pool import Pool
from sources.seen_before.ranking import matches
from sources.signals import comparison_requested

logger = logging.getLogger(__name__)

COMPONENT: Final = "seen_before/1"
BATCH: Final = 25
SETTLED_KEPT: Final = 5
ARTICLE_KEPT: Final = 10
REASON_MOST: Final = 500
UNDER_WAY: Final = (RunStatus.PENDING, RunStatus.RUNNING)
# A comparison that is to be made again, from the start.
WAITING: Final = {"status": RunStatus.PENDING, "attempts": 0, "error": "", "finished_at": None, "token": None}


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a claim: with a settled claim or with another claim, by primary key."""

    match: Match
    settled_id: int | None = None
    other_id: int | None = None


def request_comparison(*, article: Article, claims: Sequence[Claim]) -> None:
    """Ask whether ``claims`` were seen before, in the caller's transaction; one wake-up for all of an article."""
    hashes = {claim.pk: hash_text(claim.statement) for claim in claims}
    wanted = [SeenBeforeRun(claim_id=pk, component=COMPONENT, statement_hash=hashed) for pk, hashed in hashes.items()]
    SeenBeforeRun.objects.bulk_create(wanted, ignore_conflicts=True)
    ended = SeenBeforeRun.objects.filter(claim__in=hashes, component=COMPONENT).exclude(status__in=UNDER_WAY)
    again = [run.pk for run in ended if run.statement_hash == hashes[run.claim_id]]
    SeenBeforeRun.objects.filter(pk__in=again).update(**WAITING)
    comparison_requested.send(sender=SeenBeforeRun, article_id=article.pk)


@transaction.atomic(durable=True)
def request_new_comparison(*, claim: Claim, by: Any) -> None:
    """Compare a claim again, because more is settled now; what people dismissed stays dismissed."""
    can_curate(by, claim).enforce()
    ledger.record("evidence.compared_again", by=by, claim=claim)
    request_comparison(article=claim.article, claims=[claim])


def run_comparison(*, article_id: int, seconds: float = 45) -> None:
    """Take the waiting comparisons of an article, batch by batch. Safe to run twice, and to be stopped at any point.

    After ``seconds`` the rest is asked for again, so that a long article does not hold a worker.
    """
    stop_at = time.monotonic() + seconds
    while batch := _take(article_id):
        try:
            store_matches(batch=batch, found=_compare(batch))
        except runs.LostLease as error:
            logger.info("%s", error)
        if time.monotonic() > stop_at:
            comparison_requested.send(sender=SeenBeforeRun, article_id=article_id)
            return


def _take(article_id: int) -> list[SeenBeforeRun]:
    waiting = SeenBeforeRun.objects.filter(claim__article_id=article_id).takeable(timezone.now())
    first = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    taken = runs.take(SeenBeforeRun.objects.filter(pk__in=first)) if first else []
    ids = [run.pk for run in taken]
    return list(SeenBeforeRun.objects.filter(pk__in=ids).select_related("claim__article").order_by("pk"))


def _is_current(run: SeenBeforeRun) -> bool:
    return run.statement_hash == hash_text(run.claim.statement) and not run.claim.discarded_at


def _compare(batch: Sequence[SeenBeforeRun]) -> dict[int, list[Found]]:
    """What each claim of a batch is like, by the primary key of its run; those out of date are left out."""
    claims = list(Claim.objects.live().of(batch[0].claim.article).select_related("article").defer("article__body"))
    pool = Pool(_statement(claim) for claim in claims)
    return {run.pk: [*_settled(run.claim), *_in_article(run.claim, claims, pool)] for run in batch if _is_current(run)}


def _statement(claim: Claim) -> Statement:
    day = claim.said_on or claim.article.published_on
    return Statement(claim.statement, day.isoformat() if day else "")


def _settled(claim: Claim) -> list[Found]:
    """The settled claims that are most like a claim; its own verdict is none of them."""
    own = set(SettledClaim.objects.of_claim(claim).values_list("pk", flat=True))
    candidates = [each for each in settled_candidates(claim.statement) if each.number not in own]
    best = matches(_statement(claim), candidates, limit=SETTLED_KEPT)
    return [Found(match, settled_id=pk) for pk, match in best]


def _in_article(claim: Claim, claims: Sequence[Claim], pool: Pool) -> list[Found]:
    """The claims of the article that say the same as one, or tell one thing otherwise."""
    candidates = [each for each in pool.candidates(claim.statement) if claims[each.number].pk != claim.pk]
    best = matches(_statement(claim), candidates, limit=ARTICLE_KEPT)
    telling = [(number, match) for number, match in best if match.relation is not Relation.RELATED]
    return [Found(match, other_id=claims[number].pk) for number, match in telling]


@transaction.atomic(durable=True)
def store_matches(*, batch: Sequence[SeenBeforeRun], found: dict[int, list[Found]]) -> None:
    """Keep what was found in place of what was found before; close the comparisons that are out of date.

    What a person dismissed stays so as long as the comparison says the same of it.
    """
    for run in batch:
        if run.pk in found:
            _store(run, found[run.pk])
            runs.finish(run, matches_found=len(found[run.pk]))
        else:
            runs.finish(run, status=RunStatus.STALE)
    counts = {str(run.claim.public_id): len(found[run.pk]) for run in batch if run.pk in found}
    ledger.record("claims.compared", article=batch[0].claim.article, component=COMPONENT, found=counts)


def _store(run: SeenBeforeRun, found: Iterable[Found]) -> None:
    known = {_pair(row): row for row in ClaimMatch.objects.filter(Q(claim=run.claim) | Q(other_claim=run.claim))}
    rows = {_pair(row): row for row in (_row(run, each) for each in found)}
    gone = [row.pk for pair, row in known.items() if pair not in rows and row.dismissed_at is None]
    ClaimMatch.objects.filter(pk__in=gone).delete()
    ClaimMatch.objects.bulk_create([row for pair, row in rows.items() if pair not in known], ignore_conflicts=True)
    for pair, row in rows.items():
        _renew(known.get(pair), row)


def _pair(row: ClaimMatch) -> tuple[int, int | None, int | None]:
    return row.claim_id, row.other_claim_id, row.settled_id


def _row(run: SeenBeforeRun, found: Found) -> ClaimMatch:
    """A match as it is stored: of two claims, that which was stored first has the other."""
    claim_id, other_id = run.claim_id, found.other_id
    turned = other_id is not None and other_id < claim_id
    if other_id is not None:
        claim_id, other_id = sorted((claim_id, other_id))
    return ClaimMatch(
        claim_id=claim_id,
        other_claim_id=other_id,
        settled_id=found.settled_id,
        relation=found.match.relation.value,
        score=found.match.score,
        sentence=found.match.sentence,
        spans=[_spans(contrast, turned=turned) for contrast in found.match.contrasts],
        run=run,
    )


def _spans(contrast: Contrast, *, turned: bool) -> dict[str, list[int] | None]:
    pairs = [span.pair() if span else None for span in (contrast.in_one, contrast.in_other)]
    mine, theirs = reversed(pairs) if turned else pairs
    return {"in_claim": mine, "in_other": theirs}


def _renew(known: ClaimMatch | None, row: ClaimMatch) -> None:
    """Put what is found now into a known match; one that was dismissed comes back when it says another thing."""
    if known is None or (known.relation, known.spans) == (row.relation, row.spans):
        return
    row.pk, row.public_id, row.created_at = known.pk, known.public_id, known.created_at
    row.save(force_update=True)


@transaction.atomic(durable=True)
def dismiss_match(*, match: ClaimMatch, by: Any, reason: str = "") -> ClaimMatch:
    """A person says that two claims are not alike; the match is set aside and kept."""
    can_curate(by, match.claim).enforce()
    locked = ClaimMatch.objects.select_for_update().get(pk=match.pk)
    locked.dismissed_by, locked.dismissed_at, locked.dismiss_reason = by, timezone.now(), reason.strip()[:REASON_MOST]
    locked.save(update_fields=["dismissed_by", "dismissed_at", "dismiss_reason"])
    ledger.record(
        "evidence.match_dismissed", by=by, claim=match.claim, match=str(match.public_id), reason=locked.dismiss_reason
    )
    return locked


@transaction.atomic(durable=True)
def restore_match(*, match: ClaimMatch, by: Any) -> ClaimMatch:
    """A person takes back that two claims are not alike."""
    can_curate(by, match.claim).enforce()
    locked = ClaimMatch.objects.select_for_update().get(pk=match.pk)
    locked.dismissed_by, locked.dismissed_at, locked.dismiss_reason = None, None, ""
    locked.save(update_fields=["dismissed_by", "dismissed_at", "dismiss_reason"])
    ledger.record("evidence.match_restored", by=by, claim=match.claim, match=str(match.public_id))
    return locked


def repeat_stalled_comparisons() -> None:
    """Ask again for comparisons whose message was lost or whose worker died, once for each article."""
    ids = [run.claim_id for run in runs.stalled(SeenBeforeRun)]
    articles = Claim.objects.filter(pk__in=ids).values_list("article_id", flat=True).order_by("article_id").distinct()
    for article_id in articles:
        comparison_requested.send(sender=SeenBeforeRun, article_id=article_id)
