"""How many reports stand behind documents, and what people decide about that."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from claims.services import ledger
from factcheck.lib.errors import InvalidInput
from sources.models import Document, Evidence, Origin, OriginDecision
from sources.origins.chain import Step, chain
from sources.policies import can_decide_origins
from sources.services.grouping import read_links, regroup

PAIRS_MOST: Final = 2_000
SHOWN_MOST: Final = 60  # documents of one origin that are shown as a chain
REASON_MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One document in a chain as a page shows it; ``circle`` are documents that say they have it from each other."""

    document: Document
    upstream: Document | None
    depth: int
    sentence: str
    circle: tuple[Document, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """What goes back to one report; ``origin`` is ``None`` for a document that stands alone."""

    origin: Origin | None
    documents: tuple[Document, ...]
    rows: tuple[ChainRow, ...]


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many publishers and documents evidence comes from, and how many reports they go back to."""

    sources: int
    documents: int
    origins: int
    groups: tuple[OriginGroup, ...]

    @property
    def shared(self) -> tuple[OriginGroup, ...]:
        """The origins that several of the documents go back to."""
        return tuple(group for group in self.groups if len(group.documents) > 1)


def origin_key(document: Document) -> str:
    """What documents of one origin have in common; a document that stands alone has its own."""
    return f"origin {document.origin_id}" if document.origin_id else f"document {document.pk}"


def origin_keys(rows: Iterable[Evidence]) -> dict[int, str]:
    """The origin of each row of evidence by the row's primary key; one query."""
    found = list(rows)
    documents = Document.objects.filter(passages__in=[row.passage_id for row in found])
    named = documents.values_list("passages", "pk", "origin")
    by_passage = {passage: f"origin {origin}" if origin else f"document {pk}" for passage, pk, origin in named}
    return {row.pk: by_passage[row.passage_id] for row in found}


def count_origins(rows: Iterable[Evidence]) -> OriginCount:
    """Count the origins of evidence, read ``with_passage``, with the chain of each that several documents share."""
    documents = {row.passage.document_id: row.passage.document for row in rows}
    groups: dict[str, list[Document]] = {}
    for document in documents.values():
        groups.setdefault(origin_key(document), []).append(document)
    shared = {each[0].origin_id for each in groups.values() if len(each) > 1}
    origins = Origin.objects.in_bulk(shared)
    laid_out = [_group(origins.get(each[0].origin_id or 0), each) for each in groups.values()]
    return OriginCount(
        sources=len({document.source_id for document in documents.values()}),
        documents=len(documents),
        origins=len(groups),
        groups=tuple(sorted(laid_out, key=lambda group: -len(group.documents))),
    )


def _group(origin: Origin | None, documents: Sequence[Document]) -> OriginGroup:
    counted = {document.pk for document in documents}
    return OriginGroup(origin, tuple(documents), chain_of(origin, counted=counted) if origin else ())


def chain_of(origin: Origin, *, counted: set[int] | None = None) -> tuple[ChainRow, ...]:
    """The documents of an origin, each after the one it has it from; of many the earliest and those ``counted``."""
    documents = Document.objects.filter(origin=origin).select_related("source").defer("text", "shingles")
    chosen = {document.pk: document for document in documents.order_by("published_at", "pk")[:SHOWN_MOST]}
    chosen |= {document.pk: document for document in documents.filter(pk__in=counted or ())}
    published: dict[int, dt.datetime | None] = {pk: document.published_at for pk, document in chosen.items()}
    joined = _reasons(chosen)
    steps = chain(published, read_links(chosen))
    return tuple(_row(step, chosen, joined, is_counted=step.document in (counted or chosen)) for step in steps)


def _row(step: Step, documents: dict[int, Document], joined: dict[int, str], *, is_counted: bool) -> ChainRow:
    return ChainRow(
        document=documents[step.document],
        upstream=documents[step.upstream] if step.upstream else None,
        depth=step.depth,
        sentence=step.sentence or joined.get(step.document, ""),
        circle=tuple(documents[pk] for pk in step.circle),
        is_counted=is_counted,
    )


def _reasons(documents: Iterable[int]) -> dict[int, str]:
    """Why people joined documents, by the later one's primary key."""
    ids = list(documents)
    decisions = OriginDecision.objects.filter(first__in=ids, second__in=ids, same=True).select_related("decided_by")
    return {
        pk: f"{decision.decided_by.get_username()} joined it: {decision.reason}"
        for decision in decisions
        for pk in (decision.first_id, decision.second_id)
    }


@transaction.atomic(durable=True)
def join_documents(*, documents: Sequence[Document], by: Any, reason: str) -> Origin:
    """A person says that documents go back to one report, with all that was put together with each of them.

    Earlier decisions that held them apart give way. Raises ``InvalidInput`` for fewer than two documents or no reason.
    """
    can_decide_origins(by).enforce()
    chosen = {document.pk for document in documents}
    if len(chosen) < 2:
        _refuse("Choose at least two documents that go back to the same report.", field="documents")
    _record("origin.joined", documents, by, reason)
    everyone = _with_beside(chosen)
    OriginDecision.objects.filter(first__in=everyone, second__in=everyone, same=False).update(
        same=True, reason=reason.strip()[:REASON_MOST], decided_by=by
    )
    first, *others = sorted(chosen)
    _decide([(first, other) for other in others], by, reason, same=True)
    regroup(chosen)
    return Origin.objects.get(documents=first)


@transaction.atomic(durable=True)
def split_documents(*, documents: Sequence[Document], by: Any, reason: str) -> None:
    """A person says that ``documents`` do not go back to the report of the others they were put together with.

    Raises ``InvalidInput`` when none of them shares an origin, when none would stay, or when no reason is given.
    """
    can_decide_origins(by).enforce()
    chosen = {document.pk for document in documents}
    staying = _with_beside(chosen) - chosen
    if not staying:
        message = "Choose some of the documents of an origin, not all of them: the others stay together."
        _refuse(message, field="documents")
    pairs = [(min(one, other), max(one, other)) for one in chosen for other in staying]
    if len(pairs) > PAIRS_MOST:
        _refuse(f"That would hold {len(pairs):,} pairs apart; split off fewer documents at once.", field="documents")
    _record("origin.split", documents, by, reason)
    _decide(pairs, by, reason, same=False)
    regroup(chosen | staying)


def _with_beside(documents: set[int]) -> set[int]:
    """``documents`` and all that share an origin with one of them."""
    origins = Document.objects.filter(pk__in=documents, origin__isnull=False).values("origin")
    return documents | set(Document.objects.filter(origin__in=origins).values_list("pk", flat=True))


def _record(verb: str, documents: Sequence[Document], by: Any, reason: str) -> None:
    """Write the ledger, which also lets only one at a time change groups."""
    if not reason.strip():
        _refuse("Give a reason; the next person who counts the sources reads it.", field="reason")
    ledger.record(verb, by=by, documents=[str(document.public_id) for document in documents], reason=reason.strip())


def _decide(pairs: Sequence[tuple[int, int]], by: Any, reason: str, *, same: bool) -> None:
    rows = [
        OriginDecision(first_id=first, second_id=second, same=same, reason=reason.strip()[:REASON_MOST], decided_by=by)
        for first, second in pairs
    ]
    OriginDecision.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("first", "second"),
        update_fields=("same", "reason", "decided_by", "decided_at"),
        batch_size=200,
    )


def _refuse(message: str, *, field: str) -> None:
    raise InvalidInput(message, fields={field: message})
