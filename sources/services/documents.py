"""Putting documents into the library."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from claims.choices import IntakeWay
from claims.models import Snapshot
from claims.services import ledger, runs
from claims.services.intake import (
    Incoming,
    Received,
    find_address,
    given_time,
    host,
    intake_fields,
    reading_time,
    settle,
)
from claims.services.snapshots import keep_snapshot
from claims.services.texts import check_draft, checked_text
from factcheck.lib.errors import InvalidInput
from factcheck.lib.fingerprints import hash_text, normalise
from factcheck.lib.ingestion.language import guess_language
from factcheck.lib.ingestion.transcripts import time_marks
from factcheck.lib.ingestion.urls import canonical_url
from sources.choices import SourceKind
from sources.chunking import passages
from sources.copies import shingles
from sources.models import Document, DocumentIntake, Passage, Source
from sources.policies import can_add_document
from sources.services.grouping import request_grouping
from sources.services.publishers import Publisher, find_publisher
from sources.signals import document_intake_requested, index_requested

PASSAGES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What is known of a document that comes in; only ``text`` must be there.

    ``marks`` are ``(offset, label)`` of what begins where, such as the pages of a PDF.
    """

    text: str
    title: str = ""
    publisher: str = ""
    publisher_kind: str = ""
    primary: bool | None = None
    external_id: str = ""
    url: str = ""
    language: str = ""
    published_at: dt.datetime | None = None
    notes: tuple[str, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """The document, and whether it is new."""

    document: Document
    created: bool


@transaction.atomic(durable=True)
def add_document(
    *, draft: DocumentDraft, by: Any, content: bytes | None = None, media_type: str = "text/plain"
) -> Stored:
    """Store a document with its passages; the same document twice gives the first one.

    ``content`` is the original bytes, where they are not just the text. Raises ``InvalidInput`` for an empty text,
    an id that is known with another one, or what ``check_draft`` refuses, ``TooLarge`` over the limit, ``NotAllowed``.
    """
    can_add_document(by).enforce()
    check_draft(draft)
    snapshot = keep_snapshot(content or draft.text.encode(), media_type=media_type, url=draft.url)
    return store_document(draft=draft, snapshot=snapshot, by=by)


def store_document(
    *, draft: DocumentDraft, snapshot: Snapshot, by: Any, fetched_at: dt.datetime | None = None
) -> Stored:
    """Write the document and its passages in the caller's transaction, unless it is known already."""
    check_draft(draft)
    _check_kind(draft.publisher_kind)
    text = checked_text(draft.text, field="text", most=settings.DOCUMENT_MAX_CHARACTERS)
    url = canonical_url(draft.url) if draft.url else ""
    source = find_publisher(
        Publisher(draft.publisher, domain=host(url), kind=draft.publisher_kind, primary=bool(draft.primary))
    )
    known = _known(draft, source, text, url)
    if known:
        return Stored(known, created=False)
    document = Document.objects.create(
        external_id=draft.external_id,
        source=source,
        url=url,
        title=_title(draft.title, text),
        language=draft.language[:12] or guess_language(text),
        text=text,
        text_hash=hash_text(text),
        shingles=sorted(shingles(text)),
        published_at=draft.published_at,
        snapshot=snapshot,
        notes=list(draft.notes),
        added_by=by,
        fetched_at=fetched_at,
        supersedes=Document.objects.newest_at(url, source=source) if not draft.external_id else None,
    )
    _cut(document, draft.marks or time_marks(text))
    ledger.record(
        "document.added", by=by, document=str(document.public_id), title=document.title, source=source.name,
        snapshot=snapshot.sha256,
    )  # fmt: skip
    index_requested.send(sender=Document)
    request_grouping(document)
    return Stored(document, created=True)


def _known(draft: DocumentDraft, source: Source, text: str, url: str) -> Document | None:
    text_hash = hash_text(text)
    if not draft.external_id:
        return Document.objects.filter(source=source, text_hash=text_hash, url=url).first()
    known = Document.objects.filter(external_id=draft.external_id).first()
    if known and known.text_hash != text_hash:
        message = f"“{known.title}” is known under this id with another text; give the new version an id of its own."
        raise InvalidInput(message, fields={"external_id": message})
    return known


def _check_kind(kind: str) -> None:
    if kind and kind not in SourceKind.values:
        message = f"“{kind[:40]}” is no kind of publisher; known: {', '.join(SourceKind.values)}."
        raise InvalidInput(message, fields={"publisher_kind": message})


def _title(given: str, text: str) -> str:
    first_line = text.strip().split("\n", 1)[0]
    return (" ".join(given.split()) or first_line)[:500]


def _cut(document: Document, marks: tuple[tuple[int, str], ...]) -> None:
    rows = (
        Passage(
            document=document,
            start=chunk.span.start,
            end=chunk.span.end,
            text=chunk.span.cut(document.text),
            locator=chunk.locator[:100],
        )
        for chunk in passages(document.text, marks=marks)
    )
    Passage.objects.bulk_create(rows, batch_size=PASSAGES_AT_ONCE)


@transaction.atomic(durable=True)
def take_in_document(*, incoming: Incoming, given: dict[str, Any], by: Any) -> DocumentIntake:
    """Keep what came in and ask a worker to read it; the intake tells how far it is.

    ``given`` is what the sender knows: title, publisher, publisher_kind, primary, published_at (ISO), external_id.
    """
    can_add_document(by).enforce()
    return request_intake(incoming=incoming, given=given, by=by)


def request_intake(*, incoming: Incoming, given: dict[str, Any], by: Any) -> DocumentIntake:
    """What ``take_in_document`` does, in the caller's transaction."""
    intake = DocumentIntake.objects.create(**intake_fields(incoming, given, by))
    ledger.record(
        "document.received", by=by, intake=str(intake.public_id), way=incoming.way, url=incoming.url,
        snapshot=intake.snapshot.sha256 if intake.snapshot else "",
    )  # fmt: skip
    document_intake_requested.send(sender=DocumentIntake, intake_id=intake.pk)
    return intake


def run_document_intake(*, intake_id: int) -> None:
    """Fetch, read and store one document. Safe to run twice."""
    for intake in runs.take(DocumentIntake.objects.filter(pk=intake_id)):
        settle(intake, _arrive)


@transaction.atomic(durable=True)
def _arrive(intake: DocumentIntake, received: Received) -> None:
    fetched_at = intake.started_at if intake.way == IntakeWay.URL else None
    draft = _draft(intake, received)
    stored = store_document(draft=draft, snapshot=received.snapshot, by=intake.requested_by, fetched_at=fetched_at)
    runs.finish(intake, document=stored.document, snapshot=received.snapshot)
    ledger.record(
        "document.arrived", intake=str(intake.public_id), created=stored.created, snapshot=received.snapshot.sha256
    )


def _draft(intake: DocumentIntake, received: Received) -> DocumentDraft:
    """What a person said wins over what the reader found."""
    given, reading = intake.given, received.reading
    address = find_address(received)
    outlet, notes = _believed_outlet(received)
    return DocumentDraft(
        text=reading.text,
        title=given.get("title") or reading.headline,
        publisher=given.get("publisher") or outlet,
        publisher_kind=given.get("publisher_kind", ""),
        primary=given.get("primary"),
        external_id=given.get("external_id", ""),
        url=given.get("url") or address.url,
        language=reading.language,
        published_at=given_time(given) or reading_time(reading),
        notes=(*reading.notes, *address.notes, *(() if given.get("publisher") else notes)),
        marks=tuple((mark.offset, mark.label) for mark in reading.breaks),
    )


def _believed_outlet(received: Received) -> tuple[str, tuple[str, ...]]:
    """Whom a page says it is of, with notes; empty when a fetched page takes the name of a source elsewhere."""
    outlet, fetched_from = received.reading.outlet, host(received.fetched_from)
    known = Source.objects.filter(normal_name=normalise(outlet)[:200]).exclude(domain="").first()
    if not (outlet and fetched_from and known) or f".{fetched_from}".endswith(f".{known.domain}"):
        return outlet, ()
    note = f"The page says that it is of {outlet}, which is at {known.domain}; it was fetched from {fetched_from}."
    return "", (note,)


def repeat_stalled_intakes() -> None:
    """Ask again for intakes whose message was lost, whose worker died or whose server was away."""
    for intake in runs.stalled(DocumentIntake):
        document_intake_requested.send(sender=DocumentIntake, intake_id=intake.pk)
