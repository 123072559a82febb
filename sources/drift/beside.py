"""Two versions of a text paragraph by paragraph, with what differs marked on both sides."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from factcheck.lib.spans import Span
from sources.drift.aligning import Run
from sources.drift.base import Piece
from sources.drift.edits import Edit, is_trifle
from sources.drift.placing import Beside
from sources.drift.words import Words, read_words

MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph before and after, as pieces; one side is empty where it was dropped or put in."""

    kept: Sequence[Piece]
    found: Sequence[Piece]

    @property
    def is_changed(self) -> bool:
        """Whether anything but typography differs."""
        return any(piece.mark != "same" for piece in (*self.kept, *self.found))


def changed_rows(kept: str, found: str) -> list[Row]:
    """The paragraphs that differ, at most ``MOST_ROWS``, in order; the time grows with the length of both texts."""
    beside = Beside(read_words(kept), read_words(found))
    gone, new = _marked(beside)
    before = [(span, list(_pieces(kept, span, gone, "gone"))) for span in _paragraphs(kept)]
    after = [(span, list(_pieces(found, span, new, "new"))) for span in _paragraphs(found)]
    rows = _paired(before, after, _links(beside, [span for span, _ in before], [span for span, _ in after]))
    return [row for row in rows if row.is_changed][:MOST_ROWS]


def _marked(beside: Beside) -> tuple[list[Span], list[Span]]:
    """The stretches of either text that the other one lacks."""
    old, new = beside.old, beside.new
    ends = [Run(0, 0, 0), *beside.runs, Run(len(old), len(new), 0)]
    gaps = (Edit(a.old + a.size, b.old, a.new + a.size, b.new) for a, b in pairwise(ends))
    grave = [gap for gap in gaps if gap.size and not is_trifle(old, new, gap)]
    return (
        [_span(old, edit.first, edit.last) for edit in grave if edit.first < edit.last],
        [_span(new, edit.begin, edit.end) for edit in grave if edit.begin < edit.end],
    )


def _span(words: Words, first: int, last: int) -> Span:
    return Span(words.starts[first], words.ends[last - 1])


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _pieces(text: str, paragraph: Span, marks: Sequence[Span], mark: str) -> Iterator[Piece]:
    """A paragraph cut at the marks that touch it."""
    at = paragraph.start
    first = bisect_right(marks, paragraph.start, key=lambda span: span.end)
    for span in marks[first:]:
        if span.start >= paragraph.end:
            break
        begin, end = max(span.start, at), min(span.end, paragraph.end)
        if at < begin:
            yield Piece("same", text[at:begin])
        yield Piece(mark, text[begin:end])
        at = end
    if at < paragraph.end:
        yield Piece("same", text[at : paragraph.end])


def _links(beside: Beside, before: Sequence[Span], after: Sequence[Span]) -> list[int]:
    """For each new paragraph the kept one that it goes on from; -1 for none."""
    starts = [span.start for span in before]
    links = [-1] * len(after)
    ends = [span.end for span in after]
    for run in beside.runs:
        for shift in range(run.size):
            place = bisect_right(ends, beside.new.starts[run.new + shift])
            if place < len(links) and links[place] < 0:
                links[place] = bisect_right(starts, beside.old.starts[run.old + shift]) - 1
    return links


def _paired(
    before: Sequence[tuple[Span, list[Piece]]], after: Sequence[tuple[Span, list[Piece]]], links: Sequence[int]
) -> Iterator[Row]:
    """Kept and new paragraphs side by side, in the order of both."""
    at = 0
    for (_, found), link in zip(after, links, strict=True):
        if link < at:
            yield Row((), found)
            continue
        yield from (Row(kept, ()) for _, kept in before[at:link])
        yield Row(before[link][1], found)
        at = link + 1
    yield from (Row(kept, ()) for _, kept in before[at:])
