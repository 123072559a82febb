"""A text as the word pieces that the tagger reads, each with its place in the text and the kind of word it opens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise, repeat
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


_PLACES = len(Place)
KINDS = len(Shape) * 2 * _PLACES
"""How many kinds of word there are: a shape, within a quotation or not, and a place."""


def kind_of(shape: Shape, place: Place, *, quoted: bool) -> int:
    """The number of a kind, in 0..KINDS-1."""
    return (shape * 2 + quoted) * _PLACES + place


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

    def openings(self) -> list[int]:
        """The number of the first piece of each sentence."""
        return [number for number in self.firsts() if self.kinds[number] % _PLACES != Place.INSIDE]

    def firsts(self) -> list[int]:
        """The number of the first piece of each word."""
        return [number for number, opens in enumerate(self.opens_word) if opens]


def shape_of(word: str) -> Shape:
    """The shape of one word."""
    if not word[:1].isupper():
        return Shape.PLAIN if word.isalpha() or not any(map(str.isdigit, word)) else Shape.DIGITS
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
    offsets = encoding.offsets
    pieces.ids += encoding.ids
    pieces.starts += [offset + start for start, _ in offsets]
    pieces.ends += [offset + end for _, end in offsets]
    pieces.opens_word += [word != before for before, word in pairwise((None, *encoding.word_ids))]


def _kinds(text: str, pieces: Pieces, layout: Layout) -> Iterator[int]:
    openings = {span.start: Place.SENTENCE_START for span in layout.sentences}
    openings |= {span.start: Place.PARAGRAPH_START for span in layout.paragraphs}
    quoted = iter([*layout.quoted, Span(len(text), len(text) + 1)])
    quotation = next(quoted)
    for first, following in pairwise([*pieces.firsts(), len(pieces)]):
        start = pieces.starts[first]
        while quotation.end <= start:
            quotation = next(quoted)
        shape = shape_of(text[start : pieces.ends[following - 1]])
        kind = kind_of(shape, openings.get(start, Place.INSIDE), quoted=quotation.start <= start)
        yield from repeat(kind, following - first)
