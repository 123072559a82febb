"""Marking evidence: what there is to beware of, from the claim, its article and the document."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from claims.models import Claim
from factcheck.lib.ingestion.urls import canonical_url
from sources.marks import CIRCULAR, Checked, Cited, MarkKind, marks
from sources.models import Document, Evidence, Trace
from sources.origins.base import Trace as Facts
from sources.origins.reading import read_trace
from sources.origins.records import read_trace_record


def mark_evidence(rows: Sequence[Evidence]) -> None:
    """Fill ``marks`` of rows that are not stored yet; claim, article, passage, document and publisher must be at hand.

    Two queries, however many the rows. A document that was not traced yet is read now.
    """
    traces = _traces({row.passage.document_id for row in rows})
    for row in rows:
        row.marks = mark_records(row, traces[row.passage.document_id])


def mark_added(row: Evidence) -> None:
    """Mark a row that a person has just set against a claim, in the caller's transaction."""
    mark_evidence([row])
    row.after_claim = any(mark["kind"] == MarkKind.AFTER_CLAIM for mark in row.marks)
    row.save(update_fields=["marks", "after_claim"])


def mark_records(row: Evidence, trace: Facts) -> list[dict[str, Any]]:
    """The marks of one row as JSON."""
    document = row.passage.document
    cited = Cited(
        passage=row.passage.text,
        publisher=document.source.name,
        url=document.url,
        published_on=document.published_at.date() if document.published_at else None,
        trace=trace,
    )
    return [{"kind": mark.kind.value, "sentence": mark.sentence} for mark in marks(_checked(row.claim), cited)]


def is_circular(row: Evidence) -> bool:
    """Whether a row goes back to the article under check or to the speaker himself, and so is no independent origin."""
    return any(mark["kind"] in CIRCULAR for mark in row.marks)


def _checked(claim: Claim) -> Checked:
    article = claim.article
    return Checked(
        url=canonical_url(article.url) if article.url else "",
        outlet=article.outlet,
        headline=article.headline,
        published_on=article.published_on,
        speaker=claim.speaker.name if claim.speaker else "",
        affiliation=f"{claim.affiliation} {claim.role}".strip(),
        said_on=_said_on(claim),
    )


def _said_on(claim: Claim) -> dt.date | None:
    return claim.said_on or claim.article.published_on


def _traces(documents: set[int]) -> dict[int, Facts]:
    stored = Trace.objects.filter(document__in=documents).values_list("document", "facts")
    found = {pk: read_trace_record(facts) for pk, facts in stored}
    for document in Document.objects.filter(pk__in=documents - found.keys()).select_related("source"):
        found[document.pk] = read_trace(
            document.text, title=document.title, publisher=document.source.name, url=document.url
        )
    return found
