"""Articles with annotated dates, read from the XML of MEANTIME and of GUM."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.lib.spans import Span

_NO_SPACE_BEFORE = re.compile(r"[,.;:!?)%\]”]|['’](?:s|re|ve|ll|d|m)?\Z|n['’]t\Z")
_NO_SPACE_AFTER = frozenset({"(", "[", "$", "“"})
_QUOTES = {"``": "“", "''": "”"}
_INSIDE = {"IS_INCLUDED", "SIMULTANEOUS", "IDENTITY"}
_LAST_ANNOTATED = 5
_FIGURES = re.compile(r"\d{4}")


@dataclass(slots=True)
class Gold:
    """One annotated date: its place, its value, and its first and last day where only they are given."""

    span: Span
    value: str
    days: tuple[str, str] | None = None


@dataclass(slots=True)
class Document:
    """One article with what is known of its dates. ``speech`` holds cues with the value of their day, "" for none.

    ``annotated`` is the end of the part that carries annotations.
    """

    name: str
    text: str
    published: dt.date | None
    annotated: int
    given: list[Span] = field(default_factory=list)
    dates: list[Gold] = field(default_factory=list)
    other: list[Span] = field(default_factory=list)
    speech: list[tuple[Span, str]] = field(default_factory=list)


class Text:
    """A text that is put together from tokens."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._glued = True

    def word(self, word: str) -> Span:
        """Add one token and tell where it stands."""
        word = _QUOTES.get(word, word)
        if not self._glued and not _NO_SPACE_BEFORE.match(word):
            self._add(" ")
        self._glued = word in _NO_SPACE_AFTER
        start = self._length
        self._add(word)
        return Span(start, self._length)

    def line(self) -> None:
        """End a sentence."""
        self._add("\n")
        self._glued = True

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def __str__(self) -> str:
        return "".join(self._pieces)


def _of(root: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (element for element in root.iter(tag) if element.get("m_id") or element.get("r_id"))


class Meantime:
    """One file of MEANTIME."""

    def __init__(self, name: str, root: ET.Element) -> None:
        self._root = root
        text, self._places = Text(), {}
        sentence = "0"
        last = 1
        for token in root.iter("token"):
            if token.get("sentence") != sentence:
                text.line()
                sentence = token.get("sentence") or ""
            self._places[token.get("t_id")] = text.word(token.text or "")
            last = self._places[token.get("t_id")].end if int(sentence) <= _LAST_ANNOTATED else last
        self._times = list(_of(root, "TIMEX3"))
        self.document = Document(name, str(text), None, last)

    def read(self) -> Document:
        """The article and its dates."""
        created = self._created()
        self.document.published = _written(self._span(created), self.document.text) if created is not None else None
        for time in self._times:
            span = self._span(time)
            if span and time is created:
                self.document.given.append(span)
            elif span and time.get("type") == "DATE":
                self.document.dates.append(Gold(span, time.get("value") or ""))
            elif span:
                self.document.other.append(span)
        self.document.speech = list(self._speech(created))
        return self.document

    def _created(self) -> ET.Element | None:
        """The creation time; the first date in full where none is marked as such."""
        marked = [time for time in self._times if time.get("functionInDocument") == "CREATION_TIME"]
        full = [time for time in self._times if _written(self._span(time), self.document.text)]
        return next(iter([*marked, *full]), None)

    def _span(self, element: ET.Element | None) -> Span | None:
        anchors = element.iter("token_anchor") if element is not None else ()
        spans = [self._places[anchor.get("t_id")] for anchor in anchors]
        return Span.hull(spans) if spans else None

    def _speech(self, created: ET.Element | None) -> Iterator[tuple[Span, str]]:
        times = {time.get("m_id"): time for time in self._times}
        linked: dict[str, set[str]] = {}
        for event, time in self._links():
            found = times.get(time)
            if found is None or (found is not created and (self._span(found) is None or found.get("type") != "DATE")):
                continue
            linked.setdefault(event, set()).add("" if found is created else found.get("value") or "")
        for mention in _of(self._root, "EVENT_MENTION"):
            values, span = linked.get(mention.get("m_id") or "", set()), self._span(mention)
            dated = [value for value in values if _FIGURES.match(value)]
            if span and (len(dated) == 1 or values == {""}):
                yield span, dated[0] if dated else ""

    def _links(self) -> Iterator[tuple[str, str]]:
        """Mentions of speech, each with a time that it lies inside."""
        speech = {e.get("m_id") for e in self._root.iter("EVENT") if e.get("class") == "SPEECH_COGNITIVE"}
        mentions = {
            source
            for link in self._root.iter("REFERS_TO")
            for source in _ends(link, "source")
            if speech.intersection(_ends(link, "target"))
        }
        for link in self._root.iter("TLINK"):
            for source in _ends(link, "source"):
                for target in _ends(link, "target"):
                    kind = link.get("reltype")
                    if source in mentions and kind in _INSIDE:
                        yield source, target
                    elif target in mentions and kind in (*_INSIDE - {"IS_INCLUDED"}, "INCLUDES"):
                        yield target, source


def _ends(link: ET.Element, tag: str) -> list[str]:
    return [end.get("m_id") or "" for end in link.iter(tag)]


def _written(span: Span | None, text: str, form: str = "%B %d, %Y") -> dt.date | None:
    try:
        return dt.datetime.strptime(span.cut(text), form).replace(tzinfo=dt.UTC).date() if span else None
    except ValueError:
        return None


class Gum:
    """One file of GUM: tokens are lines with tabs, elements lie around them."""

    def __init__(self, name: str, root: ET.Element) -> None:
        self._text = Text()
        self._dates: list[tuple[ET.Element, Span]] = []
        self._walk(root)
        created = root.get("dateCreated")
        text = str(self._text)
        self.document = Document(name, text, dt.date.fromisoformat(created) if created else None, len(text))

    def read(self) -> Document:
        """The article and its dates."""
        for element, span in self._dates:
            day = _written(span, self.document.text, "%A, %B %d, %Y")
            if day and not self.document.given:
                self.document.given.append(span)
                self.document.published = day
                continue
            first = element.get("when") or element.get("from") or element.get("notBefore") or ""
            last = element.get("when") or element.get("to") or element.get("notAfter") or ""
            self.document.dates.append(Gold(span, first, (edge(first, 0), edge(last, 1))))
        return self.document

    def _walk(self, element: ET.Element) -> list[Span]:
        spans = self._words(element.text)
        for child in element:
            spans += self._walk(child)
            spans += self._words(child.tail)
        if element.tag == "date" and spans:
            self._dates.append((element, Span.hull(spans)))
        if element.tag == "s":
            self._text.line()
        return spans

    def _words(self, lines: str | None) -> list[Span]:
        return [self._text.word(line.split("\t")[0]) for line in (lines or "").split("\n") if "\t" in line]


def edge(value: str, side: int) -> str:
    """First (0) or last (1) day of a year, a month or a day, written as that; empty for none."""
    day = value[:10]
    if len(day) == len("2017"):
        return day + ("-01-01", "-12-31")[side]
    if len(day) == len("2017-05"):
        year, month = (int(part) for part in day.split("-"))
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return f"{day}-01" if side == 0 else (after - dt.timedelta(days=1)).isoformat()
    return day


def documents(path: Path) -> Iterator[Document]:
    """The articles of a corpus in order of their file names."""
    for file in sorted(path.rglob("*.xml"), key=lambda file: file.name):
        root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314  a corpus on one's own disk
        if root.tag == "Document":
            yield Meantime(file.name, root).read()
        elif root.tag == "text":
            yield Gum(file.name, root).read()
