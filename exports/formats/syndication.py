"""The feed as Atom (RFC 4287) and RSS 2.0, newest entry first. Characters that XML can not hold are left out."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from exports.formats.entries import Entry, House, is_web_address
from exports.formats.prose import body_html, headline, rating_words, summary

ATOM: Final = "http://www.w3.org/2005/Atom"
BEGINNING: Final = "1970-01-01T00:00:00Z"
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """A page of the feed: its own address, and that of the page with older entries, empty on the last."""

    url: str
    title: str
    older: str = ""


def atom(channel: Channel, entries: Sequence[Entry], house: House) -> bytes:
    """The entries as an Atom feed; an entry keeps its id for ever."""
    links = _link("self", channel.url) + (_link("next", channel.older) if channel.older else "")
    updated = entries[0].at if entries else BEGINNING
    head = f"{_tag('id', channel.url)}{_tag('title', channel.title)}{_tag('updated', updated)}{links}"
    author = f"<author>{_tag('name', house.name)}{_tag('uri', house.url)}</author>"
    rows = "".join(_atom_entry(entry) for entry in entries)
    return _document(f'<feed xmlns="{ATOM}">{head}{author}{rows}</feed>')


def rss(channel: Channel, entries: Sequence[Entry], house: House) -> bytes:
    """The entries as an RSS 2.0 feed."""
    own = f'<atom:link rel="self" type="application/rss+xml" href={quoteattr(channel.url)}/>'
    about = f"{_tag('title', channel.title)}{_tag('link', house.url)}"
    described = _tag("description", f"Verdicts published by {house.name}")
    built = _tag("lastBuildDate", _mail_date(entries[0].at)) if entries else ""
    rows = "".join(_rss_item(entry) for entry in entries)
    return _document(
        f'<rss version="2.0" xmlns:atom="{ATOM}"><channel>{about}{described}{own}{built}{rows}</channel></rss>'
    )


def _atom_entry(entry: Entry) -> str:
    rating = f"<category term={quoteattr(_kept(rating_words(entry)))}/>"
    content = f'<content type="html">{escape(_kept(body_html(entry)))}</content>'
    dates = _tag("published", entry.at) + _tag("updated", entry.at)
    words = _tag("title", headline(entry)) + _tag("summary", summary(entry))
    about = _tag("id", f"urn:uuid:{entry.id}") + words + dates + _link("alternate", _page(entry))
    return f"<entry>{about}{rating}{content}</entry>"


def _rss_item(entry: Entry) -> str:
    guid = f'<guid isPermaLink="false">urn:uuid:{entry.id}</guid>'
    words = _tag("title", headline(entry)) + _tag("description", body_html(entry))
    about = _tag("link", _page(entry)) + _tag("category", rating_words(entry))
    return f"<item>{words}{about}{guid}{_tag('pubDate', _mail_date(entry.at))}</item>"


def _page(entry: Entry) -> str:
    """Where a person reads on: the article, or else the entry itself."""
    url = str(entry.payload["article"]["url"])
    return url if is_web_address(url) else entry.url


def _mail_date(moment: str) -> str:
    return format_datetime(dt.datetime.fromisoformat(moment), usegmt=True)


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(_kept(text))}</{name}>"


def _link(rel: str, url: str) -> str:
    return f'<link rel="{rel}" href={quoteattr(_kept(url))}/>'


def _kept(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _document(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'.encode()
