"""How much of a claim stands in a passage, and in which sentence of it. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.stance.words import FAINT_STEMS, Token, content_stems

_FEWEST = 3  # one word of two is no subject


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of the claim's content words, 0..1.

    ``best`` is the index of the sentence that has most of them, ``sentence`` its share, ``passage`` that of the whole
    passage, ``words`` the same without the numbers and ``subject`` that without units, time words and the like, of
    three at least. ``order`` is the share of neighbouring content words that are neighbours in the passage too,
    ``likeness`` the shared part of all content words of claim and best sentence. ``by_sentence`` is the share of the
    words without numbers in each sentence. ``shared`` and ``missing`` are words of the claim, each once.
    """

    best: int
    sentence: float
    passage: float
    words: float
    subject: float
    order: float
    likeness: float
    by_sentence: tuple[float, ...]
    shared: tuple[Token, ...]
    missing: tuple[Token, ...]


def measure(claim: Sequence[Token], sentences: Sequence[Sequence[Token]]) -> Overlap:
    """Compare a claim with the sentences of a passage; the first of equally good sentences is the best."""
    wanted = content_stems(claim)
    if not wanted or not sentences:
        return Overlap(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, (), (), ())
    found = [content_stems(sentence) for sentence in sentences]
    best = max(range(len(found)), key=lambda index: (len(wanted & found[index]), -index))
    everything = frozenset().union(*found)
    words = frozenset(word for word in wanted if word[0].isalpha())
    return Overlap(
        best=best,
        sentence=len(wanted & found[best]) / len(wanted),
        passage=len(wanted & everything) / len(wanted),
        words=_share(words, everything),
        subject=_share(words - FAINT_STEMS, everything, _FEWEST),
        order=_order(claim, sentences),
        likeness=len(wanted & found[best]) / len(wanted | found[best]),
        by_sentence=tuple(_share(words, sentence) for sentence in found),
        shared=_in_order(claim, wanted & everything),
        missing=_in_order(claim, wanted - everything),
    )


def _share(wanted: frozenset[str], found: frozenset[str], least: int = 1) -> float:
    return len(wanted & found) / max(len(wanted), least)


def _order(claim: Sequence[Token], sentences: Sequence[Sequence[Token]]) -> float:
    wanted = _neighbours(claim)
    found = frozenset(pair for sentence in sentences for pair in _neighbours(sentence))
    return len(wanted & found) / len(wanted) if wanted else 0.0


def _neighbours(listed: Sequence[Token]) -> frozenset[tuple[str, str]]:
    stems = [token.stem for token in listed if token.is_content]
    return frozenset(pairwise(stems))


def _in_order(claim: Sequence[Token], stems: frozenset[str]) -> tuple[Token, ...]:
    """The first token of each stem, as the claim has them."""
    return tuple({token.stem: token for token in reversed(claim) if token.stem in stems}.values())[::-1]
