"""The attributions of an article as the trained tagger finds them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.extraction.said import Said
from claims.extraction.tagging.decoding import spans
from claims.extraction.tagging.linking import Found, Link, link
from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.pieces import read_pieces
from claims.extraction.tagging.words import Run, Words, words_of
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

ROLES = ("source", "cue", "content")
_TAGS = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger makes of one text: its attributions, and the check-worthiness logit of any stretch."""

    saids: Sequence[Said]
    words: Words
    worth: Sequence[float]

    def worth_of(self, pieces: Sequence[Span]) -> float:
        """Mean logit of the words under ``pieces``; 0 where there are none."""
        logits = [logit for piece in pieces for logit in self.worth[slice(*self.words.under(piece))]]
        return sum(logits) / len(logits) if logits else 0.0


def tag(model: TaggerModel, layout: Layout) -> Tagged:
    """Read ``layout.text``. Raises ``ComponentFailed`` where the model cannot be loaded."""
    pieces = read_pieces(model.tokenizer, layout.text, layout)
    words = words_of(pieces, layout)
    openings = iter(pieces.opens_word)
    rows = [row for rows in model.score(pieces) for row in _opening(rows, openings)]
    scores = {role: [row[number * _TAGS : (number + 1) * _TAGS] for row in rows] for number, role in enumerate(ROLES)}
    found = {role: spans(scores[role], model.moves(role)) for role in ROLES}
    links = link(
        words, Found(*(found[role] for role in ROLES)), *(model.link_weights(kind) for kind in ("source", "content"))
    )
    saids = [_said(words, scores, item) for item in links if item.contents]
    return Tagged(saids, words, [row[-1] for row in rows])


def _opening(rows: Any, openings: Iterator[bool]) -> Iterator[list[float]]:
    """The rows of pieces that open a word, as lists."""
    return (row for row, opens in zip(rows.tolist(), openings, strict=False) if opens)


def _said(words: Words, scores: Mapping[str, Sequence[Sequence[float]]], item: Link) -> Said:
    sure = [_confidence(scores["cue"], item.cue), *(_confidence(scores["content"], run) for run in item.contents)]
    if item.source:
        sure.append(_confidence(scores["source"], item.source))
    return Said(
        source=(words.span(item.source),) if item.source else (),
        cue=(words.span(item.cue),),
        content=tuple(words.span(run) for run in item.contents),
        confidence=round(min(sure), 3),
    )


def _confidence(rows: Sequence[Sequence[float]], run: Run) -> float:
    """How sure the tagger is of a span: the mean probability that its words are inside, times that of its first."""
    inside = [1 - _softmax(rows[place])[0] for place in range(run[0], run[1] + 1)]
    return sum(inside) / len(inside)


def _softmax(row: Sequence[float]) -> list[float]:
    most = max(row)
    powers = [math.exp(value - most) for value in row]
    total = sum(powers)
    return [power / total for power in powers]
