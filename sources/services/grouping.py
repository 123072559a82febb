"""Finding the documents that go back to one report, as a machine step for each document that comes in."""

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.choices import RunStatus
from claims.services import ledger, runs
from claims.services.snapshots import snapshot_bytes
from sources.models import Document, Origin, OriginDecision, OriginLink, OriginRun, Trace, TraceKey
from sources.origins.base import VERSION, Link, LinkKind, Report
from sources.origins.comparing import links_between
from sources.origins.grouping import Decided, group
from sources.origins.keys import stored_keys
from sources.origins.reading import read_trace
from sources.origins.records import read_trace_record, trace_record
from sources.services.candidates import find_candidates
from sources.signals import grouping_requested

logger = logging.getLogger(__name__)

COMPONENT: Final = f"origins/{VERSION}"
BATCH: Final = 25
LINKS_KEPT: Final = 10  # of one kind for one document: enough to hold a group together when one of it is split off
MEMBERS_MOST: Final = 5_000  # documents that are grouped anew at once
AGAIN: Final = {"status": RunStatus.PENDING, "attempts": 0, "error": "", "finished_at": None, "token": None}


def request_grouping(document: Document) -> None:
    """Ask for the documents of the same origin, in the caller's transaction, which stores the document."""
    OriginRun.objects.get_or_create(document=document, component=COMPONENT)
    grouping_requested.send(sender=OriginRun)


@transaction.atomic(durable=True)
def request_regrouping(*, everything: bool = False, by: Any = None) -> int:
    """Ask for grouping of documents that were never grouped, or of all; how many wait now. Decisions of people stay."""
    new = Document.objects.exclude(origin_runs__component=COMPONENT).values_list("pk", flat=True)
    OriginRun.objects.bulk_create(
        (OriginRun(document_id=pk, component=COMPONENT) for pk in new.iterator(chunk_size=2_000)), batch_size=500
    )
    if everything:
        OriginRun.objects.filter(component=COMPONENT).exclude(status=RunStatus.RUNNING).update(**AGAIN)
    waiting = OriginRun.objects.takeable(timezone.now()).count()
    ledger.record("origins.regrouped", by=by, component=COMPONENT, documents=waiting)
    return waiting


def run_grouping(*, seconds: float = 45) -> int:
    """Group the waiting documents, batch by batch; how many were done. Safe to run twice and to be stopped anywhere.

    After ``seconds`` the rest is asked for again, so that an import does not hold a worker.
    """
    stop_at, done = time.monotonic() + seconds, 0
    while batch := _take():
        for run in batch:
            _group(run)
        done += len(batch)
        if time.monotonic() > stop_at:
            grouping_requested.send(sender=OriginRun)
            break
    return done


def _take() -> list[OriginRun]:
    waiting = OriginRun.objects.takeable(timezone.now()).order_by("pk")
    first = list(waiting.values_list("pk", flat=True)[:BATCH])
    taken = runs.take(OriginRun.objects.filter(pk__in=first)) if first else []
    ids = [run.pk for run in taken]
    found = OriginRun.objects.filter(pk__in=ids).select_related("document__source", "document__snapshot")
    return list(found.order_by("pk"))


def _group(run: OriginRun) -> None:
    try:
        # The keys are stored before the search: of two documents that come in at once one finds the other.
        report = trace_document(document=run.document)
        store_links(run=run, links=find_links(report))
    except runs.LostLease as error:
        logger.info("%s", error)


@transaction.atomic
def trace_document(*, document: Document) -> Report:
    """Read what the document tells about its origin and store it with its keys, in place of what was there."""
    publisher = document.source.name
    trace = read_trace(
        document.text, title=document.title, publisher=publisher, url=document.url, page=_page_of(document)
    )
    report = _report(document, trace_record(trace))
    Trace.objects.update_or_create(document=document, defaults={"version": VERSION, "facts": trace_record(trace)})
    TraceKey.objects.filter(document=document).delete()
    TraceKey.objects.bulk_create(
        [TraceKey(document=document, value=value, day=report.day) for value in stored_keys(report)], batch_size=500
    )
    return report


def _page_of(document: Document) -> str:
    """The HTML that the document was read from; empty where it was none or is not there any more."""
    if document.snapshot is None or "html" not in document.snapshot.media_type:
        return ""
    try:
        return snapshot_bytes(document.snapshot).decode(errors="replace")
    except (OSError, ValueError) as error:
        logger.warning("the page of document %s can not be read for its links: %s", document.pk, error)
        return ""


def _report(document: Document, facts: dict[str, Any]) -> Report:
    return Report(
        id=document.pk,
        publisher=document.source.name,
        url=document.url,
        published_at=document.published_at,
        text_hash=document.text_hash,
        shingles=frozenset(document.shingles),
        trace=read_trace_record(facts),
    )


def find_links(report: Report) -> list[Link]:
    """The links of a traced document to others of the library, the surest of each kind."""
    candidates = find_candidates(report)
    known = OriginLink.objects.touching([report.id]).values_list("document", "upstream")
    ids = (set(candidates.documents) | {pk for pair in known for pk in pair}) - {report.id}
    others = Document.objects.filter(pk__in=ids, trace__isnull=False).select_related("source", "trace").defer("text")
    links = [
        link
        for other in others
        for link in links_between(report, _report(other, other.trace.facts), candidates.standing)
    ]
    return _surest(links)


def _surest(links: Iterable[Link]) -> list[Link]:
    kept: dict[LinkKind, list[Link]] = {}
    for link in sorted(links, key=lambda link: (-link.share, link.document, link.upstream)):
        kept.setdefault(link.kind, []).append(link)
    return [link for of_kind in kept.values() for link in of_kind[:LINKS_KEPT]]


@transaction.atomic(durable=True)
def store_links(*, run: OriginRun, links: Sequence[Link]) -> None:
    """Put ``links`` in the place of the document's earlier ones, group anew what they touch, and close the run."""
    own = OriginLink.objects.touching([run.document_id])
    before = set(own.values_list("document", "upstream"))
    if links or before:
        # Writing the ledger also lets only one worker at a time change groups.
        ledger.record("document.linked", document=str(run.document.public_id), links=len(links), component=COMPONENT)
        own.delete()
        OriginLink.objects.bulk_create(_link_row(link) for link in links)
        regroup({run.document_id, *(pk for pair in before for pk in pair)})
    runs.finish(run, links_found=len(links))


def _link_row(link: Link) -> OriginLink:
    return OriginLink(
        document_id=link.document,
        upstream_id=link.upstream,
        kind=link.kind.value,
        share=link.share,
        cover=link.cover,
        sentence=link.sentence[:500],
    )


def read_links(documents: Collection[int]) -> list[Link]:
    """The links between ``documents``."""
    rows = OriginLink.objects.among(documents)
    return [
        Link(row.document_id, row.upstream_id, LinkKind(row.kind), row.share, row.cover, row.sentence) for row in rows
    ]


def regroup(documents: Collection[int]) -> None:
    """Group anew all documents that hang together with ``documents``, in the caller's transaction, under its lock.

    People's decisions are read and never written.
    """
    members = _hanging_together(set(documents))
    pairs = OriginDecision.objects.filter(first__in=members, second__in=members).values_list("first", "second", "same")
    decided = Decided(
        same=[frozenset({first, second}) for first, second, same in pairs if same],
        apart=[frozenset({first, second}) for first, second, same in pairs if not same],
    )
    _assign(group(members, read_links(members), decided))


def _hanging_together(documents: set[int]) -> set[int]:
    """All documents to which links, decisions or a present origin lead from ``documents``, step by step."""
    found, new = set(documents), set(documents)
    while new and len(found) < MEMBERS_MOST:
        links = OriginLink.objects.touching(new).values_list("document", "upstream")
        joined = OriginDecision.objects.touching(new).filter(same=True).values_list("first", "second")
        origins = Document.objects.filter(pk__in=new, origin__isnull=False).values("origin")
        beside = Document.objects.filter(origin__in=origins).values_list("pk", flat=True)
        reached = {pk for pair in (*links, *joined) for pk in pair} | set(beside)
        new = reached - found
        found |= new
    return found


def _assign(groups: Sequence[frozenset[int]]) -> None:
    """Write the origins of the groups. A group keeps the origin that most of its documents have."""
    members = [pk for each in groups for pk in each]
    present = dict(Document.objects.filter(pk__in=members).values_list("pk", "origin"))
    taken: set[int] = set()
    for each in groups:
        known = (present[pk] for pk in each)
        counts = Counter(number for number in known if number and number not in taken)
        origin = _origin_for(each, counts)
        if origin:
            taken.add(origin)
        Document.objects.filter(pk__in=[pk for pk in each if present[pk] != origin]).update(origin=origin)


def _origin_for(documents: frozenset[int], counts: Counter[int]) -> int | None:
    if len(documents) == 1:
        return None
    if counts:
        return min(counts, key=lambda origin: (-counts[origin], origin))
    return Origin.objects.create().pk


def repeat_stalled_grouping() -> None:
    """Ask again when documents were left behind."""
    if runs.stalled(OriginRun):
        grouping_requested.send(sender=OriginRun)
