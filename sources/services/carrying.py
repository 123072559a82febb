"""Evidence of the claims that a new draft took over."""

from collections.abc import Sequence
from typing import Any

from claims.models import Article, Claim
from sources.models import Evidence, LinkingRun
from sources.services.copies import known_copies
from sources.services.linking import request_linking

_OWN = frozenset({"id", "public_id", "claim", "run", "missing_since", "created_at"})


def carry_evidence(*, article: Article, carried: Sequence[tuple[Claim, Claim]]) -> None:
    """Copy the evidence of each old claim to the new one, in the caller's transaction; what was not searched is.

    Old suggestions that a newer search did not bring up again stay behind, and what is a copy of the new draft.
    """
    to = {old.pk: new for old, new in carried}
    copies = set(known_copies(article))
    rows = Evidence.objects.filter(claim__in=to).exclude(decision="suggested", missing_since__isnull=False)
    kept = [row for row in rows.select_related("passage") if row.passage.document_id not in copies]
    Evidence.objects.bulk_create([_copy(row, to[row.claim_id]) for row in kept], batch_size=200)
    searched = {run.claim_id: run for run in LinkingRun.objects.filter(claim__in=to, status="done").order_by("pk")}
    LinkingRun.objects.bulk_create([_run(run, to[pk]) for pk, run in searched.items()], batch_size=200)
    request = [new for pk, new in to.items() if pk not in searched]
    if request:
        request_linking(article=article, claims=request)


def _copy(row: Evidence, claim: Claim) -> Evidence:
    return Evidence(claim=claim, **_values(row))


def _values(row: Evidence) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in _OWN}


def _run(run: LinkingRun, claim: Claim) -> LinkingRun:
    return LinkingRun(
        claim=claim, component=run.component, statement_hash=run.statement_hash, evidence_found=run.evidence_found,
        caution=run.caution, status=run.status, finished_at=run.finished_at,
    )  # fmt: skip
