"""The files of the demo newsroom, read. Plain Python.

A text file begins with ``name: value`` lines, then an empty line, then the text. Its stem is its name in the demo.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PREFIX = "demo:"
"""What every external id of the demo begins with."""


@dataclass(frozen=True, slots=True)
class DemoText:
    """One text of the demo; ``facts`` are the lines at its head, such as ``headline`` or ``publisher``."""

    slug: str
    facts: Mapping[str, str]
    text: str

    @property
    def external_id(self) -> str:
        """The name it goes by in the database, by which a second run knows it."""
        return PREFIX + self.slug

    @property
    def published_at(self) -> dt.datetime | None:
        """When it was published, with a time zone; ``None`` where the file does not say."""
        published = self.facts.get("published")
        return dt.datetime.fromisoformat(published) if published else None

    def fact(self, name: str) -> str:
        """One line of the head, empty when it is not there."""
        return self.facts.get(name, "")


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file that goes in as bytes, with what its sender says about it."""

    filename: str
    media_type: str
    given: Mapping[str, str | bool]
    folder: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return (HERE / self.folder / self.filename).read_bytes()


def read_text(path: Path) -> DemoText:
    """The text in ``path``; ``ValueError`` when it has no head."""
    head, empty_line, text = path.read_text(encoding="utf-8").partition("\n\n")
    if not empty_line:
        message = f"{path.name} has no empty line between its head and its text"
        raise ValueError(message)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return DemoText(slug=path.stem, facts=facts, text=text.strip())


def article(slug: str) -> DemoText:
    """The article called ``slug``."""
    return read_text(HERE / "articles" / f"{slug}.md")


def documents() -> list[DemoText]:
    """The documents of the library that are texts, by name."""
    return [read_text(path) for path in sorted((HERE / "documents").glob("*.md"))]


def page(slug: str) -> bytes:
    """What the address of the document called ``slug`` gives by now."""
    return (HERE / "pages" / f"{slug}.html").read_bytes()


ARTICLES = ("pier", "jobs", "lake", "seawall", "fire", "waiting")
"""The articles that the desk works on; the one called ``waiting`` does not say when it was published."""

JUST_IN = "followup"
"""The article that comes in last and that nobody has touched."""

PAGE = DemoFile(
    folder="articles",
    filename="buses.html",
    media_type="text/html",
    given={"external_id": "demo:buses"},
)
"""A page of another outlet, uploaded as a file."""

FILES = (
    DemoFile(
        folder="documents",
        filename="inspection-report.pdf",
        media_type="application/pdf",
        given={
            "external_id": "demo:inspection-report",
            "title": "Ferry pier at Port Sella: survey of the supports, January 2026",
            "publisher": "Institute for Coastal Engineering",
            "publisher_kind": "research",
            "primary": True,
            "published_at": "2026-02-27T10:00:00+01:00",
        },
    ),
    DemoFile(
        folder="documents",
        filename="port-register.docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        given={
            "external_id": "demo:port-register",
            "title": "Register of port structures and correspondence: Port Sella",
            "publisher": "Ministry of Infrastructure and Ports",
            "publisher_kind": "official",
            "primary": True,
            "published_at": "2026-03-04T09:00:00+01:00",
        },
    ),
)
"""The documents that come in as files and are read by a worker."""
