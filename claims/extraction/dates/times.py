"""When something was said, and the dates that are spoken of in what was said."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claims.extraction.base import DateReading
from claims.extraction.dates.patterns import EXPRESSION
from claims.extraction.dates.places import belongs, dates_source, distance, is_to_come, opens_content
from claims.extraction.dates.reader import Counting, Expression, Reader, expressions, figures_order
from claims.extraction.said import Said
from claims.extraction.text.datelines import Dateline, dateline
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_NOT_SAID = "The article does not say when."
_FROM_QUOTE = frozenset(
    {"today", "yesterday", "tomorrow", "yesterday_but_one", "tomorrow_but_one", "weekday", "period"}
)
_REACH, _BESIDE, _HEAD = 2000, 12, 80
_CONTINUED = re.compile(r"(?:added|adds|adding|continued|went\son)\b", re.IGNORECASE)


class Times:
    """The times of one article. Relative ones count from ``published``, or without it from the date of the dateline.

    Where neither is known what is relative stays open, with its words. A reading's ``anchor`` is the day that it was
    counted from. Built in time that grows with the length of the text.
    """

    def __init__(self, layout: Layout, published: dt.date | None) -> None:
        self._layout = layout
        self._counting = _counting(layout, published)
        self._found = expressions(layout.text, layout.paragraphs, self._counting)
        self._how: dict[DateReading, str] = {item.reading: item.how for item in self._found}

    def said(self, said: Said, before: Said | None = None) -> DateReading:
        """When ``said`` was said, by the words of the cue's sentence that belong to the cue; else unknown.

        The date of a document counts too, where the source holds it ("a statement issued on Monday").
        ``before`` is the last attribution before, if the caller is certain that the same person speaks: what that
        person "added" was said on the same day.
        """
        found = self._of_cue(said) or self._in_content(said) or self._of_source(said)
        if found:
            return found.reading
        if before and self._continues(said, before):
            return self.said(before)
        return DateReading()

    def inside(self, content: Sequence[Span], said: DateReading | None = None) -> tuple[DateReading, ...]:
        """The dates within ``content``, in order, as the article's words give them.

        In quotation marks "today" is the day of saying: it counts from ``said`` where that is a day.
        """
        day = said.day if said and said.day == said.until else None
        found = [item for span in content for item in self._within(span)]
        return tuple(self._quoted(item, day) if day else item.reading for item in found)

    def how(self, reading: DateReading) -> str:
        """How the day of a reading of this article was found, in one sentence for an editor."""
        return self._how.get(reading, _NOT_SAID)

    def _within(self, span: Span) -> Iterator[Expression]:
        first = bisect_left(self._found, span.start, key=lambda item: item.span.start)
        last = bisect_left(self._found, span.end, lo=first, key=lambda item: item.span.start)
        yield from (self._found[index] for index in range(first, last) if self._found[index].span.end <= span.end)

    def _nearest(self, span: Span, place: int) -> list[Expression]:
        """The times within ``span`` next to ``place``, a dozen on either side."""
        middle = bisect_left(self._found, place, key=lambda item: item.span.start)
        return [item for item in self._found[max(0, middle - _BESIDE) : middle + _BESIDE] if span.contains(item.span)]

    def _around(self, said: Said) -> Span:
        """The cue's sentence, as far as it lies near the cue."""
        if not self._layout.sentences:
            return said.cue[0]
        sentence = self._layout.sentences[self._layout.sentence(said.place)]
        start, end = max(sentence.start, said.place - _REACH), min(sentence.end, said.cue[-1].end + _REACH)
        return Span(start, end) if start < end else said.cue[0]

    def _of_cue(self, said: Said) -> Expression | None:
        around, taken = self._around(said), (*said.content, *said.source)
        free = [
            item
            for item in self._nearest(around, said.place)
            if not any(item.span.overlaps(span) for span in taken) and self._may_date(item, said)
        ]
        nearest = sorted(free, key=lambda item: distance(item.span, said.cue))
        return next((item for item in nearest if belongs(self._layout.text, item, said, around)), None)

    def _may_date(self, item: Expression, said: Said) -> bool:
        """Whether a time lies neither in other words than the cue's own nor after the day dates count from."""
        layout, today, day = self._layout, self._counting.today, item.reading.day
        if layout.is_quoted(item.span.start) and not layout.is_quoted(said.place):
            return False
        return not (day and today and day > today) or is_to_come(layout.text, said.cue[0])

    def _in_content(self, said: Said) -> Expression | None:
        """ "Said Monday it was": a time at the head of the content that is still the cue's."""
        for span in said.content:
            item = next(self._within(Span(span.start, min(span.end, span.start + _HEAD))), None)
            if item and opens_content(self._layout.text, item, said, span):
                return item
        return None

    def _of_source(self, said: Said) -> Expression | None:
        """The day that a source names as its own or that the cue's words leave to it; of several none."""
        found = [
            item
            for span in said.source
            for item in self._within(span)
            if dates_source(self._layout.text, item, span, said.cue)
        ]
        return found[0] if len(found) == 1 else None

    def _continues(self, said: Said, before: Said) -> bool:
        layout = self._layout
        near = layout.sentence(said.place) - layout.sentence(before.place)
        return near in (0, 1) and any(_CONTINUED.search(span.cut(layout.text)) for span in said.cue)

    def _quoted(self, item: Expression, day: dt.date) -> DateReading:
        """The reading of a word such as "today" within quotation marks, counted from the day of saying."""
        text = self._layout.text
        if item.kind not in _FROM_QUOTE or not self._layout.is_quoted(item.span.start):
            return item.reading
        match = EXPRESSION.match(text, item.span.start, item.span.end)
        counting = Counting(day, "the day of saying", day, self._counting.day_first)
        again = next(Reader(text, counting).read([match]), None) if match else None
        if again is None:
            return item.reading
        self._how[again.reading] = again.how
        return again.reading


def _counting(layout: Layout, published: dt.date | None) -> Counting:
    """From what day the dates of a text count."""
    order = figures_order(layout.text)
    if published:
        return Counting(published, day_first=order)
    filed = _dateline(layout)
    day = _filed_on(layout.text, filed, order) if filed else None
    return Counting(day, "the date of the dateline" if day else "publication", day_first=order)


def _dateline(layout: Layout) -> Dateline | None:
    """The first dateline; it stands before the first paragraph and not in it."""
    if not layout.paragraphs:
        return None
    line_end = layout.text.find("\n", layout.paragraphs[0].start)
    return dateline(layout.text, Span(_first_letter(layout.text), line_end if line_end > 0 else len(layout.text)))


def _first_letter(text: str) -> int:
    return len(text) - len(text.lstrip())


def _filed_on(text: str, filed: Dateline, order: bool | None) -> dt.date | None:  # noqa: FBT001
    if filed.rest is None:
        return None
    found = expressions(text, [filed.rest], Counting(None, day_first=order))
    days = [item.reading.day for item in found if item.reading.day and item.reading.day == item.reading.until]
    return filed.local_day(days[0]) if len(days) == 1 else None
