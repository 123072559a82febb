"""Articles with their attributions in PolNeAR's layout: brat standoff files, a table of articles, and rows of JSON."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from factcheck.lib.spans import Span, cut_all, pairs

COMPARTMENT = "corrections"
ANNOTATOR = "desk"
COLUMNS: Final = (
    "compartment", "filename", "level", "annotators", "publisher", "publication_date", "author", "title",
    "trump_count", "clinton_count", "credit", "wire",
)  # fmt: skip
"""The columns of PolNeAR's ``metadata.tsv``; its reader asks for each of them."""
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_SLUG_MOST = 40
_ROLES: Final = (("Source", "source"), ("Cue", "cue"), ("Content", "content"))


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution by its spans; ``source`` may be empty, ``cue`` and ``content`` never are."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article as it leaves the house: its own published text, and nothing of who worked on it.

    ``discuss`` are stretches that teach nothing: a person saw a claim there but did not mark its attribution.
    """

    id: str
    text: str
    date: dt.date
    language: str
    headline: str
    outlet: str
    byline: str
    attributions: tuple[Attributed, ...]
    discuss: tuple[Span, ...] = ()

    @property
    def filename(self) -> str:
        """A name that tells publisher, day and title, as PolNeAR's do, and is nobody else's."""
        return f"{_slug(self.outlet) or 'unknown'}_{self.date.isoformat()}_{_slug(self.headline)}-{self.id[:8]}"


def annotation_row(article: Annotated) -> dict[str, Any]:
    """The article as JSON-ready values; spans are ``[[start, end], ...]`` in code points of ``text``."""
    return {
        "id": article.id,
        "text": article.text,
        "date": article.date.isoformat(),
        "language": article.language,
        "attributions": [
            {name: pairs(getattr(attributed, name)) for _, name in _ROLES} for attributed in article.attributions
        ],
        "discuss": pairs(article.discuss),
    }


def metadata_row(article: Annotated) -> dict[str, str]:
    """The line of the article in ``metadata.tsv``."""
    known = {
        "compartment": COMPARTMENT,
        "filename": article.filename,
        "level": "None",
        "annotators": ANNOTATOR,
        "publisher": _slug(article.outlet),
        "publication_date": article.date.isoformat(),
        "author": article.byline,
        "title": article.headline,
    }
    return {column: " ".join(known.get(column, "").split()) for column in COLUMNS}


def brat(article: Annotated) -> str:
    """The attributions as a brat file: a text-bound line for each role, and an event that ties them to its cue."""
    return "".join(f"{line}\n" for line in _lines(article))


def _lines(article: Annotated) -> Iterator[str]:
    number = 0
    for event, attributed in enumerate(article.attributions, 1):
        arguments = []
        for role, name in _ROLES:
            spans = getattr(attributed, name)
            if spans:
                number += 1
                arguments.append(f"{role}:T{number}")
                yield _bound(number, role, spans, article.text)
        number += 1
        kind = "Attribution" if attributed.source else "Attribution-no-source"
        yield _bound(number, kind, attributed.cue, article.text)
        yield f"E{event}\t{kind}:T{number} {' '.join(reversed(arguments))}"
    for place, span in enumerate(article.discuss, number + 1):
        yield _bound(place, "Discuss", (span,), article.text)


def _bound(number: int, kind: str, spans: Sequence[Span], text: str) -> str:
    """A text-bound line; its pieces are joined by a blank, and it holds no line end of the text."""
    places = ";".join(f"{span.start} {span.end}" for span in spans)
    words = re.sub(r"[\t\n\r]", " ", cut_all(text, spans, between=" "))
    return f"T{number}\t{kind} {places}\t{words}"


def _slug(words: str) -> str:
    return _NOT_IN_NAME.sub("-", words.casefold()).strip("-")[:_SLUG_MOST].strip("-")
