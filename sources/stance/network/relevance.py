"""Which sentences of a long text bear on a claim: by words they share and by what the network sees. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.stance.network.model import StanceNetwork
from sources.stance.network.reading import PASSAGE_PIECES, Coded
from sources.stance.network.windows import lexical_scores

NETWORK_SHARE = 0.5
"""What a unit of the network's score counts beside a unit of shared words; set beforehand, not fitted."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """For each sentence: by words and network together, and by the network alone; the higher the better."""

    scores: Sequence[float]
    seen: Sequence[float]


def rank(network: StanceNetwork, claim: Coded, sentences: Sequence[Coded]) -> Ranking:
    """Every sentence of a text, each read once beside the claim, together with its neighbours."""
    words = lexical_scores(claim, sentences)
    seen = [score for run in _runs(sentences) for score in network.look(claim, run).relevance]
    return Ranking([word + NETWORK_SHARE * score for word, score in zip(words, seen, strict=True)], seen)


def _runs(sentences: Sequence[Coded]) -> Iterator[list[Coded]]:
    """Neighbouring sentences, as many at a time as the network reads."""
    held: list[Coded] = []
    for sentence in sentences:
        if held and sum(len(each.ids) for each in held) + len(sentence.ids) > PASSAGE_PIECES:
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held
