"""Very long texts, read a block at a time, so that the memory does not grow with the text.

Within a block everything is read as in an article of its own: a speaker who is named only in another block stays as the
words call them. An article of a newspaper is always one block.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from claims.extraction.base import DateReading, ExtractedClaim, Nested, Step
from factcheck.lib.spans import Span

BLOCK = 100_000
"""Characters read at once: some 16,000 words."""
_BREAKS = ("\n\n", "\n", ". ", " ")


def blocks(text: str, size: int = BLOCK) -> Iterator[Span]:
    """The text in stretches of at most ``size`` characters, cut where a paragraph, a sentence or a word ends."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= size else _cut(text, start, start + size)
        yield Span(start, end)
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place to cut in the second half of ``[start, limit)``."""
    floor = (start + limit) // 2
    for mark in _BREAKS:
        place = text.rfind(mark, floor, limit)
        if place >= 0:
            return place + len(mark)
    return limit


def in_blocks(
    text: str, read: Callable[[str], Iterable[ExtractedClaim]], size: int = BLOCK
) -> Iterator[ExtractedClaim]:
    """The claims that ``read`` finds in each block, with their places in the whole text."""
    for block in blocks(text, size):
        for claim in read(block.cut(text)):
            yield shifted(claim, block.start) if block.start else claim


def shifted(claim: ExtractedClaim, by: int) -> ExtractedClaim:
    """``claim`` with every place in the text ``by`` characters further on."""
    return replace(
        claim,
        content=_spans(claim.content, by),
        source=_spans(claim.source, by),
        cue=_spans(claim.cue, by),
        said=_date(claim.said, by),
        times=tuple(_date(time, by) for time in claim.times),
        nested=_nested(claim.nested, by),
        steps=tuple(_step(step, by) for step in claim.steps),
    )


def _spans(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(span.shift(by) for span in spans)


def _date(reading: DateReading, by: int) -> DateReading:
    return replace(reading, span=reading.span.shift(by)) if reading.span else reading


def _nested(nested: Nested | None, by: int) -> Nested | None:
    if nested is None:
        return None
    source, cue, content = (_spans(spans, by) for spans in (nested.source, nested.cue, nested.content))
    return replace(nested, source=source, cue=cue, content=content)


def _step(step: Step, by: int) -> Step:
    return replace(step, spans=_spans(step.spans, by))
