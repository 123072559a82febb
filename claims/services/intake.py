"""Bytes and addresses on their way in: fetched and read outside any transaction and outside this process."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims.choices import IntakeWay, RunStatus
from claims.models import ArticleIntake, Intake, Snapshot
from claims.policies import can_submit
from claims.services import ledger, runs
from claims.services.articles import ArticleDraft, find_submission, remember_submission, store_article
from claims.services.fetches import fetch_page, keep_fetch
from claims.services.snapshots import keep_snapshot, snapshot_bytes
from claims.services.texts import MOST_IN_URL, check_time, check_url
from claims.signals import article_intake_requested
from factcheck.lib.errors import ComponentUnavailable, DomainError, InvalidInput, TooLarge
from factcheck.lib.ingestion.base import Reading, ReadLimits
from factcheck.lib.ingestion.sandbox import read_safely
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

logger = logging.getLogger(__name__)

COMPONENT = "reader/1"
READ_SECONDS = 60.0  # a PDF of 500 pages takes a quarter of it; fetching comes on top, and TASK_SECONDS bounds both


@dataclass(frozen=True, slots=True)
class Incoming:
    """What comes in: ``content`` with its file name, or a ``url`` that is to be fetched."""

    way: IntakeWay
    content: bytes = b""
    filename: str = ""
    media_type: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The original bytes, what the reader found in them, and the address they were fetched from, if they were."""

    snapshot: Snapshot
    reading: Reading
    fetched_from: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The intake; ``replayed`` when it answers an earlier request again."""

    intake: ArticleIntake
    replayed: bool = False


@transaction.atomic(durable=True)
def take_in_article(
    *, incoming: Incoming, given: dict[str, Any], by: Any, key: str = "", request_hash: str = ""
) -> TakenIn:
    """Keep what came in and ask a worker to read it. The article comes later; the intake tells how far it is.

    ``given`` is what the sender already knows (headline, byline, outlet, language, topic, published_at as ISO text,
    external_id). Raises ``InvalidInput`` for no bytes or an address that is none, ``TooLarge``, ``NotAllowed``.
    """
    can_submit(by).enforce()
    earlier = find_submission(by=by, key=key, request_hash=request_hash)
    if earlier and earlier.intake:
        return TakenIn(earlier.intake, replayed=True)
    intake = ArticleIntake.objects.create(**intake_fields(incoming, given, by))
    remember_submission(by=by, key=key, request_hash=request_hash, intake=intake)
    ledger.record(
        "article.received", by=by, intake=str(intake.public_id), way=incoming.way, url=incoming.url,
        snapshot=intake.snapshot.sha256 if intake.snapshot else "",
    )  # fmt: skip
    article_intake_requested.send(sender=ArticleIntake, intake_id=intake.pk)
    return TakenIn(intake)


def intake_fields(incoming: Incoming, given: dict[str, Any], by: Any) -> dict[str, Any]:
    """The columns of a new intake of ``incoming``; refuses what can not be taken in at all."""
    _check_incoming(incoming)
    check_url(given.get("url", ""))
    check_time(given_time(given))
    content = incoming.content
    snapshot = keep_snapshot(content, media_type=incoming.media_type, url=incoming.url) if content else None
    return {
        "component": COMPONENT,
        "way": incoming.way,
        "url": incoming.url,
        "filename": incoming.filename[:300],
        "given": {name: value for name, value in given.items() if value},
        "snapshot": snapshot,
        "requested_by": by,
    }


def _check_incoming(incoming: Incoming) -> None:
    if incoming.way == IntakeWay.URL and not is_web_url(incoming.url):
        message = "This is not the address of a web page. It must start with http:// or https://."
        raise InvalidInput(message, fields={"url": message})
    if incoming.way != IntakeWay.URL and not incoming.content:
        message = "The file is empty. Choose a file that holds the text."
        raise InvalidInput(message, fields={"file": message})
    if len(incoming.content) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 1_000_000
        message = f"The file has {len(incoming.content) / 1_000_000:.1f} MB; at most {limit} MB are taken."
        raise TooLarge(message, fields={"file": message})


def run_article_intake(*, intake_id: int) -> None:
    """Fetch, read and submit one article. Safe to run twice."""
    for intake in runs.take(ArticleIntake.objects.filter(pk=intake_id)):
        settle(intake, _arrive)


def settle(intake: Intake, arrive: Any) -> None:
    """Receive an intake and let ``arrive(intake, received)`` store it; a failure is kept in words on the intake."""
    try:
        arrive(intake, receive(intake))
    except ComponentUnavailable as error:
        runs.put_back(intake, error=error.message)
    except runs.LostLease as error:
        logger.info("%s", error)
    except DomainError as error:
        runs.finish(intake, status=RunStatus.FAILED, error=error.message)


def receive(intake: Intake) -> Received:
    """The bytes of an intake, fetched if need be, kept, and read in a process of their own."""
    if intake.snapshot:
        content, declared, url = snapshot_bytes(intake.snapshot), intake.snapshot.media_type, intake.url
        snapshot = intake.snapshot
    else:
        answer = fetch_page(intake.url)
        content, declared, url = answer.content, answer.headers.get("content-type", ""), answer.url
        snapshot = keep_fetch(asked_url=intake.url, answer=answer)
    limits = ReadLimits(bytes=settings.UPLOAD_MAX_BYTES, characters=intake.most_characters)
    reading = read_safely(
        content, filename=intake.filename, declared_type=declared, url=url, limits=limits, seconds=READ_SECONDS
    )
    return Received(snapshot, reading, fetched_from="" if intake.snapshot else url)


@transaction.atomic(durable=True)
def _arrive(intake: ArticleIntake, received: Received) -> None:
    article, created = store_article(draft=_draft(intake, received), snapshot=received.snapshot, by=intake.requested_by)
    runs.finish(intake, article=article, snapshot=received.snapshot)
    ledger.record(
        "article.arrived", article=article, intake=str(intake.public_id), created=created,
        snapshot=received.snapshot.sha256,
    )  # fmt: skip


def _draft(intake: ArticleIntake, received: Received) -> ArticleDraft:
    """What a person or the CMS said wins over what the reader found."""
    given, reading = intake.given, received.reading
    address = find_address(received)
    return ArticleDraft(
        body=reading.text,
        headline=given.get("headline") or reading.headline,
        byline=given.get("byline") or reading.byline,
        outlet=given.get("outlet") or reading.outlet,
        language=given.get("language") or reading.language,
        topic=given.get("topic", ""),
        published_at=given_time(given) or reading_time(reading),
        external_id=given.get("external_id", ""),
        url=given.get("url") or address.url,
        notes=(*reading.notes, *address.notes),
    )


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands, empty when nothing says so, and what a person should know about that."""

    url: str
    notes: tuple[str, ...] = ()


def find_address(received: Received) -> Address:
    """The address that a page states for itself; for a fetched page only one on the host that it came from."""
    fetched_from, stated = received.fetched_from, received.reading.url
    if len(stated) > MOST_IN_URL:
        stated = ""
    if not fetched_from:
        return Address(stated)
    if not stated or host(stated) == host(fetched_from):
        return Address(stated or fetched_from)
    note = f"The page names {stated} as its address; it was fetched from {canonical_url(fetched_from)}."
    return Address(fetched_from, (note,))


def host(url: str) -> str:
    """The host of ``url`` without a leading "www."; empty when there is none."""
    return (urlsplit(url).hostname or "").removesuffix(".").removeprefix("www.")


def given_time(given: dict[str, Any]) -> dt.datetime | None:
    """The publication time that the sender gave, as it was kept in an intake."""
    return parse_datetime(given["published_at"]) if given.get("published_at") else None


def reading_time(reading: Reading) -> dt.datetime | None:
    """The publication time that stands in the file; a bare day counts from its start in the desk's own zone."""
    if reading.published_at:
        return reading.published_at
    if reading.published_on:
        return dt.datetime.combine(reading.published_on, dt.time(), tzinfo=timezone.get_default_timezone())
    return None


def repeat_stalled_intakes() -> None:
    """Ask again for intakes whose message was lost, whose worker died or whose server was away."""
    for intake in runs.stalled(ArticleIntake):
        article_intake_requested.send(sender=ArticleIntake, intake_id=intake.pk)
