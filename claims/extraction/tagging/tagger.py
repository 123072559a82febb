"""The attributions of an article as the trained tagger finds them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.extraction.said import Said
from claims.extraction.tagging.confidence import confidence
from claims.extraction.tagging.decoding import spans
from claims.extraction.tagging.linking import Found, Link, link
from claims.extraction.tagging.model import TaggerModel
from claims.extraction.tagging.pieces import Pieces, read_pieces
from claims.extraction.tagging.words import Words, words_of
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span

ROLES = ("source", "cue", "content")
_TAGS = 3
_COLUMNS = len(ROLES) * _TAGS + 1

Rows = Sequence[Sequence[float]]
"""One row a word: O, B, I for source, cue and content, then the check-worthiness."""


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
    rows = _rows(model, pieces)
    words = words_of(pieces, layout)
    return Tagged(list(attributions(model, words, rows)), words, rows[:, -1].tolist())


def _rows(model: TaggerModel, pieces: Pieces) -> Any:
    """The scores of the pieces that open a word, as an array."""
    import numpy as np

    scores = [np.empty((0, _COLUMNS), np.float32), *model.score(pieces)]
    return np.concatenate(scores)[np.array(pieces.opens_word, bool)]


def attributions(model: TaggerModel, words: Words, rows: Rows) -> Iterator[Said]:
    """The attributions that the scores of ``words`` speak for, in order of their cues."""
    scores = by_role(rows)
    moves = {role: model.moves(role) for role in ROLES}
    weights = model.settings["confidence"]
    for found in links(model, words, scores):
        yield Said(
            source=(words.span(found.source),) if found.source else (),
            cue=(words.span(found.cue),),
            content=tuple(words.span(run) for run in found.contents),
            confidence=confidence(found, scores, moves, weights),
        )


def links(model: TaggerModel, words: Words, scores: Mapping[str, Rows]) -> list[Link]:
    """The attributions in words, from the scores of each role; those without a content are left out."""
    found = Found(*(spans(scores[role], model.moves(role)) for role in ROLES))
    linked = link(words, found, model.link_weights("source"), model.link_weights("content"))
    return [item for item in linked if item.contents]


def by_role(rows: Rows) -> dict[str, list[Sequence[float]]]:
    """The scores of each role."""
    import numpy as np

    columns = np.asarray(rows).reshape(-1, _COLUMNS).T.tolist()
    starts = range(0, _TAGS * len(ROLES), _TAGS)
    return {
        role: list(zip(*columns[start : start + _TAGS], strict=True)) for role, start in zip(ROLES, starts, strict=True)
    }
