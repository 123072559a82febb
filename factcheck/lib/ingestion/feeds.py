"""RSS and Atom feeds, as forgiving as feedparser is."""

import calendar
import datetime as dt
import io
import re
import time
from typing import Any
from urllib.parse import urljoin

import feedparser

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.cleaning import one_line
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

MOST_ENTRIES = 10_000
MOST_IN_NAME = 2_000
_TAG = re.compile(r"<[^<>]{0,300}>")
_LONGEST_REST = 7 * 24 * 60  # minutes


def read_feed(content: bytes, *, url: str, declared_type: str = "") -> Listing:
    """The entries of a feed that was fetched from ``url``; those that name no page are left out and noted.

    Raises ``InvalidInput`` when it is no feed, or one that declares entities of its own.
    """
    _refuse_entities(content)
    parsed = feedparser.parse(
        io.BytesIO(content),  # bytes alone would be taken for the name of a file first
        response_headers={"content-location": url, "content-type": declared_type or "application/xml"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.get("version"):
        message = "This is no feed that can be read: there is neither RSS nor Atom in it. Check the address."
        raise InvalidInput(message)
    named = parsed.entries[:MOST_ENTRIES]
    entries = {entry.url: entry for entry in (_entry(item, url) for item in reversed(named)) if entry}
    return Listing(
        kind=ListingKind.FEED,
        title=_plain(parsed.feed.get("title", "")),
        entries=tuple(reversed(entries.values())),
        minutes=_rest(parsed.feed.get("ttl", "")),
        notes=tuple(_notes(len(parsed.entries), len(named), len(entries))),
    )


def _refuse_entities(content: bytes) -> None:
    # without its zero bytes UTF-16 reads as ASCII does
    if b"<!entity" in content.replace(b"\0", b"").lower():
        message = "The feed is refused: it declares entities of its own, with which a file can grow without end."
        raise InvalidInput(message)


def _entry(item: Any, url: str) -> Entry | None:
    try:
        address = urljoin(url, str(item.get("link", "")).strip())
    except ValueError:
        return None
    if not item.get("link") or not is_web_url(address) or len(address) > MOST_IN_NAME:
        return None
    page = canonical_url(address)
    name = str(item.get("id", "")).strip()[:MOST_IN_NAME] or page
    return Entry(page, name, title=_plain(item.get("title", "")), published_at=_moment(item))


def _plain(text: Any) -> str:
    return one_line(_TAG.sub("", str(text)[:MOST_IN_NAME]))


def _moment(item: Any) -> dt.datetime | None:
    parsed: time.struct_time | None = item.get("published_parsed")
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(parsed), tz=dt.UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _rest(ttl: Any) -> int:
    text = str(ttl).strip()
    return min(int(text), _LONGEST_REST) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _notes(count: int, read: int, kept: int) -> list[str]:
    notes = []
    if count > read:
        notes.append(f"The feed has {count:,} entries; the first {read:,} were read.")
    if kept < read:
        notes.append(f"{read - kept:,} of {read:,} entries name no page of their own and were left out.")
    return notes
