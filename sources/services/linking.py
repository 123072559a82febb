"""Looking for evidence of claims in the library."""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.choices import RunStatus
from claims.extraction.base import Precision
from claims.models import Article, Claim
from claims.services import ledger, runs
from factcheck.lib import components
from factcheck.lib.errors import ComponentError, ComponentUnavailable
from factcheck.lib.fingerprints import hash_text
from sources.models import Evidence, LinkingRun, Passage
from sources.policies import can_curate
from sources.retrieval.base import Hit, Query
from sources.retrieval.reading import read_usable
from sources.services.choosing import Found, choose, spread
from sources.services.copies import CopyFinder, store_copies
from sources.services.marking import mark_evidence
from sources.services.quotations import quotation_checks
from sources.signals import claims_linked, linking_requested
from sources.stance.base import Pair
from sources.stance.records import reason_record

logger = logging.getLogger(__name__)

BATCH: Final = 25
RETRIEVE: Final = 100  # passages that a search brings up for a claim
JUDGE: Final = 30  # of those, how many are judged
JUDGED_OF_ONE_DOCUMENT: Final = 6  # as long as there are others
UNDER_WAY: Final = (RunStatus.PENDING, RunStatus.RUNNING)
# A search that is to be made again, from the start.
WAITING: Final = {"status": RunStatus.PENDING, "attempts": 0, "error": "", "finished_at": None, "token": None}


def component_label() -> str:
    """Which retriever and stance model work together: ``corpus/1+lexical/1``."""
    return "+".join(components.label(components.get(slot)) for slot in ("retriever", "stance"))


def request_linking(*, article: Article, claims: Sequence[Claim]) -> None:
    """Ask for evidence of ``claims`` in the caller's transaction; one wake-up for all of an article."""
    label = component_label()
    wanted = [LinkingRun(claim=claim, component=label, statement_hash=hash_text(claim.statement)) for claim in claims]
    LinkingRun.objects.bulk_create(wanted, ignore_conflicts=True)
    _wake_ended([(run.claim_id, run.statement_hash) for run in wanted], label)
    linking_requested.send(sender=LinkingRun, article_id=article.pk)


def _wake_ended(searches: Sequence[tuple[int, str]], label: str) -> None:
    """Make searches wait again that ended before: of a claim restored, or of a statement that is as it once was."""
    claims = [claim_id for claim_id, _ in searches]
    ended = LinkingRun.objects.filter(claim__in=claims, component=label).exclude(status__in=UNDER_WAY)
    again = [run.pk for run in ended if (run.claim_id, run.statement_hash) in set(searches)]
    LinkingRun.objects.filter(pk__in=again).update(**WAITING)


@transaction.atomic(durable=True)
def request_new_search(*, claim: Claim, by: Any) -> None:
    """Look for evidence of a claim again, because the library has grown; what people decided stays."""
    can_curate(by, claim).enforce()
    ledger.record("evidence.searched_again", by=by, claim=claim)
    request_linking(article=claim.article, claims=[claim])


def run_linking(*, article_id: int, seconds: float = 45) -> None:
    """Take the waiting searches of an article, batch by batch. Safe to run twice, and to be stopped at any point.

    After ``seconds`` the rest is asked for again, so that a long article does not hold a worker.
    """
    stop_at = time.monotonic() + seconds
    while batch := _take(article_id):
        _link(batch)
        if time.monotonic() > stop_at:
            linking_requested.send(sender=LinkingRun, article_id=article_id)
            return


def _take(article_id: int) -> list[LinkingRun]:
    waiting = LinkingRun.objects.filter(claim__article_id=article_id).takeable(timezone.now())
    first = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    taken = runs.take(LinkingRun.objects.filter(pk__in=first)) if first else []
    ids = [run.pk for run in taken]
    return list(LinkingRun.objects.filter(pk__in=ids).select_related("claim__article", "claim__speaker").order_by("pk"))


def _link(batch: list[LinkingRun]) -> None:
    try:
        _search_and_store(batch)
    except ComponentUnavailable as error:
        logger.warning("linking is put back: %s", error)
        for run in batch:
            runs.put_back(run, error=error.message)
    except runs.LostLease as error:
        logger.info("%s", error)
    except ComponentError as error:
        _give_up(batch, error=error.message)


def _search_and_store(batch: list[LinkingRun]) -> None:
    article = batch[0].claim.article
    current = [
        run for run in batch if run.statement_hash == hash_text(run.claim.statement) and not run.claim.discarded_at
    ]
    finder = CopyFinder(article)
    caution = components.get("retriever").hindrance()
    passages = {run.pk: _passages(run.claim, finder) for run in current}
    judged = _judge([(run, hit, passage) for run in current for hit, passage in passages[run.pk]])
    chosen = {pk: choose(found, keep=settings.EVIDENCE_PER_CLAIM) for pk, found in judged.items()}
    rows = [row for run in current for row in _rows(run, chosen.get(run.pk, []))]
    store_evidence(batch=batch, current=current, rows=rows, finder=finder, caution=caution)


def _passages(claim: Claim, finder: CopyFinder) -> list[tuple[Hit, Passage]]:
    """The best passages for a claim from documents that are not the article or a copy of it, best first.

    A copy takes the first places of a search, so the search is made again without each copy that it brought up.
    """
    known = -1
    while known < len(finder.copies):
        known = len(finder.copies)
        found = _search(claim, finder)
        finder.look_at(passage.document_id for _hit, passage in found)
    return [(hit, passage) for hit, passage in found if passage.document_id not in finder.copies]


def _search(claim: Claim, finder: CopyFinder) -> list[tuple[Hit, Passage]]:
    """Those to be judged of what the search brings up: the best, from several documents where there are several."""
    hits = components.get("retriever").search(_query(claim, finder), limit=RETRIEVE)
    texts = read_usable([hit.passage_id for hit in hits])
    there = [hit for hit in hits if hit.passage_id in texts]
    best = spread(there, group=lambda hit: texts[hit.passage_id].document_id, most=JUDGED_OF_ONE_DOCUMENT, keep=JUDGE)
    rows = Passage.objects.with_document().in_bulk([hit.passage_id for hit in best])
    return [(hit, rows[hit.passage_id]) for hit in best if hit.passage_id in rows]


def _query(claim: Claim, finder: CopyFinder) -> Query:
    days = (date.day for date in claim.dates if date.precision == Precision.DAY)
    return Query(
        claim.statement,
        speaker=claim.speaker.name if claim.speaker else "",
        said_on=_said_on(claim),
        dates=tuple(day.isoformat() for day in days if day),
        exclude_documents=frozenset(finder.copies),
    )


def _judge(rows: Sequence[tuple[LinkingRun, Hit, Passage]]) -> dict[int, list[Found]]:
    """All passages of a batch judged in one go, by the run they belong to."""
    pairs = [_pair(run.claim, passage) for run, _hit, passage in rows]
    judgements = components.get("stance").judge(pairs)
    judged: dict[int, list[Found]] = {}
    for (run, hit, passage), judgement in zip(rows, judgements, strict=True):
        judged.setdefault(run.pk, []).append(Found(passage, hit.score, judgement))
    return judged


def _said_on(claim: Claim) -> dt.date | None:
    """The day of the claim: when it was said or, where that is not known, when the article came out."""
    return claim.said_on or claim.article.published_on


def _pair(claim: Claim, passage: Passage) -> Pair:
    published, said_on = passage.document.published_at, _said_on(claim)
    return Pair(
        statement=claim.statement,
        passage=passage.text,
        claim_date=said_on.isoformat() if said_on else "",
        passage_date=published.date().isoformat() if published else "",
        searched=True,
    )


@transaction.atomic(durable=True)
def store_evidence(
    *,
    batch: Sequence[LinkingRun],
    current: Sequence[LinkingRun],
    rows: Sequence[Evidence],
    finder: CopyFinder,
    caution: str = "",
) -> None:
    """Keep what was found for the runs of a batch that are still wanted; close the others as out of date."""
    article = batch[0].claim.article
    store_copies(finder.found)
    _store_rows(current, rows)
    found = Counter(row.run_id for row in rows)
    for run in batch:
        if run in current:
            runs.finish(run, evidence_found=found[run.pk], caution=caution)
        else:
            runs.finish(run, status=RunStatus.STALE)
    counts = {str(run.claim.public_id): found[run.pk] for run in current}
    ledger.record("evidence.searched", article=article, component=batch[0].component, found=counts)
    claims_linked.send(sender=LinkingRun, article=article, claims=[run.claim for run in current])


def _store_rows(current: Sequence[LinkingRun], rows: Sequence[Evidence]) -> None:
    """New passages are added, suggestions are renewed, and what a person decided is left as it is."""
    claims = [run.claim_id for run in current]
    known = {(row.claim_id, row.passage_id): row for row in Evidence.objects.filter(claim__in=claims)}
    mark_evidence(rows)
    again = {(row.claim_id, row.passage_id) for row in rows}
    Evidence.objects.bulk_create([row for row in rows if (row.claim_id, row.passage_id) not in known])
    for row in rows:
        _renew(known.get((row.claim_id, row.passage_id)), row)
    for run in current:
        gone = [
            row.pk for key, row in known.items() if key[0] == run.claim_id and key not in again and row.is_machine_only
        ]
        Evidence.objects.filter(pk__in=gone, missing_since__isnull=True).update(missing_since=run)


def _renew(known: Evidence | None, row: Evidence) -> None:
    if known is None or not known.is_machine_only:
        return
    row.pk, row.public_id, row.created_at = known.pk, known.public_id, known.created_at
    row.save(force_update=True)


def _rows(run: LinkingRun, chosen: Sequence[Found]) -> list[Evidence]:
    """What was found for one claim as rows, best first, with the claim's quotations laid beside the documents."""
    quotations = quotation_checks(run.claim, [found.passage for found in chosen])
    rows = [_evidence(run, rank, found) for rank, found in enumerate(chosen, 1)]
    for row in rows:
        row.quotation_checks = quotations.get(row.passage_id, [])
    return rows


def _evidence(run: LinkingRun, rank: int, found: Found) -> Evidence:
    published, said_on = found.passage.document.published_at, _said_on(run.claim)
    return Evidence(
        claim=run.claim,
        passage=found.passage,
        rank=rank,
        score=found.score,
        machine_stance=found.judgement.stance.value,
        machine_confidence=found.judgement.confidence,
        machine_reasons=[reason_record(reason) for reason in found.judgement.reasons],
        machine_dissent=found.judgement.dissent,
        after_claim=bool(published and said_on and published.date() > said_on),
        run=run,
    )


@transaction.atomic(durable=True)
def _give_up(batch: Sequence[LinkingRun], *, error: str) -> None:
    """A search that can not be done is recorded, and its claims go on to people all the same."""
    article = batch[0].claim.article
    for run in batch:
        runs.finish(run, status=RunStatus.FAILED, error=error)
    ledger.record("evidence.search_failed", article=article, component=batch[0].component, error=error)
    claims_linked.send(sender=LinkingRun, article=article, claims=[run.claim for run in batch])


def repeat_stalled_linking() -> None:
    """Ask again for searches whose message was lost or whose worker died, once for each article."""
    for article_id in _articles_of(runs.stalled(LinkingRun)):
        linking_requested.send(sender=LinkingRun, article_id=article_id)


def _articles_of(stalled: Iterable[LinkingRun]) -> list[int]:
    ids = [run.claim_id for run in stalled]
    return list(Claim.objects.filter(pk__in=ids).values_list("article_id", flat=True).order_by("article_id").distinct())
