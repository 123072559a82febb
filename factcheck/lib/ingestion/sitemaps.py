"""Sitemaps after sitemaps.org: XML, packed, plain lists of addresses, and what a robots.txt names."""

import datetime as dt
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits
from factcheck.lib.ingestion.cleaning import one_line
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind, Part
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

MOST_ENTRIES = 50_000  # in one sitemap, by the protocol
MOST_PARTS = 5_000
DEEPEST = 12  # elements within one another
GZIP = b"\x1f\x8b"
_MOST_IN_URL = 2_000
_PIECE = 1_000_000
_ROBOTS = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2000})", re.I | re.M)


def unpack(content: bytes, limits: ReadLimits) -> bytes:
    """``content`` without its gzip packing, if it has one; ``TooLarge`` over ``limits.unpacked_bytes``."""
    if not content.startswith(GZIP):
        return content
    pieces, size, rest = [], 0, content
    try:
        while rest.startswith(GZIP):
            unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
            while not unpacker.eof and rest:
                pieces.append(unpacker.decompress(rest, _PIECE))
                rest = unpacker.unconsumed_tail
                size += len(pieces[-1])
                _check_size(size, limits)
            rest = unpacker.unused_data
    except zlib.error as error:
        message = "The sitemap is damaged: it can not be unpacked."
        raise InvalidInput(message) from error
    return b"".join(pieces)


def read_sitemap(content: bytes) -> Listing:
    """The pages of a sitemap in XML, or the sitemaps of an index; ``InvalidInput`` when it is damaged or hostile."""
    try:
        return _collect(iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException as error:
        message = "The sitemap is refused: it declares a document type, which no sitemap needs."
        raise InvalidInput(message) from error
    except (ParseError, LookupError, ValueError) as error:
        message = "The sitemap is damaged: its XML can not be read."
        raise InvalidInput(message) from error


def read_addresses(text: str) -> Listing:
    """The sitemaps that a robots.txt names, or the pages of a plain list; neither has any when ``text`` is neither."""
    sitemaps = [found[1] for found in _ROBOTS.finditer(text)]
    if sitemaps:
        return _listing([], [Part(url) for url in _addresses(sitemaps)], ListingKind.INDEX)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not is_web_url(lines[0]):
        return Listing(ListingKind.SITEMAP)
    return _listing([Entry(url, url) for url in _addresses(lines)], [], ListingKind.SITEMAP)


def _check_size(size: int, limits: ReadLimits) -> None:
    if size > limits.unpacked_bytes:
        message = f"The sitemap unpacks to more than the {limits.unpacked_bytes:,} bytes that are read."
        raise TooLarge(message)


def _collect(events: Iterable[tuple[str, Element]]) -> Listing:
    """One pass in constant memory: what stands right in the root is read when it ends, and then let go."""
    entries: list[Entry] = []
    parts: list[Part] = []
    path: list[Element] = []
    root = ""
    for event, element in events:
        if event == "start":
            root = root or _bare(element)
            path.append(element)
            _check_depth(path)
            continue
        path.pop()
        if len(path) == 1:
            _take(element, entries, parts)
            path[0].clear()
    return _listing(entries, parts, ListingKind.INDEX if root == "sitemapindex" else ListingKind.SITEMAP)


def _check_depth(path: list[Element]) -> None:
    if len(path) > DEEPEST:
        message = "The sitemap is refused: its elements are nested deeper than any sitemap's."
        raise InvalidInput(message)


def _take(element: Element, entries: list[Entry], parts: list[Part]) -> None:
    """Read one element of the root; one more than the limit, so that it is noticed."""
    name = _bare(element)
    if name == "url" and len(entries) <= MOST_ENTRIES:
        entries.extend(_entry(element))
    elif name == "sitemap" and len(parts) <= MOST_PARTS:
        parts.extend(_part(element))


def _listing(entries: list[Entry], parts: list[Part], kind: ListingKind) -> Listing:
    notes = []
    if len(entries) > MOST_ENTRIES:
        notes.append(f"The sitemap names more than {MOST_ENTRIES:,} pages; the first {MOST_ENTRIES:,} were read.")
    if len(parts) > MOST_PARTS:
        notes.append(f"The index names more than {MOST_PARTS:,} sitemaps; the first {MOST_PARTS:,} were read.")
    unique = {entry.url: entry for entry in entries[:MOST_ENTRIES]}
    named = {part.url: part for part in parts[:MOST_PARTS]}
    return Listing(kind, entries=tuple(unique.values()), parts=tuple(named.values()), notes=tuple(notes))


def _bare(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _facts(element: Element) -> dict[str, str]:
    """The texts in ``element`` by name: its own first, then those of the news and pictures within it."""
    facts: dict[str, str] = {}
    for inner in (*element, *element.iter()):
        if inner.text and inner is not element:
            facts.setdefault(_bare(inner), inner.text.strip())
    return facts


def _entry(element: Element) -> Iterator[Entry]:
    facts = _facts(element)
    for url in _addresses([facts.get("loc", "")]):
        at = _moment(facts.get("publication_date", ""))
        title = one_line(facts["title"]) if at and facts.get("title") else ""
        yield Entry(url, url, title=title, published_at=at, changed=facts.get("lastmod", "")[:40])


def _part(element: Element) -> Iterator[Part]:
    facts = _facts(element)
    return (Part(url, facts.get("lastmod", "")[:40]) for url in _addresses([facts.get("loc", "")]))


def _addresses(texts: Iterable[str]) -> Iterator[str]:
    return (canonical_url(text) for text in texts if is_web_url(text) and len(text) <= _MOST_IN_URL)


def _moment(text: str) -> dt.datetime | None:
    """A W3C date and time with its zone; a day alone is none."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
