"""Training examples: articles as tagged pieces, check-worthy sentences as packed windows."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from claims.extraction.tagging.pieces import Pieces, Place, Shape, kind_of, read_pieces
from claims.extraction.text.layout import Layout
from training.labels import ROLES, Ruler, ignored, tags
from training.network import TAGS

CLS, SEP, MASK = 101, 102, 103

PLAIN_SHARE = 0.05
"""Of the windows, given without their capitals."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: pieces, the index of every word's first piece, tags (3 rows), words that teach nothing.

    ``scores`` are those that a teacher gives its words; one that is not ``tagged`` has nothing else to learn from.
    """

    pieces: Pieces
    words: list[int]
    tags: list[list[int]]
    ignored: list[bool]
    scores: list[list[float]] | None = None
    tagged: bool = True


def articles(tokenizer: Any, rows: Iterable[Mapping[str, Any]]) -> list[Article]:
    """The articles of ``rows`` with ``text`` and ``attributions``; one read by two annotators is there twice."""
    return [_article(tokenizer, row) for row in rows]


def _article(tokenizer: Any, row: Mapping[str, Any]) -> Article:
    pieces = read_pieces(tokenizer, row["text"], Layout.of(row["text"]))
    left_out = [*row.get("discard", []), *row.get("discuss", [])]
    ruler = Ruler(pieces)
    return Article(pieces, ruler.firsts, tags(ruler, row["attributions"]), ignored(ruler, left_out))


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces between [CLS] and [SEP]; ``words`` are places of first pieces, ``tags`` one triple a word."""

    ids: list[int]
    kinds: list[int]
    words: list[int]
    tags: list[tuple[int, ...]]
    ignored: list[bool]
    scores: list[list[float]]
    tagged: bool


def windows(article: Article, size: int, offset: int) -> Iterator[Window]:
    """The article cut into windows of ``size`` pieces, the first one ``offset`` pieces short."""
    start = -offset
    while start < len(article.pieces):
        first, last = max(start, 0), min(start + size, len(article.pieces))
        yield _window(article, first, last)
        start += size


def _window(article: Article, first: int, last: int) -> Window:
    inside = [number for number, piece in enumerate(article.words) if first <= piece < last]
    return Window(
        [CLS, *article.pieces.ids[first:last], SEP],
        [0, *article.pieces.kinds[first:last], 0],
        [article.words[number] - first + 1 for number in inside],
        [tuple(article.tags[role][number] for role in range(len(ROLES))) for number in inside],
        [article.ignored[number] for number in inside],
        [article.scores[number] for number in inside] if article.scores else [],
        article.tagged,
    )


def plain(kinds: Sequence[int]) -> list[int]:
    """Kinds with every word written plainly, as in a text without capitals."""
    width = kind_of(Shape.CAPITALISED, Place.INSIDE, quoted=False)
    return [kind % width for kind in kinds]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; ``words`` (B, W) are places of first pieces, ``scores`` (B, W, 10) the teacher's.

    ``tagged`` (B, W) and ``taught`` (B, W) say which words have tags and which have scores to learn from.
    """

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    words: Tensor
    tags: Tensor
    tagged: Tensor
    scores: Tensor
    taught: Tensor


def batch(items: Sequence[Window], *, plainly: random.Random | None = None) -> Batch:
    """Windows as padded tensors; now and then one is given without its capitals."""
    pieces = len(items), max(len(item.ids) for item in items)
    words = len(items), max(len(item.words) for item in items)
    made = Batch(
        ids=torch.zeros(pieces, dtype=torch.long),
        kinds=torch.zeros(pieces, dtype=torch.long),
        mask=torch.zeros(pieces, dtype=torch.long),
        words=torch.zeros(words, dtype=torch.long),
        tags=torch.zeros(*words, len(ROLES), dtype=torch.long),
        tagged=torch.zeros(words),
        scores=torch.zeros(*words, len(ROLES) * TAGS + 1),
        taught=torch.zeros(words),
    )
    for row, item in enumerate(items):
        given = plain(item.kinds) if plainly and plainly.random() < PLAIN_SHARE else item.kinds
        made.ids[row, : len(item.ids)], made.kinds[row, : len(item.ids)] = torch.tensor(item.ids), torch.tensor(given)
        made.mask[row, : len(item.ids)] = 1
        if item.words:
            made.words[row, : len(item.words)] = torch.tensor(item.words)
            made.tags[row, : len(item.words)] = torch.tensor(item.tags)
            made.tagged[row, : len(item.words)] = float(item.tagged)
        if item.scores:
            made.scores[row, : len(item.words)] = torch.tensor(item.scores)
            made.taught[row, : len(item.words)] = 1
    return made


@dataclass(frozen=True, slots=True)
class Packed:
    """Sentences one after another in one window: ids, kinds, the places of each sentence's words, and its label."""

    ids: list[int]
    kinds: list[int]
    places: list[list[int]]
    labels: list[int]


def packed(tokenizer: Any, rows: Iterable[tuple[str, int]], size: int) -> Iterator[Packed]:
    """Windows of at most ``size`` pieces, full of sentences that follow one another."""
    held = Packed([CLS], [0], [], [])
    for text, label in rows:
        pieces = read_pieces(tokenizer, text, Layout.of(text))
        if len(held.ids) + len(pieces) > size + 1 and held.labels:
            yield Packed([*held.ids, SEP], [*held.kinds, 0], held.places, held.labels)
            held = Packed([CLS], [0], [], [])
        ids, kinds = pieces.ids[:size], pieces.kinds[:size]
        held.places.append([len(held.ids) + place for place in Ruler(pieces).firsts if place < size])
        held.ids.extend(ids)
        held.kinds.extend(kinds)
        held.labels.append(label)
    if held.labels:
        yield Packed([*held.ids, SEP], [*held.kinds, 0], held.places, held.labels)
