"""What grouping speaks of: what a text tells about where it comes from, documents as reports, and links between two."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

VERSION = 1
"""Of the reader: a stored trace of another version is to be read again."""


class LinkKind(StrEnum):
    """What shows that one document goes back to another."""

    TEXT = "text"
    WIRE = "wire"
    CITES = "cites"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Naming:
    """A place where a text names whom it has something from: ``words`` as they stand, ``name`` in plain spelling.

    ``is_press`` when the words themselves show that it is a news agency or an outlet.
    """

    name: str
    words: str
    is_press: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """What one text tells about its own origin.

    ``subject`` are the terms it is about, ``heading`` those of its title, ``credits`` whom the by-lines name and
    ``naming`` whom it says it has something from, ``links`` the addresses it points to. ``own_words`` counts words
    outside quotations; ``first_hand`` when it says that its own people heard or saw it.
    """

    subject: frozenset[str]
    heading: frozenset[str] = frozenset()
    credits: tuple[Naming, ...] = ()
    naming: tuple[Naming, ...] = ()
    links: tuple[str, ...] = ()
    own_words: int = 0
    first_hand: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A document as grouping sees it; ``id`` is any integer that is its own, ``url`` its canonical address."""

    id: int
    publisher: str
    url: str
    published_at: dt.datetime | None
    text_hash: str
    shingles: frozenset[int]
    trace: Trace

    @property
    def day(self) -> dt.date | None:
        """The day of publication in UTC."""
        return self.published_at.date() if self.published_at else None


@dataclass(frozen=True, slots=True)
class Link:
    """``document`` goes back to ``upstream``; ``sentence`` says why to a person.

    ``share`` is how sure the sign is, ``cover`` how much of ``document`` goes back to ``upstream``, both 0..1. With a
    small cover the document may have the rest from elsewhere.
    """

    document: int
    upstream: int
    kind: LinkKind
    share: float
    cover: float
    sentence: str

    @property
    def pair(self) -> frozenset[int]:
        """The two documents, in no order."""
        return frozenset({self.document, self.upstream})
