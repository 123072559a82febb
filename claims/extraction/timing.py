"""Which expression of time belongs to a cue."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claims.extraction.base import DateReading
from claims.extraction.dates import TimeExpression
from factcheck.lib.spans import Span


def outside(length: int, quoted: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a text of ``length`` that lie outside the ``quoted`` spans."""
    start = 0
    for span in quoted:
        if start < span.start:
            yield Span(start, span.start)
        start = span.end
    if start < length:
        yield Span(start, length)


def said_in(frame: Span, cue: Span, taken: Sequence[Span], times: Sequence[TimeExpression]) -> DateReading:
    """The time in ``frame`` nearest to ``cue`` that lies under none of ``taken``.

    ``taken`` holds content and source, whose times are not those of the cue; ``times`` are in order of the text.
    """
    first = bisect_left(times, frame.start, key=lambda time: time.span.start)
    fitting: list[TimeExpression] = []
    for time in times[first:]:
        if time.span.start >= frame.end:
            break
        if not any(time.span.overlaps(span) for span in taken):
            fitting.append(time)
    if not fitting:
        return DateReading()
    return min(fitting, key=lambda time: _distance(time.span, cue)).said


def _distance(one: Span, other: Span) -> int:
    return other.start - one.end if one.end <= other.start else one.start - other.end
