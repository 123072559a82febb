"""The annotated galley as plain values: runs of text with the numbers of footnotes, and the footnotes."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from factcheck.lib.spans import Span

_BREAK: Final = "\n\n"
_CONTROL: Final = dict.fromkeys([*(code for code in range(32) if chr(code) not in "\t\n\r"), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class Footnote:
    """What stands under one number. ``lines`` are sentences: what is claimed, what was decided, by what, by whom.

    ``tone`` is the state of the claim as a word for a style; ``spans`` are where it stands in the article.
    """

    number: int
    lines: tuple[str, ...]
    tone: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph; ``notes`` are the numbers that stand behind it, ``tone`` is empty for bare text."""

    text: str
    tone: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedGalley:
    """All that is printed of one article; ``facts`` stand under the headline, ``closing`` at the end."""

    headline: str
    language: str
    facts: tuple[str, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    notes: tuple[Footnote, ...]
    closing: tuple[str, ...]


def printable(text: str) -> str:
    """``text`` without the control characters that no file format takes."""
    return text.translate(_CONTROL)


def runs_leftwards(text: str) -> bool:
    """Whether a paragraph of ``text`` is read from right to left, as its first letter with a direction says."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"


def paragraphs_of(body: str, notes: Sequence[Footnote]) -> tuple[tuple[Run, ...], ...]:
    """``body`` in paragraphs and runs; the number of a note stands behind the last character of its last span."""
    covered = sorted((span, note.tone) for note in notes for span in note.spans)
    ends: dict[int, list[int]] = {}
    for note in notes:
        ends.setdefault(max(span.end for span in note.spans), []).append(note.number)
    cuts = sorted({0, len(body), *ends, *(place for span, _ in covered for place in span.pair())})
    tones = _tones(cuts, covered)
    return tuple(
        tuple(_runs(body, paragraph, cuts, tones, ends))
        for paragraph in _paragraphs(body)
        if paragraph.cut(body).strip()
    )


def _tones(cuts: Sequence[int], covered: Sequence[tuple[Span, str]]) -> dict[int, str]:
    """The tone of the text from each cut on: that of the claim that began last among those over it."""
    tones: dict[int, str] = {}
    active: list[tuple[Span, str]] = []
    place = 0
    for cut in cuts:
        while place < len(covered) and covered[place][0].start <= cut:
            active.append(covered[place])
            place += 1
        active = [one for one in active if one[0].end > cut]
        if active:
            tones[cut] = active[-1][1]
    return tones


def _paragraphs(body: str) -> Iterable[Span]:
    start = 0
    while start < len(body):
        found = body.find(_BREAK, start)
        end = len(body) if found < 0 else found
        if start < end:
            yield Span(start, end)
        start = end + len(_BREAK)


def _runs(
    body: str, paragraph: Span, cuts: Sequence[int], tones: dict[int, str], ends: dict[int, list[int]]
) -> Iterable[Run]:
    places = sorted({paragraph.start, paragraph.end, *(cut for cut in cuts if paragraph.start < cut < paragraph.end)})
    tone = tones.get(max((cut for cut in cuts if cut <= paragraph.start), default=0), "")
    for start, end in pairwise(places):
        tone = tones.get(start, "") if start in tones or start in cuts else tone
        yield Run(printable(body[start:end]), tone, tuple(sorted(ends.get(end, ()))))
