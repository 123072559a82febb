"""Judgements and replies beside what the ledger recorded of them: whoever changed the row alone is found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from claims.formats.chain import digest
from claims.models import LedgerEntry
from claims.services.ledger import chain_name
from claims.services.ledger_checks import Flaw
from reviews.models import Assessment, Reply, ReplyRequest, Verdict

BATCH: Final = 200
_JUDGED: Final = ("review.assessed", "review.disputed", "review.decided", "review.settled")
_REPLIED: Final = ("reply.asked", "reply.answered", "reply.declined", "reply.silent")

Key = tuple[Any, ...]
Entries = dict[Key, LedgerEntry]


def compare_judgements() -> Iterator[Flaw]:
    """Assessments and verdicts that are not as recorded, or that the ledger does not know of; a batch in memory."""
    cited = ("review__claim__article", "rating", "reviewer"), "citations__evidence"
    assessments = Assessment.objects.select_related(*cited[0]).prefetch_related(cited[1])
    for batch in _batches(assessments):
        entries = _by_assessment(_entries([row.review.claim_id for row in batch], _JUDGED))
        yield from _compared(batch, entries, _assessment_key, _assessment_fault)
    verdicts = Verdict.objects.select_related("review__claim__article", "rating").prefetch_related(cited[1])
    for batch in _batches(verdicts):
        entries = _by_verdict(_entries([row.review.claim_id for row in batch], _JUDGED))
        yield from _compared(batch, entries, _verdict_key, _verdict_fault)


def compare_replies() -> Iterator[Flaw]:
    """Requests for a reply, and what came back, that are not as recorded."""
    for batch in _batches(ReplyRequest.objects.select_related("article").prefetch_related("claims")):
        claims = [claim.pk for row in batch for claim in row.claims.all()]
        entries = {("request", entry.details["request"]): entry for entry in _entries(claims, _REPLIED[:1])}
        yield from _compared(batch, entries, lambda row: ("request", str(row.public_id)), _request_fault)
    for batch in _batches(Reply.objects.select_related("request__article").prefetch_related("request__claims")):
        claims = [claim.pk for row in batch for claim in row.request.claims.all()]
        entries = {("reply", entry.details["reply"]): entry for entry in _entries(claims, _REPLIED[1:])}
        yield from _compared(batch, entries, lambda row: ("reply", str(row.public_id)), _reply_fault)


def _batches(rows: Any) -> Iterator[list[Any]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _entries(claims: Iterable[int], verbs: Sequence[str]) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(claim__in=set(claims), verb__in=verbs).order_by("pk"))


def _by_assessment(entries: Iterable[LedgerEntry]) -> Entries:
    found = (entry for entry in entries if entry.verb != "review.settled")
    return {(entry.details["review"], entry.details["round"], entry.actor_id): entry for entry in found}


def _by_verdict(entries: Iterable[LedgerEntry]) -> Entries:
    found = (entry for entry in entries if "verdict" in entry.details)
    return {(entry.details["review"], entry.details["verdict"]): entry for entry in found}


def _assessment_key(row: Any) -> Key:
    return str(row.review.public_id), row.round, row.reviewer_id


def _verdict_key(row: Any) -> Key:
    return str(row.review.public_id), row.version


def _compared(
    rows: Iterable[Any], entries: Entries, key_of: Callable[[Any], Key], fault_of: Callable[[Any, LedgerEntry], str]
) -> Iterator[Flaw]:
    for row in rows:
        entry = entries.get(key_of(row))
        if entry is None:
            yield Flaw(chain_name(_article_of(row)), 0, f"{_named(row)}: the ledger does not know of it")
        elif fault := fault_of(row, entry):
            yield Flaw(chain_name(_article_of(row)), entry.sequence, f"{_named(row)}: {fault}")


def _article_of(row: Any) -> Any:
    if isinstance(row, Assessment | Verdict):
        return row.review.claim.article
    return row.article if isinstance(row, ReplyRequest) else row.request.article


def _named(row: Any) -> str:
    """What a person finds the row by."""
    if isinstance(row, Assessment | Verdict):
        return f"the {row._meta.verbose_name} {row.pk} of review {row.review.public_id}"
    return f"the {row._meta.verbose_name} {row.public_id}"


def _cited(row: Any) -> list[list[str]]:
    return sorted([str(citation.evidence.public_id), citation.stance] for citation in row.citations.all())


def _assessment_fault(row: Assessment, entry: LedgerEntry) -> str:
    recorded = entry.details.get("answer")  # entries of old have none
    stands = digest([row.rating.slug, row.rationale, _cited(row)])
    return "" if recorded in {None, stands} else "it is not the one that was recorded"


def _verdict_fault(row: Verdict, entry: LedgerEntry) -> str:
    said = entry.details
    if (said["rating"], said["rationale"]) != (row.rating.slug, row.rationale):
        return "its rating or rationale is not the one that was recorded"
    cited = sorted([evidence, stance] for evidence, stance in zip(said["cited"], said["stances"], strict=True))
    return "" if cited == _cited(row) else "it cites other evidence than was recorded"


def _request_fault(row: ReplyRequest, entry: LedgerEntry) -> str:
    said = entry.details
    stands = (row.person, row.question, row.channel, row.asked_at.isoformat(), row.deadline.isoformat())
    recorded = tuple(said[name] for name in ("person", "question", "channel", "asked_at", "deadline"))
    return "" if stands == recorded else "it is not the one that was recorded"


def _reply_fault(row: Reply, entry: LedgerEntry) -> str:
    stands = (f"reply.{row.outcome}", row.text, row.channel)
    recorded = (entry.verb, entry.details["text"], entry.details["channel"])
    return "" if stands == recorded else "it is not the one that was recorded"
