"""A document's text cut into passages: the stretches that are searched, judged and quoted. Plain Python."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.lib.spans import Span

ENOUGH = 240  # characters: a passage this long needs no further sentence
ROOM = 600  # characters: no sentence is added beyond this
SENTENCES = 3  # more than this is too much to quote
LONGEST = 1200  # characters: a longer sentence is a list or a table without full stops, and is cut at a space

TIME = "at "  # how the name of a mark begins that is a time and no page

_PARAGRAPH = re.compile(r"[^\n\r\f\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)")
_INK = re.compile(r"\S")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
_ABBREVIATION_LIST = (
    "adm approx apr aug ave brig capt cf cmdr co col corp dec dept dr est etc feb fig ft gen gov hon inc jan jr "
    "jul jun lt ltd mar messrs mr mrs ms mt no nov oct op pp prof rep rev sen sep sept sgt sr st supt vol vs"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())


@dataclass(frozen=True, slots=True)
class Chunk:
    """One passage of a text; ``locator`` says where it stands: "page 3, paragraph 4"."""

    span: Span
    locator: str


def passages(text: str, *, marks: Sequence[tuple[int, str]] = ()) -> list[Chunk]:
    """Cut ``text`` into passages of one to three sentences of one paragraph, in order.

    Every character that is not white space lies in exactly one passage, and none begins or ends with white space.
    ``marks`` are offsets with a name ("page 3", "at 00:12:30"): each holds up to the next, and paragraphs are counted
    anew from it, as somebody who looks up the page would count. In a time, "at ...", no paragraphs are counted.
    """
    places = _Places(marks)
    return [
        Chunk(span, places.locator(span.start, opens=span.start == paragraph.start))
        for paragraph in _paragraphs(text)
        for span in _grouped(list(_bounded(text, paragraph)))
    ]


def sentences(text: str, within: Span | None = None) -> Iterator[Span]:
    """The sentences of ``text`` (or of a stretch of it) in order, trimmed; a line break always ends one."""
    for paragraph in _paragraphs(text, within):
        start = paragraph.start
        for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
            if _ends_sentence(text, stop.start(), stop.end(), paragraph.end):
                yield Span(start, stop.end())
                start = _next_ink(text, stop.end(), paragraph.end)
        if start < paragraph.end:
            yield Span(start, paragraph.end)


class _Places:
    """Counts paragraphs, anew after every mark."""

    def __init__(self, marks: Sequence[tuple[int, str]]) -> None:
        ordered = sorted(marks, key=lambda mark: mark[0])
        self._offsets = [offset for offset, _ in ordered]
        self._names = ["", *(name for _, name in ordered)]
        self._mark = 0
        self._count = 0

    def locator(self, offset: int, *, opens: bool) -> str:
        """Where a passage stands that starts at ``offset``, and ``opens`` a paragraph; call it for each, in order."""
        mark = bisect_right(self._offsets, offset)
        self._count = self._count + opens if mark == self._mark else 1
        self._mark = mark
        name = self._names[mark]
        if name.startswith(TIME):
            return name
        return f"{name}, paragraph {self._count}" if name else f"paragraph {self._count}"


def _paragraphs(text: str, within: Span | None = None) -> Iterator[Span]:
    bounds = within or Span(0, len(text) + 1)
    for found in _PARAGRAPH.finditer(text, bounds.start, bounds.end):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if start < end:
            yield Span(start, end)


def _ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    ink = _next_ink(text, after, end)
    following = text[ink : min(ink + 1, end)]
    if following.islower():
        return False
    if text[stop] != "." or after - stop > 1:
        return True
    word = _LAST_WORD.search(text[max(0, stop - 12) : stop + 1])
    if word is None:
        return True
    is_initial = len(word[1]) == 1 and word[1].isupper() and following.isupper()
    return not is_initial and word[1].casefold() not in _ABBREVIATIONS


def _next_ink(text: str, start: int, end: int) -> int:
    found = _INK.search(text, start, end)
    return found.start() if found else end


def _bounded(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph, those that are too long cut at spaces."""
    for sentence in sentences(text, paragraph):
        start = sentence.start
        while sentence.end - start > LONGEST:
            cut = _last_space(text, start, start + LONGEST)
            yield Span(start, cut)
            start = _next_ink(text, cut, sentence.end)
        yield Span(start, sentence.end)


def _last_space(text: str, start: int, end: int) -> int:
    """Where to cut ``text[start:end]``: before its last white space, or at its end when it has none."""
    piece = text[start : end + 1]
    kept = piece.rsplit(None, 1)[0] if not piece[-1].isspace() else piece.rstrip()
    return start + len(kept) if len(kept) < len(piece) else end


def _grouped(pieces: list[Span]) -> list[Span]:
    """Neighbouring sentences put together into passages; a short rest joins the passage before it where it fits."""
    groups: list[list[Span]] = []
    for piece in pieces:
        if groups and len(Span.hull(groups[-1])) < ENOUGH and _fits(groups[-1], [piece]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1 and len(Span.hull(groups[-1])) < ENOUGH and _fits(groups[-2], groups[-1]):
        groups[-2].extend(groups.pop())
    return [Span.hull(group) for group in groups]


def _fits(group: list[Span], more: list[Span]) -> bool:
    return len(group) + len(more) <= SENTENCES and more[-1].end - group[0].start <= ROOM
