"""Asking a publisher what it has: one conditional request, and the sitemaps of an index a few at a time.

Nothing is written here, and no transaction is open while somebody else's server answers.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from claims.services.fetches import fetch_page
from factcheck.lib.errors import DomainError
from factcheck.lib.http import Response
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind, Part
from factcheck.lib.ingestion.sandbox import list_safely
from sources.models import Feed

PARTS_AT_ONCE = 10
PARTS_SECONDS = 30.0  # after which no further sitemap is begun
READ_SECONDS = 45.0
MOST_ENTRIES = 20_000  # of all sitemaps that are read at one time
Parts = dict[str, list[str] | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a publisher answered; ``listing`` is ``None`` when nothing had changed.

    ``parts`` are the sitemaps of an index with their change and the time when they were read, ``None`` when they were
    not yet.
    """

    listing: Listing | None
    etag: str = ""
    last_modified: str = ""
    parts: Parts = field(default_factory=dict)


def ask(feed: Feed) -> Answer:
    """What ``feed`` names now. Raises a ``DomainError`` in words when it does not answer or is no feed."""
    begun = time.monotonic()
    response = fetch_page(feed.url, headers=_conditions(feed))
    if response.status == 304:
        return Answer(None, feed.etag, feed.last_modified, feed.parts)
    listing = _read(response)
    etag, last_modified = response.headers.get("etag", ""), response.headers.get("last-modified", "")
    if listing.kind != ListingKind.INDEX:
        return Answer(listing, etag[:500], last_modified[:200])
    whole, parts = _read_parts(listing, feed.parts, begun)
    return Answer(whole, etag[:500], last_modified[:200], parts)


def _conditions(feed: Feed) -> dict[str, str]:
    """The headers that spare the publisher an answer that is known; none while sitemaps of an index wait."""
    if None in feed.parts.values():
        return {}
    named = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in named.items() if value}


def _read(response: Response) -> Listing:
    declared = response.headers.get("content-type", "")
    return list_safely(response.content, url=response.url, declared_type=declared, seconds=READ_SECONDS)


def _read_parts(index: Listing, known: Parts, begun: float) -> tuple[Listing, Parts]:
    """The pages of the sitemaps that are new or changed, as far as there is time, and what is known of each now."""
    parts: Parts = {part.url: known.get(part.url) for part in index.parts}
    waiting = _waiting(index.parts, parts)
    entries: dict[str, Entry] = {}
    notes = list(index.notes)
    for part in waiting[:PARTS_AT_ONCE]:
        if time.monotonic() - begun > PARTS_SECONDS or len(entries) >= MOST_ENTRIES:
            break
        named, note = _read_part(part)
        entries |= {entry.url: entry for entry in named}
        notes.extend(note)
        if not note:
            parts[part.url] = [part.changed, timezone.now().isoformat()]
    left = sum(read is None for read in parts.values())
    if left:
        notes.append(f"{left:,} of {len(parts):,} sitemaps of the index are still to be read; they come with the next.")
    return Listing(ListingKind.INDEX, index.title, tuple(entries.values()), notes=tuple(notes)), parts


def _waiting(parts: tuple[Part, ...], known: Parts) -> list[Part]:
    """Sitemaps to read: those never read, then those that changed, the newest first; then those that never say."""
    new = [part for part in parts if known[part.url] is None]
    changed = [part for part in parts if part.changed and _change(known[part.url]) not in (None, part.changed)]
    silent = [part for part in parts if not part.changed and known[part.url] is not None]
    newest = sorted(new, key=_by_change, reverse=True) + sorted(changed, key=_by_change, reverse=True)
    return newest + sorted(silent, key=lambda part: (known[part.url] or ["", ""])[1])


def _by_change(part: Part) -> str:
    return part.changed


def _change(read: list[str] | None) -> Any:
    return None if read is None else read[0]


def _read_part(part: Part) -> tuple[tuple[Entry, ...], list[str]]:
    """The pages of one sitemap, and what is wrong with it in words, if anything is."""
    try:
        listing = _read(fetch_page(part.url))
    except DomainError as error:
        return (), [f"{part.url} was not read: {error.message}"]
    return listing.entries, list(_nested(part, listing))


def _nested(part: Part, listing: Listing) -> Iterator[str]:
    if listing.kind == ListingKind.INDEX:
        yield f"{part.url} was not read: an index within an index is not followed."
