"""Marks in a text: claims in an article, reasons in a passage. Everything is escaped; the work grows with the text."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch to be marked, in code points of the text, end excluded.

    ``tone`` becomes a class name. A mark with a ``number`` gets a small link to ``href`` before its first character,
    read out as ``label``; ``key`` joins the pieces of one claim and names that link. A ``caption`` stands in small
    letters before the first character, so that the mark is understood without its colour.
    """

    start: int
    end: int
    tone: str
    key: str = ""
    number: int = 0
    href: str = ""
    label: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch under the same marks: the innermost one, how many there are, and the marks that begin here."""

    start: int
    end: int
    inner: Mark | None
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
    links = format_html_join(
        "",
        '<a class="marker marker--{}" id="mark-{}" href="{}" aria-label="{}">{}</a>',
        ((mark.tone, mark.key, mark.href, mark.label, mark.number) for mark in segment.begins if mark.number),
    )
    captions = format_html_join(
        "",
        '<span class="caption caption--{}">{} </span>',
        ((mark.tone, mark.caption) for mark in segment.begins if mark.caption),
    )
    if segment.inner is None:
        return format_html("{}{}{}", links, captions, words)
    several = " mark--several" if segment.depth > 1 else ""
    return format_html(
        '{}{}<mark class="mark mark--{}{}" data-claim="{}">{}</mark>',
        links, captions, segment.inner.tone, several, segment.inner.key, words,
    )  # fmt: skip


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
    active: list[tuple[int, int, Mark]] = []  # innermost first: that which began last
    begun = ended = 0
    for start, end in pairwise(places):
        first = begun
        while begun < len(waiting) and waiting[begun].start <= start:
            heapq.heappush(active, (-waiting[begun].start, -begun, waiting[begun]))
            begun += 1
        while ended < len(ends) and ends[ended] <= start:
            ended += 1
        while active and active[0][2].end <= start:
            heapq.heappop(active)
        begins = [mark for mark in waiting[first:begun] if mark.number or mark.caption]
        yield _Segment(start, end, active[0][2] if active else None, begun - ended, begins)
