"""What people follow: feeds and sitemaps whose pages come into the library by themselves."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.services import ledger, runs
from claims.services.intake import host
from claims.services.texts import check_encodable, check_url
from factcheck.lib.errors import Conflict, InvalidInput
from factcheck.lib.ingestion.urls import canonical_url, is_web_url
from sources.models import Feed, FeedRun
from sources.policies import can_follow
from sources.services.publishers import Publisher, find_publisher
from sources.signals import feed_poll_requested

COMPONENT = "listing/1"
REST = dt.timedelta(seconds=60)  # nobody is asked more often, however often a person asks for it
DUE_AT_ONCE = 200
MOST_BACKLOG = 10_000


@transaction.atomic(durable=True)
def follow_feed(*, url: str, by: Any, publisher: str = "", backlog: int = 100) -> Feed:
    """Follow the feed or sitemap at ``url``; ``publisher`` is whose it is, its host when nobody says.

    ``backlog`` is how many of the pages that it names now come in, the newest. Raises ``InvalidInput`` for what is no
    address, ``Conflict`` when it is followed already, ``NotAllowed``.
    """
    can_follow(by).enforce()
    check_encodable(publisher, field="publisher")
    address = _checked_address(url)
    source = find_publisher(Publisher(publisher.replace("\x00", ""), domain=host(address)))
    if Feed.objects.filter(url=address).exists():
        message = "This address is followed already."
        raise Conflict(message, fields={"url": message})
    feed = Feed.objects.create(
        source=source,
        url=address,
        backlog=min(max(backlog, 0), MOST_BACKLOG),
        followed_by=by,
        next_poll_at=timezone.now(),
    )
    ledger.record("feed.followed", by=by, feed=str(feed.public_id), url=address, publisher=source.name)
    _request(feed)
    return feed


def _checked_address(url: str) -> str:
    check_encodable(url, field="url")
    if not is_web_url(url.strip()):
        message = "This is not the address of a feed. It must start with http:// or https://."
        raise InvalidInput(message, fields={"url": message})
    check_url(url)
    return canonical_url(url)


@transaction.atomic(durable=True)
def pause_feed(*, feed: Feed, by: Any) -> Feed:
    """Ask the feed no more until somebody resumes it; what it named and has not come in waits."""
    return _switch(feed, by, enabled=False)


@transaction.atomic(durable=True)
def resume_feed(*, feed: Feed, by: Any) -> Feed:
    """Ask a paused feed again, at once and then by the clock."""
    return _switch(feed, by, enabled=True)


def _switch(feed: Feed, by: Any, *, enabled: bool) -> Feed:
    can_follow(by).enforce()
    locked = _locked(feed)
    if locked.enabled == enabled:
        return locked
    locked.enabled, locked.failures = enabled, 0
    locked.next_poll_at = timezone.now()
    locked.save(update_fields=["enabled", "failures", "next_poll_at"])
    ledger.record("feed.resumed" if enabled else "feed.paused", by=by, feed=str(locked.public_id), url=locked.url)
    return locked


@transaction.atomic(durable=True)
def unfollow_feed(*, feed: Feed, by: Any) -> None:
    """Follow it no longer and forget what it named; the documents that came in stay."""
    can_follow(by).enforce()
    locked = _locked(feed)
    ledger.record("feed.unfollowed", by=by, feed=str(locked.public_id), url=locked.url, publisher=locked.source.name)
    locked.delete()


@transaction.atomic(durable=True)
def poll_now(*, feed: Feed, by: Any) -> FeedRun:
    """Ask the feed at once; ``Conflict`` within a minute of the last time, for the publisher's sake."""
    can_follow(by).enforce()
    locked = _locked(feed)
    last: FeedRun | None = FeedRun.objects.filter(feed=locked).order_by("-pk").first()
    if last and last.is_under_way:
        return last
    if last and last.requested_at > timezone.now() - REST:
        message = "It was asked less than a minute ago. Wait a moment, for the publisher's sake."
        raise Conflict(message)
    ledger.record("feed.asked", by=by, feed=str(locked.public_id), url=locked.url)
    return _request(locked)


def request_due_polls() -> int:
    """Ask for what is due, and return how much that was; for the clock."""
    count = 0
    for feed in Feed.objects.due(timezone.now())[:DUE_AT_ONCE]:
        count += _request_due(feed)
    return count


@transaction.atomic(durable=True)
def _request_due(feed: Feed) -> bool:
    locked = Feed.objects.due(timezone.now()).select_for_update(no_key=True, of=("self",)).filter(pk=feed.pk).first()
    if locked is None:
        return False
    _request(locked)
    return True


def repeat_stalled_polls() -> None:
    """Ask again for polls whose message was lost or whose worker died."""
    for run in runs.stalled(FeedRun):
        feed_poll_requested.send(sender=FeedRun, run_id=run.pk)


def _locked(feed: Feed) -> Feed:
    return Feed.objects.select_for_update(no_key=True, of=("self",)).select_related("source").get(pk=feed.pk)


def _request(feed: Feed) -> FeedRun:
    run = FeedRun.objects.create(feed=feed, component=COMPONENT)
    feed_poll_requested.send(sender=FeedRun, run_id=run.pk)
    return run
