"""Taking in what a feed names: every page once, a few at a time."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.choices import IntakeWay, RunStatus
from claims.services import ledger, runs
from claims.services.intake import Incoming, host
from factcheck.lib.errors import DomainError
from factcheck.lib.fingerprints import hash_bytes
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind
from sources.choices import FeedKind
from sources.models import Feed, FeedEntry, FeedRun
from sources.services.asking import Answer, ask
from sources.services.documents import request_intake

logger = logging.getLogger(__name__)

PAGES_AT_ONCE = 20  # asked of one publisher at one time
NEW_AT_ONCE = 1_000  # so many new pages at one time are news; more are a site that was rebuilt
RUNS_KEPT = 50
SITEMAP_TIMES = 6  # a sitemap is asked so many times more seldom than a feed
GIVE_UP = 20  # failures in a row
SOON = dt.timedelta(minutes=5)
LONGEST = dt.timedelta(days=1)
_KEYS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _News:
    """The entries that were not known, those to take in first, how many of them those are, and notes."""

    entries: Sequence[Entry] = ()
    wanted: int = 0
    notes: tuple[str, ...] = ()


def run_poll(*, run_id: int) -> None:
    """Ask one feed what is new, remember it, and ask for the next pages that wait. Safe to run twice."""
    for run in runs.take(FeedRun.objects.filter(pk=run_id)):
        try:
            _poll(run)
        except runs.LostLease as error:
            logger.info("%s", error)
        for entry in FeedEntry.objects.filter(feed=run.feed_id).waiting().order_by("pk")[:PAGES_AT_ONCE]:
            _take_in(entry)


def _poll(run: FeedRun) -> None:
    try:
        answer = ask(run.feed)
    except DomainError as error:
        _note_failure(run, error.message)
        return
    _remember(run, answer)


@transaction.atomic(durable=True)
def _remember(run: FeedRun, answer: Answer) -> None:
    feed = _locked(run)
    news = _news(feed, answer.listing) if answer.listing else _News()
    _store(feed, run, news)
    _settle(feed, answer)
    named = len(answer.listing.entries) if answer.listing else None
    runs.finish(run, named=named, found=len(news.entries), notes=list(news.notes))
    _forget_old_runs(feed)
    if news.entries:
        ledger.record(
            "feed.brought", feed=str(feed.public_id), url=feed.url, named=named, found=len(news.entries),
            wanted=news.wanted,
        )  # fmt: skip


def _locked(run: FeedRun) -> Feed:
    """The feed of ``run``; ``LostLease`` when somebody unfollowed it meanwhile."""
    rows = Feed.objects.select_for_update(no_key=True, of=("self",)).select_related("source")
    feed = rows.filter(pk=run.feed_id).first()
    if feed is None:
        message = f"Feed {run.feed_id} is followed no longer."
        raise runs.LostLease(message)
    return feed


def _news(feed: Feed, listing: Listing) -> _News:
    """What of ``listing`` is not known, and how much of it comes in."""
    own, notes = _own_entries(feed, listing)
    known = _known_keys(feed, own)
    fresh = [entry for entry in own if _key(entry.url) not in known and _key(entry.name) not in known]
    if listing.kind != ListingKind.FEED:
        fresh.sort(key=_newness, reverse=True)
    most = _most(feed)
    if len(fresh) > most:
        notes = (*notes, f"{len(fresh):,} pages were new; the newest {most:,} come in, the others are only remembered.")
    return _News(fresh, min(most, len(fresh)), notes)


def _most(feed: Feed) -> int:
    """How many pages come in of one answer: until all of an index was read once, what is left of the backlog."""
    if feed.polled_at and None not in feed.parts.values():
        return NEW_AT_ONCE
    return max(0, feed.backlog - FeedEntry.objects.filter(feed=feed, wanted=True).count())


def _own_entries(feed: Feed, listing: Listing) -> tuple[list[Entry], tuple[str, ...]]:
    """The entries that count: a sitemap can speak for its own host only. With the notes of the answer."""
    if listing.kind == ListingKind.FEED:
        return list(listing.entries), listing.notes
    own = [entry for entry in listing.entries if _is_of_host(entry.url, feed.url)]
    strange = len(listing.entries) - len(own)
    note = (f"{strange:,} pages on other hosts were left out.",) if strange else ()
    return own, (*listing.notes, *note)


def _is_of_host(url: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or the one below the other."""
    one, two = f".{host(url)}", f".{host(other)}"
    return one.endswith(two) or two.endswith(one)


def _known_keys(feed: Feed, entries: Sequence[Entry]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(entries), _KEYS_AT_ONCE):
        piece = entries[start : start + _KEYS_AT_ONCE]
        urls, names = {_key(entry.url) for entry in piece}, {_key(entry.name) for entry in piece}
        rows = FeedEntry.objects.filter(Q(key__in=urls) | Q(name_key__in=names), feed=feed)
        for key, name_key in rows.values_list("key", "name_key"):
            known |= {key, name_key}
    return known


def _key(name: str) -> str:
    return hash_bytes(name.encode())


def _newness(entry: Entry) -> str:
    return entry.changed or (entry.published_at.isoformat() if entry.published_at else "")


def _store(feed: Feed, run: FeedRun, news: _News) -> None:
    rows = (
        FeedEntry(
            feed=feed,
            key=_key(entry.url),
            name_key=_key(entry.name),
            url=entry.url,
            title=entry.title,
            published_at=entry.published_at,
            wanted=place < news.wanted,
            run=run,
        )
        for place, entry in enumerate(news.entries)
    )
    FeedEntry.objects.bulk_create(rows, batch_size=_KEYS_AT_ONCE, ignore_conflicts=True)


def _settle(feed: Feed, answer: Answer) -> None:
    """Write down that the feed answered, and when to ask it again."""
    now = timezone.now()
    listing = answer.listing
    if listing:
        feed.kind = FeedKind.FEED.value if listing.kind == ListingKind.FEED else FeedKind.SITEMAP.value
        feed.title = listing.title or feed.title
    feed.etag, feed.last_modified, feed.parts = answer.etag, answer.last_modified, answer.parts
    feed.polled_at, feed.failures, feed.error = now, 0, ""
    wait = max(_interval(feed), dt.timedelta(minutes=listing.minutes if listing else 0))
    unfinished = None in feed.parts.values() or FeedEntry.objects.filter(feed=feed).waiting()[PAGES_AT_ONCE:].exists()
    feed.next_poll_at = now + (SOON if unfinished else min(wait, LONGEST))
    feed.save()


def _interval(feed: Feed) -> dt.timedelta:
    minutes = settings.FEED_MINUTES * (SITEMAP_TIMES if feed.kind == FeedKind.SITEMAP else 1)
    return dt.timedelta(minutes=minutes)


@transaction.atomic(durable=True)
def _note_failure(run: FeedRun, error: str) -> None:
    """Keep why it failed; each failure in a row doubles the wait, and after many of them the feed is paused."""
    feed = _locked(run)
    feed.failures += 1
    feed.error = error
    feed.next_poll_at = timezone.now() + min(_interval(feed) * 2 ** min(feed.failures, 8), LONGEST)
    if feed.failures >= GIVE_UP:
        feed.enabled = False
        feed.error = f"{error} It failed {feed.failures} times in a row and is paused; resume it when it is back."
        ledger.record("feed.paused", feed=str(feed.public_id), url=feed.url, error=error)
    feed.save()
    runs.finish(run, status=RunStatus.FAILED, error=error)
    _forget_old_runs(feed)


def _forget_old_runs(feed: Feed) -> None:
    kept = FeedRun.objects.filter(feed=feed).order_by("-pk").values_list("pk", flat=True)[:RUNS_KEPT]
    FeedRun.objects.filter(feed=feed).exclude(pk__in=list(kept)).delete()


@transaction.atomic(durable=True)
def _take_in(entry: FeedEntry) -> None:
    """Ask for one page, unless somebody did meanwhile or another feed brought the same address."""
    rows = FeedEntry.objects.select_for_update(no_key=True, of=("self",)).select_related("feed__source")
    locked = rows.filter(pk=entry.pk).waiting().first()
    if locked is None:
        return
    brought = FeedEntry.objects.filter(key=locked.key, intake__isnull=False).select_related("intake").first()
    locked.intake = brought.intake if brought else request_intake(
        incoming=Incoming(way=IntakeWay.URL, url=locked.url), given=_given(locked), by=None
    )  # fmt: skip
    locked.save(update_fields=["intake"])


def _given(entry: FeedEntry) -> dict[str, str]:
    """What the feed says of a page; whose it is only where it stands on the publisher's own site."""
    own = _is_of_host(entry.url, entry.feed.url) or (
        entry.feed.source.domain and _is_of_host(entry.url, f"https://{entry.feed.source.domain}/")
    )
    return {
        "title": entry.title,
        "publisher": entry.feed.source.name if own else "",
        "published_at": entry.published_at.isoformat() if entry.published_at else "",
    }
