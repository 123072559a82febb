"""Paragraphs of a text, as spans: the largest stretch over which a quotation mark or a sentence may run."""

import re
from itertools import pairwise

from claims.extraction.text.datelines import without_dateline
from factcheck.lib.spans import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSED = re.compile(r"[.!?:…][\"'”’»)\]]*\s*\Z")
_WRAPPED_SHARE = 0.5
_TAIL = 12


def _between_lines(text: str, before: Span, after: Span) -> int:
    return text.count("\n", before.end, after.start) or text.count("\r", before.end, after.start)


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether most single line breaks fall inside a sentence, as in mails and plain-text files."""
    joined = [line for line, after in pairwise(lines) if _between_lines(text, line, after) == 1]
    if len(joined) < len(lines) / 2 or len(joined) < 2:
        return False
    open_ends = sum(1 for line in joined if not _CLOSED.search(text, max(line.start, line.end - _TAIL), line.end))
    return open_ends / len(joined) > _WRAPPED_SHARE


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _lines(text: str) -> list[Span]:
    spans = (_trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return [span for span in spans if span]


def _continues(text: str, before: Span, after: Span, *, wrapped: bool) -> bool:
    if _between_lines(text, before, after) > 1:
        return False
    return wrapped or text[after.start].islower()


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, in order, without the white space around them.

    A line break ends a paragraph, except where the text is hard-wrapped or the next line goes on in lower case.
    A dateline stands before its paragraph and not in it.
    """
    lines = _lines(text)
    wrapped = _is_hard_wrapped(text, lines)
    found: list[Span] = []
    for previous, line in zip([None, *lines], lines, strict=False):
        if previous and _continues(text, previous, line, wrapped=wrapped):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return [without_dateline(text, span) for span in found]
