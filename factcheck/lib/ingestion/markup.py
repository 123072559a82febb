"""A linear first pass over hostile HTML: cuts its depth, its scripts and its oversized tags, keeps its JSON-LD.

The parsers behind it are quadratic in the depth of nesting and in the attributes of one tag, and lose text without
a word beyond their own limits; what this pass changes about the structure it reports.
"""

import re
from dataclasses import dataclass, field

from factcheck.lib.ingestion.nesting import Nesting

_TAG_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "math", "textarea", "iframe", "object"})
_EMPTY = frozenset({"embed", "source", "track", "wbr"})  # have no text, but the parser nests what follows in them
_RAW = frozenset({"script", "style"})  # up to their closing tag, whatever stands in between
_JSON_LD = re.compile(r"application/ld\+json", re.I)
_DOCTYPE = re.compile(r"<!doctype\b", re.I)
_SUBSET_END = re.compile(r"\]\s{0,20}>")
_MAX_TAG = 2_000
_MAX_BLOCKS = 50


@dataclass(slots=True)
class Markup:
    """HTML that is safe to parse, the JSON-LD blocks it had, and whether nesting had to be cut."""

    html: str
    json_ld: tuple[str, ...]
    truncated: bool


def simplify(html: str, *, depth: int) -> Markup:
    """``html`` without comments, scripts and styles, and with at most ``depth`` elements within one another.

    Tags nested deeper are left out and their text is kept. Tags of over 2,000 characters lose their attributes.
    """
    scan = _Scan(html, Nesting(depth))
    scan.run()
    return Markup("".join(scan.pieces), tuple(scan.json_ld), scan.truncated)


@dataclass(slots=True)
class _Scan:
    html: str
    nesting: Nesting
    pieces: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    truncated: bool = False
    unclosed: set[str] = field(default_factory=set)

    def run(self) -> None:
        html, position = self.html, 0
        while (start := html.find("<", position)) >= 0:
            self.pieces.append(html[position:start])
            name = _TAG_NAME.match(html, start + 1)
            position = self._other(start) if name is None else self._tag(start, name[0].lower())
        self.pieces.append(html[position:])

    def _other(self, start: int) -> int:
        """Where to go on after a comment, a declaration or a lone ``<``, which is kept as a character."""
        if self.html.startswith("<!--", start):
            return self._past("-->", start + 4)
        if self.html.startswith(("<!", "<?", "</"), start):
            end = self._past(">", start)
            return self._past_subset(start, end) if _DOCTYPE.match(self.html, start) else end
        self.pieces.append("&lt;")
        return start + 1

    def _past_subset(self, start: int, end: int) -> int:
        """Where to go on after a document type: its ``end``, or that of the declarations it holds in brackets."""
        if "[" not in self.html[start:end] or "!doctype" in self.unclosed:
            return end
        closing = _SUBSET_END.search(self.html, start)
        if closing is None:
            self.unclosed.add("!doctype")
            return end
        return closing.end()

    def _tag(self, start: int, name: str) -> int:
        position = self._past(">", start)
        tag = self.html[start:position]
        if name in _SKIPPED:
            return self._skip(name, tag, position)
        if name.removeprefix("/") in _SKIPPED | _EMPTY:
            return position
        closes = name.startswith("/")
        kept = self.nesting.leave(name[1:]) if closes else self.nesting.enter(name)
        if kept:
            self.pieces.append(tag if len(tag) <= _MAX_TAG else f"<{name}>")
        else:
            self.pieces.append(" ")
            self.truncated = self.truncated or not closes
        return position

    def _skip(self, name: str, tag: str, position: int) -> int:
        """Where to go on after an element whose text is none of the article's."""
        if name not in _RAW and (tag.endswith("/>") or name in self.unclosed):
            return position
        closing = re.compile(f"</{name}(?=[\\s/>])", re.I).search(self.html, position)
        if closing is None:
            self.unclosed.add(name)
            return len(self.html) if name in _RAW else position
        if name == "script" and _JSON_LD.search(tag) and len(self.json_ld) < _MAX_BLOCKS:
            self.json_ld.append(self.html[position : closing.start()])
        return self._past(">", closing.end())

    def _past(self, mark: str, start: int) -> int:
        found = self.html.find(mark, start)
        return len(self.html) if found < 0 else found + len(mark)
