"""Any answer of a publisher to a Listing: finds out whether it is a feed, a sitemap, or neither."""

import re
from urllib.parse import urljoin

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.base import ReadLimits, Upload
from factcheck.lib.ingestion.feeds import read_feed
from factcheck.lib.ingestion.listing import Listing
from factcheck.lib.ingestion.sitemaps import read_addresses, read_sitemap, unpack

_SITEMAPS = frozenset({"urlset", "sitemapindex"})
_FEEDS = frozenset({"rss", "rdf:rdf", "feed", "channel"})
_NAME = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_INK = re.compile(r"\S")
_LINK = re.compile(r"<link\b[^<>]{1,1000}>", re.I)
_HREF = re.compile(r"\bhref\s{0,3}=\s{0,3}[\"']([^\"'<>\s]{1,1000})", re.I)
_HEAD = 200_000  # characters of a page that may hold its links
_PROLOG = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))


def read_listing(upload: Upload, limits: ReadLimits) -> Listing:
    """The pages that ``upload``, fetched from its ``url``, names.

    Raises ``InvalidInput`` when it is neither a feed nor a sitemap; for a page that links to a feed it says which.
    """
    content = unpack(upload.content, limits)
    start = _start(content)
    root = _root(start)
    if root in _SITEMAPS:
        return read_sitemap(content)
    if root in _FEEDS:
        return read_feed(content, url=upload.url, declared_type=upload.declared_type)
    if root == "html" or "html" in upload.declared_type.lower():
        raise InvalidInput(_page_complaint(start, upload.url))
    if not root:
        listing = read_addresses(content.decode("utf-8-sig", errors="replace"))
        if listing.entries or listing.parts:
            return listing
    return read_feed(content, url=upload.url, declared_type=upload.declared_type)


def _start(content: bytes) -> str:
    # without its zero bytes UTF-16 reads as ASCII does
    return content[: 2 * _HEAD].replace(b"\0", b"").decode("utf-8", errors="replace").lstrip("\ufeff\ufffd \t\r\n")


def _root(text: str) -> str:
    """The name of the first element in lower case; empty when what stands before it is no XML."""
    place = 0
    while mark := next((pair for pair in _PROLOG if text.startswith(pair[0], place)), None):
        end = text.find(mark[1], place)
        if end < 0:
            return ""
        place = _after_blanks(text, end + len(mark[1]))
    found = _NAME.match(text, place)
    return found[1].lower() if found else ""


def _after_blanks(text: str, place: int) -> int:
    ink = _INK.search(text, place)
    return ink.start() if ink else len(text)


def _page_complaint(page: str, url: str) -> str:
    for link in _LINK.findall(page[:_HEAD]):
        feed = _HREF.search(link)
        if feed and ("application/rss+xml" in link or "application/atom+xml" in link):
            return f"This is a page and no feed; it says that its feed is at {_joined(url, feed[1])}. Follow that."
    return "This is a page and no feed, and it names none. Look for the address of its feed or of its sitemap."


def _joined(url: str, address: str) -> str:
    try:
        return urljoin(url, address.replace("&amp;", "&"))
    except ValueError:
        return address
