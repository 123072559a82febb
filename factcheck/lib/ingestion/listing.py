"""What a publisher names: the pages of a feed or of a sitemap, and the sitemaps of an index."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class ListingKind(StrEnum):
    """What names the pages."""

    FEED = "feed"
    SITEMAP = "sitemap"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. ``name`` is what the publisher calls it, the address itself where it has no other name.

    ``published_at`` has a time zone; ``changed`` is the text of the last change, comparable within one sitemap.
    """

    url: str
    name: str
    title: str = ""
    published_at: dt.datetime | None = None
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap of an index; ``changed`` is the text of its last change, empty when the index does not say."""

    url: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What was named, in the order in which it was; addresses are absolute, in their canonical form, and each once.

    ``minutes`` is how long the publisher asks to be left alone, 0 when it does not say. ``notes`` are sentences for a
    person. An index has ``parts`` and no ``entries``.
    """

    kind: ListingKind
    title: str = ""
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    minutes: int = 0
    notes: tuple[str, ...] = ()
