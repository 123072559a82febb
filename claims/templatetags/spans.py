"""Marks in a text: claims in an article, reasons in a passage. Everything is escaped; the work grows with the text."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_BREAK = "\n\n"
DEEPEST: Final = 3  # Marks that are drawn one below the other; of more the innermost.
NUMBERS_MOST: Final = 9  # Links that stand before one character; the last one then says how many more begin there.


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch to be marked, in code points of the text, end excluded.

    ``tone`` becomes a class name. A mark with a ``number`` gets a small link to ``href`` before its first character,
    read out as ``label``; ``key`` joins the pieces of one claim and names that link. A mark that ``continues`` is a
    later piece: its link has no name of its own. A ``caption`` stands in small letters before the first character, so
    that the mark is understood without its colour. One that ``is_plain`` is not announced as marked.
    """

    start: int
    end: int
    tone: str
    key: str = ""
    number: int = 0
    href: str = ""
    label: str = ""
    caption: str = ""
    continues: bool = False
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A mark and how far below the words its line runs, the same all along: 0 is nearest."""

    mark: Mark
    lane: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch under the same marks: those that are drawn, innermost first, how many there are, which begin here."""

    start: int
    end: int
    drawn: Sequence[_Drawn]
    depth: int
    begins: Sequence[Mark]


@register.simple_tag
def marked_paragraphs(text: str, marks: Iterable[Mark]) -> SafeString:
    """``text`` as paragraphs, ended by an empty line, with ``marks``; they may overlap, nest and cross breaks."""
    paragraphs = [(start, end) for start, end in _paragraphs(text)]
    listed = list(_segments(list(marks), len(text), cuts=[place for pair in paragraphs for place in pair]))
    rows, position = [], 0
    for start, end in paragraphs:
        inside = []
        while position < len(listed) and listed[position].end <= end:
            if listed[position].start >= start:
                inside.append(listed[position])
            position += 1
        rows.append((_join(text, inside),))
    return format_html_join("\n", "<p>{}</p>", rows)


@register.simple_tag
def marked_words(text: str, marks: Iterable[Mark]) -> SafeString:
    """``text`` on one line with ``marks`` in it."""
    return _join(text, _segments(list(marks), len(text), cuts=[]))


def _join(text: str, segments: Iterable[_Segment]) -> SafeString:
    return format_html_join("", "{}", ((_segment(text, segment),) for segment in segments))


def _segment(text: str, segment: _Segment) -> SafeString:
    words = text[segment.start : segment.end]
    captions = format_html_join(
        "",
        '<span class="caption caption--{}">{} </span>',
        ((mark.tone, mark.caption) for mark in segment.begins if mark.caption),
    )
    return format_html("{}{}{}", _links(segment.begins), captions, _nested(words, segment))


def _links(begins: Iterable[Mark]) -> SafeString:
    """The numbers of the marks that begin here; of very many only the first, and how many more there are."""
    numbered = [mark for mark in begins if mark.number]
    rows = numbered[:NUMBERS_MOST] if len(numbered) > NUMBERS_MOST + 1 else numbered
    links = format_html_join("", "{}", ((_link(mark),) for mark in rows))
    if len(rows) == len(numbered):
        return links
    following, more = numbered[len(rows)], len(numbered) - len(rows)
    return format_html(
        '{}<a class="marker marker--rest" href="{}" aria-label="{} more claims begin here">+{}</a>',
        links, following.href, more, more,
    )  # fmt: skip


def _link(mark: Mark) -> SafeString:
    if mark.continues:
        return format_html(
            '<a class="marker marker--{} marker--goes-on" href="{}" aria-label="{} goes on">…{}</a>',
            mark.tone, mark.href, mark.number, mark.number,
        )  # fmt: skip
    return format_html(
        '<a class="marker marker--{}" id="mark-{}" href="{}" aria-label="{}">{}</a>',
        mark.tone, mark.key, mark.href, mark.label, mark.number,
    )  # fmt: skip


def _nested(words: str, segment: _Segment) -> SafeString | str:
    """``words`` inside the marks that are drawn, so that every claim over them has a line of its own."""
    shown: SafeString | str = words
    for place, drawn in enumerate(segment.drawn):
        several = " mark--several" if segment.depth > 1 and place == 0 else ""
        lane = f" mark--lane-{drawn.lane}" if drawn.lane else ""
        tag, key = ("span", "sentence") if drawn.mark.is_plain else ("mark", "claim")
        shown = format_html(
            '<{} class="mark mark--{}{}{}" data-{}="{}">{}</{}>',
            tag, drawn.mark.tone, several, lane, key, drawn.mark.key, shown, tag,
        )  # fmt: skip
    return shown


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of ``text`` lie, those of white space left out."""
    start = 0
    while start < len(text):
        stop = text.find(_BREAK, start)
        end = len(text) if stop < 0 else stop
        if text[start:end].strip():
            yield start, end
        start = end + len(_BREAK)


def _segments(marks: list[Mark], length: int, *, cuts: list[int]) -> Iterator[_Segment]:
    """Cut ``0..length`` wherever a mark begins or ends and at ``cuts``; n marks take n log n steps."""
    fitting = (mark for mark in marks if mark.start < mark.end <= length)
    waiting = sorted(fitting, key=lambda mark: (mark.start, -mark.end))
    ends = sorted(mark.end for mark in waiting)
    places = sorted({0, length, *cuts, *ends, *(mark.start for mark in waiting)})
    lanes = _lanes(waiting)
    active: list[tuple[int, int, _Drawn]] = []  # innermost first: that which began last
    begun = ended = 0
    for start, end in pairwise(places):
        first = begun
        while begun < len(waiting) and waiting[begun].start <= start:
            heapq.heappush(active, (-waiting[begun].start, -begun, _Drawn(waiting[begun], lanes[begun])))
            begun += 1
        while ended < len(ends) and ends[ended] <= start:
            ended += 1
        begins = [mark for mark in waiting[first:begun] if mark.number or mark.caption]
        yield _Segment(start, end, _innermost(active, start), begun - ended, begins)


def _innermost(active: list[tuple[int, int, _Drawn]], start: int) -> list[_Drawn]:
    """The innermost marks over the character at ``start``; those that ended before are dropped from ``active``."""
    found: list[tuple[int, int, _Drawn]] = []
    while active and len(found) < DEEPEST:
        entry = heapq.heappop(active)
        if entry[2].mark.end > start:
            found.append(entry)
    for entry in found:
        heapq.heappush(active, entry)
    return [entry[2] for entry in found]


def _lanes(waiting: Sequence[Mark]) -> list[int]:
    """The lane of each mark, in their order: the nearest in which no mark that began later overlaps it."""
    lanes = [0] * len(waiting)
    starts: list[int | None] = [None] * DEEPEST  # where the mark that was last put into each lane begins
    for place in range(len(waiting) - 1, -1, -1):
        mark = waiting[place]
        free = (lane for lane, begins in enumerate(starts) if begins is None or begins >= mark.end)
        lanes[place] = next(free, DEEPEST - 1)
        starts[lanes[place]] = mark.start
    return lanes
