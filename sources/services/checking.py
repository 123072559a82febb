"""One look at the address of a document: fetched, read and compared, in no transaction."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache

from claims.models import Fetch, Snapshot
from claims.services import runs
from claims.services.fetches import fetch_page, keep_fetch
from claims.services.intake import READ_SECONDS
from claims.services.snapshots import snapshot_bytes
from factcheck.lib import robots
from factcheck.lib.errors import ComponentError, DomainError
from factcheck.lib.fingerprints import hash_text
from factcheck.lib.http import FetchFailed, FetchRejected, Response
from factcheck.lib.ingestion.base import Reading, ReadLimits
from factcheck.lib.ingestion.sandbox import read_safely
from factcheck.lib.spans import Span
from sources.choices import CheckOutcome
from sources.drift.base import Comparison, Page, Presence
from sources.drift.comparing import compare
from sources.drift.records import comparison_record
from sources.drift.signs import has_notes
from sources.models import Document, DocumentCheck, Evidence, Passage
from sources.services.drifting import Look, store_look

logger = logging.getLogger(__name__)

_GONE: Final = frozenset({404, 410})
_CLOSED: Final = frozenset({401, 402, 403, 407, 451})
_ROBOTS_SECONDS: Final = 24 * 60 * 60
_PRESENCES: Final = {
    Presence.WALLED: CheckOutcome.WALLED,
    Presence.REDIRECTED: CheckOutcome.REDIRECTED,
    Presence.REPLACED: CheckOutcome.REPLACED,
}
UNCHANGED: Final = Look(CheckOutcome.UNCHANGED, "The page is as it was kept.")


@dataclass(frozen=True, slots=True)
class _Arrived:
    """What came from an address."""

    answer: Response
    snapshot: Snapshot
    reading: Reading = field(repr=False)


def run_check(*, check_id: int) -> None:
    """Look at the address of one document again and store what became of its cited words. Safe to run twice."""
    for check in runs.take(DocumentCheck.objects.filter(pk=check_id)):
        document = Document.objects.select_related("snapshot", "source").get(pk=check.document_id)
        look = _look(check, document)
        try:
            store_look(check=check, look=look)
        except runs.LostLease as error:
            logger.info("%s", error)
        except DomainError as error:
            runs.put_back(check, error=error.message)


def _look(check: DocumentCheck, document: Document) -> Look:
    if check.requested_by_id is None and not _may_fetch(document.url):
        sentence = "The site asks machines not to fetch this page (robots.txt); look at it yourself, or ask by hand."
        return Look(CheckOutcome.UNREACHABLE, sentence)
    try:
        answer = fetch_page(document.url, headers=_conditions(document))
    except ComponentError as error:
        return _unanswered(error)
    return look_at(document, answer)


def look_at(document: Document, answer: Response) -> Look:
    """Keep what the address of ``document`` gave and compare it with what was kept; in no transaction."""
    if answer.status == 304:
        return UNCHANGED
    snapshot = keep_fetch(asked_url=document.url, answer=answer)
    if snapshot.pk == document.snapshot_id:
        return UNCHANGED
    try:
        arrived = _Arrived(answer, snapshot, _read(answer.content, answer.headers.get("content-type", ""), answer.url))
    except DomainError as error:
        return Look(CheckOutcome.UNREADABLE, f"What came can not be read. {error.message}", snapshot=snapshot)
    return _compare(document, arrived)


def _unanswered(error: ComponentError) -> Look:
    answered = error.answered if isinstance(error, FetchRejected) else 0
    if answered in _GONE:
        return Look(CheckOutcome.GONE, f"The page is gone (HTTP status {answered}).")
    if answered in _CLOSED:
        return Look(CheckOutcome.WALLED, error.message)
    return Look(CheckOutcome.UNREACHABLE, error.message)


def _may_fetch(url: str) -> bool:
    """Whether the site lets machines fetch the page; its rules are asked for once a day."""
    address = robots.robots_address(url)
    rules: str | None = cache.get(address)
    if rules is None:
        rules = _rules(address)
        cache.set(address, rules, _ROBOTS_SECONDS)
    return robots.allows(rules, url)


def _rules(address: str) -> str:
    """The rules of a site; none when it has none, and none may be fetched while it can not give them."""
    try:
        return fetch_page(address).content[: robots.MOST_CHARACTERS].decode("utf-8", errors="replace")
    except FetchFailed:
        return "User-agent: *\nDisallow: /"
    except ComponentError:
        return ""


def _conditions(document: Document) -> dict[str, str]:
    """Headers that save the sending of a page that did not change since it was last found unchanged."""
    last = DocumentCheck.objects.ended().filter(document=document).first()
    steady = last is None or last.outcome == CheckOutcome.UNCHANGED
    snapshot_id = (last.snapshot_id if last else None) or document.snapshot_id
    fetched = Fetch.objects.filter(snapshot=snapshot_id, asked_url=document.url).order_by("-pk").first()
    if not steady or fetched is None:
        return {}
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {name: fetched.headers[key] for key, name in names.items() if fetched.headers.get(key)}


def _read(content: bytes, declared: str, url: str) -> Reading:
    limits = ReadLimits(bytes=settings.UPLOAD_MAX_BYTES, characters=settings.DOCUMENT_MAX_CHARACTERS)
    return read_safely(content, declared_type=declared, url=url, limits=limits, seconds=READ_SECONDS)


def _compare(document: Document, arrived: _Arrived) -> Look:
    reading = arrived.reading
    found = Page(reading.text, reading.headline, reading.everything, arrived.answer.url)
    kept = Page(document.text, document.title, _everything_kept(document, found), document.url)
    passages = list(_resting(document))
    comparison = compare(kept, found, [Span(passage.start, passage.end) for passage in passages])
    names = {(passage.start, passage.end): str(passage.public_id) for passage in passages}
    return Look(
        outcome=_outcome(comparison),
        sentence=_sentence(comparison),
        changes=comparison_record(comparison, names),
        snapshot=arrived.snapshot,
        reading=reading,
        text_hash=hash_text(reading.text),
    )


def _resting(document: Document) -> Iterator[Passage]:
    """The passages that evidence rests on, each once."""
    cited = Evidence.objects.on_document(document).values("passage")
    yield from Passage.objects.filter(pk__in=cited).order_by("start")


def _everything_kept(document: Document, found: Page) -> str:
    """All that could be seen on the kept page; it is read again only where the new one says something of itself."""
    if document.snapshot is None or not has_notes(found):
        return ""
    try:
        return _read(snapshot_bytes(document.snapshot), document.snapshot.media_type, document.url).everything
    except (DomainError, ValueError, OSError):
        return ""


def _outcome(comparison: Comparison) -> CheckOutcome:
    if comparison.presence is not Presence.SAME:
        return _PRESENCES[comparison.presence]
    if comparison.drifted:
        return CheckOutcome.CHANGED
    return CheckOutcome.REVISED if comparison.is_revised or comparison.signs else CheckOutcome.UNCHANGED


def _sentence(comparison: Comparison) -> str:
    signs: list[Any] = [sign.sentence for sign in comparison.signs]
    return " ".join([comparison.sentence, *signs[:3]])
