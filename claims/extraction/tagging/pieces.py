"""A text as the word pieces that the tagger reads, each with its place in the text and the kind of word it opens."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from typing import Any

from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of letters, which no tokenizer takes."""
LONGEST_STRETCH = 4000
"""Characters handed to the tokenizer at once; a longer paragraph is cut at white space where there is some."""


class Shape(IntEnum):
    """How a word is written: the tagger's vocabulary knows no capitals."""

    PLAIN = 0
    CAPITALISED = 1
    CAPITALS = 2
    DIGITS = 3


class Place(IntEnum):
    """Where a word stands."""

    INSIDE = 0
    SENTENCE_START = 1
    PARAGRAPH_START = 2


KINDS = len(Shape) * 2 * len(Place)
"""How many kinds of word there are: a shape, within a quotation or not, and a place."""


def kind_of(shape: Shape, place: Place, *, quoted: bool) -> int:
    """The number of a kind, in 0..KINDS-1."""
    return (int(shape) * 2 + int(quoted)) * len(Place) + int(place)


@dataclass(slots=True)
class Pieces:
    """Word pieces in order: parallel lists of vocabulary ids, kinds, places in the text, whether one opens a word."""

    ids: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    opens_word: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)


def shape_of(word: str) -> Shape:
    """The shape of one word."""
    if not word[:1].isupper():
        return Shape.DIGITS if any(letter.isdigit() for letter in word) else Shape.PLAIN
    return Shape.CAPITALS if len(word) > 1 and word.isupper() else Shape.CAPITALISED


def stretches(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The text in pieces that a tokenizer can take at once; every character that is no white space is in one."""
    edges = [0, *(paragraph.start for paragraph in paragraphs[1:]), len(text)]
    for first, end in pairwise(edges):
        start = first
        while end - start > LONGEST_STRETCH:
            limit = start + LONGEST_STRETCH
            cut = text.rfind(" ", start + LONGEST_STRETCH // 2, limit) + 1 or limit
            yield Span(start, cut)
            start = cut
        if start < end:
            yield Span(start, end)


def read_pieces(tokenizer: Any, text: str, layout: Layout) -> Pieces:
    """The word pieces of ``text``; ``tokenizer`` is a ``tokenizers.Tokenizer`` without truncation or padding."""
    pieces = Pieces()
    parts = list(stretches(text, layout.paragraphs))
    readable = [_LONE_SURROGATE.sub("\ufffd", part.cut(text)) for part in parts]
    encoded = tokenizer.encode_batch(readable, add_special_tokens=False)
    for part, encoding in zip(parts, encoded, strict=True):
        _add(pieces, encoding, part.start)
    pieces.kinds = list(_kinds(text, pieces, layout))
    return pieces


def _add(pieces: Pieces, encoding: Any, offset: int) -> None:
    before = None
    for number, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        pieces.ids.append(number)
        pieces.starts.append(offset + start)
        pieces.ends.append(offset + end)
        pieces.opens_word.append(word != before)
        before = word


def _kinds(text: str, pieces: Pieces, layout: Layout) -> Iterator[int]:
    openings = {span.start: Place.SENTENCE_START for span in layout.sentences}
    openings |= {span.start: Place.PARAGRAPH_START for span in layout.paragraphs}
    ends = [span.end for span in layout.quoted]
    kind = 0
    for index, (start, opens) in enumerate(zip(pieces.starts, pieces.opens_word, strict=True)):
        if opens:
            nearest = bisect_right(ends, start)
            quoted = nearest < len(ends) and layout.quoted[nearest].start <= start
            word = text[start : _word_end(pieces, index)]
            kind = kind_of(shape_of(word), openings.get(start, Place.INSIDE), quoted=quoted)
        yield kind


def _word_end(pieces: Pieces, index: int) -> int:
    last = index
    while last + 1 < len(pieces) and not pieces.opens_word[last + 1]:
        last += 1
    return pieces.ends[last]
