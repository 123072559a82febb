"""A long article in parts: each is read, marked and shown by itself, so that none waits for the others."""

from collections.abc import Iterator
from typing import Final

from factcheck.lib.spans import Span

PART_CHARACTERS: Final = 6_000
LONGEST_PARAGRAPH: Final = 4 * PART_CHARACTERS
_BREAK: Final = "\n\n"


def parts_of(body: str) -> list[Span]:
    """``body`` cut between paragraphs, each part of about ``PART_CHARACTERS``; together they are all of it.

    A paragraph without end is cut at a line, a full stop or a space, and a word without end anywhere.
    """
    parts: list[Span] = []
    start = 0
    for end in _ends(body):
        if end - start >= PART_CHARACTERS or end == len(body):
            parts.append(Span(start, end))
            start = end
    return parts


def part_at(parts: list[Span], offset: int) -> int:
    """The place of the part that the character at ``offset`` is in; the last one behind the end."""
    return next((place for place, part in enumerate(parts) if offset < part.end), len(parts) - 1)


def _ends(body: str) -> Iterator[int]:
    """Where ``body`` may be cut, in order, its end last."""
    start = 0
    while start < len(body):
        found = body.find(_BREAK, start)
        end = len(body) if found < 0 else found + len(_BREAK)
        yield from _cuts(body, start, end)
        yield end
        start = end


def _cuts(body: str, start: int, end: int) -> Iterator[int]:
    while end - start > LONGEST_PARAGRAPH:
        least, most = start + PART_CHARACTERS, start + LONGEST_PARAGRAPH
        start = next((cut for sign in ("\n", ". ", " ") if (cut := body.rfind(sign, least, most) + 1)), most)
        yield start
