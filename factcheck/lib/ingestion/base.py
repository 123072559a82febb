"""What crosses the border of a reader: bytes and what is said about them in, a Reading out."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much of a file is read, and at what cost.

    ``bytes`` and ``characters`` bound the file and its text, ``pages`` a PDF, ``members`` and ``unpacked_bytes`` the
    zip archive that a DOCX is, ``depth`` the nesting of HTML. ``memory_bytes`` is the address space that the sandbox
    gives to the reader.
    """

    bytes: int = 20_000_000
    characters: int = 1_000_000
    pages: int = 500
    members: int = 2_000
    unpacked_bytes: int = 100_000_000
    depth: int = 512
    memory_bytes: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in. ``declared_type`` is what the sender calls it, a Content-Type header for instance."""

    content: bytes
    filename: str = ""
    declared_type: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that begins at ``offset`` (code points of the text), such as ``page 3``."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file.

    ``text`` has its paragraphs separated by one empty line, no other control characters than newlines and tabs, and
    is otherwise as it was written; it does not repeat the headline. An empty string or ``None`` means that the file
    does not say. ``published_at`` has a time zone and is set when a time is known, ``published_on`` when only the
    day is. ``language`` is a two-letter code, ``url`` the canonical address that the file states. ``notes`` are
    sentences for a person, such as what could not be read. ``breaks`` are in order of their offset. ``everything`` is
    all that can be seen on a web page, menus and notes included; empty for other files.
    """

    text: str
    headline: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    published_at: dt.datetime | None = None
    published_on: dt.date | None = None
    url: str = ""
    media_type: str = ""
    notes: tuple[str, ...] = ()
    breaks: tuple[Mark, ...] = ()
    everything: str = ""
