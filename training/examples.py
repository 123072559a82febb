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

CLS, SEP, MASK = 101, 102, 103

PLAIN_SHARE = 0.05
"""Of the windows, given without their capitals."""


@dataclass(frozen=True, slots=True)
class Article:
    """One tagged article: pieces, the index of every word's first piece, tags (3 rows), words that teach nothing."""

    pieces: Pieces
    words: list[int]
    tags: list[list[int]]
    ignored: list[bool]


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
    )


def plain(kinds: Sequence[int]) -> list[int]:
    """Kinds with every word written plainly, as in a text without capitals."""
    width = kind_of(Shape.CAPITALISED, Place.INSIDE, quoted=False)
    return [kind % width for kind in kinds]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; ``words`` (B, W) are places of first pieces."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    words: Tensor
    word_mask: Tensor
    tags: Tensor


def batch(items: Sequence[Window], *, plainly: random.Random | None = None) -> Batch:
    """Windows as padded tensors; now and then one is given without its capitals."""
    length, width = max(len(item.ids) for item in items), max(len(item.words) for item in items)
    ids, kinds = torch.zeros(len(items), length, dtype=torch.long), torch.zeros(len(items), length, dtype=torch.long)
    mask, words = torch.zeros(len(items), length, dtype=torch.long), torch.zeros(len(items), width, dtype=torch.long)
    word_mask, gold = torch.zeros(len(items), width), torch.zeros(len(items), width, len(ROLES), dtype=torch.long)
    for row, item in enumerate(items):
        given = plain(item.kinds) if plainly and plainly.random() < PLAIN_SHARE else item.kinds
        ids[row, : len(item.ids)], kinds[row, : len(item.ids)] = torch.tensor(item.ids), torch.tensor(given)
        mask[row, : len(item.ids)] = 1
        if item.words:
            words[row, : len(item.words)] = torch.tensor(item.words)
            gold[row, : len(item.words)] = torch.tensor(item.tags)
            word_mask[row, : len(item.words)] = 1
    return Batch(ids, kinds, mask, words, word_mask, gold)


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
