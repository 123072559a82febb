"""What a larger tagger thinks of every word, for a smaller one to learn from (distillation: Hinton et al., 2015)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.pieces import read_pieces
from claims.extraction.text.layout import Layout
from training.examples import Article
from training.labels import ROLES
from training.network import TAGS


def scores_of(teacher: TaggerModel, text: str) -> list[list[float]]:
    """Ten scores for every word of ``text``, each from the window that sees the most around it."""
    pieces = read_pieces(teacher.tokenizer, text, Layout.of(text))
    rows = [row for scores in teacher.score(pieces) for row in scores.tolist()]
    return [row for row, opens in zip(rows, pieces.opens_word, strict=True) if opens]


def taught(teacher: TaggerModel, articles: Iterable[tuple[Article, str]]) -> Iterator[Article]:
    """Each article with what ``teacher`` thinks of its text; one whose words it sees differently is left out."""
    for article, text in articles:
        scores = scores_of(teacher, text)
        if len(scores) == len(article.words):
            yield replace(article, scores=scores)


def untagged(tokenizer: Any, texts: Iterable[str]) -> Iterator[tuple[Article, str]]:
    """Texts that nobody has tagged, as articles in which no tag counts."""
    for text in texts:
        pieces = read_pieces(tokenizer, text, Layout.of(text))
        words = [index for index, opens in enumerate(pieces.opens_word) if opens]
        yield Article(pieces, words, [[0] * len(words) for _ in ROLES], [False] * len(words), tagged=False), text


def texts_in(path: Path, column: str) -> list[str]:
    """One column of a CSV file of texts."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[column] for row in csv.DictReader(lines)]


def gap(scores: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    """Mean squared difference of the scores (B, W, 10) from the teacher's; what all tags of a role share is nothing."""
    return ((_levelled(scores) - _levelled(wanted)).square().mean(2) * mask).sum() / mask.sum()


def _levelled(scores: Tensor) -> Tensor:
    tags = scores[..., :-1].unflatten(2, (len(ROLES), TAGS))
    return torch.cat([(tags - tags.mean(3, keepdim=True)).flatten(2), scores[..., -1:]], dim=2)
