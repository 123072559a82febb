"""What the lexical stance model finds when it lays a claim beside a passage. Plain Python."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.chunking import sentences
from sources.stance import dates, names, numbers, overlap, polarity, quantities
from sources.stance.base import Pair
from sources.stance.words import Token, tokens

# Longer than any statement or passage of ours: what lies beyond is not read, so that time stays linear.
STATEMENT_CHARACTERS = 2_000
PASSAGE_CHARACTERS = 20_000
# A claim is laid beside several passages, and the claims of one article bring up the same passages again and again.
READINGS_KEPT = 256


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that agrees or clashes. ``best`` holds the tokens of the passage's best sentence."""

    overlap: overlap.Overlap
    best: Sequence[Token]
    numbers: Sequence[numbers.Comparison]
    dates: Sequence[dates.DateComparison]
    shared_names: Sequence[tuple[names.Name, names.Name]]
    missing_names: int
    name_clashes: Sequence[names.NameClash]
    turns: Sequence[polarity.Turn]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text, read: its tokens by sentence, and its dates, quantities and names."""

    by_sentence: list[list[Token]]
    dates: list[dates.DateMention]
    quantities: list[quantities.Quantity]
    names: list[names.Name]

    @property
    def tokens(self) -> list[Token]:
        return [token for sentence in self.by_sentence for token in sentence]


def find(pair: Pair) -> Findings:
    """Read both texts of a pair and compare them."""
    claim = _read(pair.statement[:STATEMENT_CHARACTERS], pair.claim_date)
    passage = _read(pair.passage[:PASSAGE_CHARACTERS], pair.passage_date)
    overlapping = overlap.measure(claim.tokens, passage.by_sentence)
    best = passage.by_sentence[overlapping.best] if passage.by_sentence else []
    shared = _shared_names(claim.names, passage.names)
    return Findings(
        overlap=overlapping,
        best=best,
        numbers=numbers.compare(claim.quantities, passage.quantities, overlapping.words),
        dates=dates.compare(claim.dates, passage.dates, overlapping.words),
        shared_names=shared,
        missing_names=len(claim.names) - len(shared),
        name_clashes=names.clashes(claim.names, passage.names, Counter(token.lower for token in passage.tokens)),
        turns=polarity.turns(claim.tokens, best),
    )


@lru_cache(maxsize=READINGS_KEPT)
def _read(text: str, anchor: str) -> _Reading:
    by_sentence = [read for span in sentences(text) if (read := tokens(text, span))]
    listed = [token for sentence in by_sentence for token in sentence]
    starts = frozenset(sentence[0].start for sentence in by_sentence)
    found = dates.mentions(listed, anchor)
    taken = frozenset(offset for date in found for offset in range(date.span.start, date.span.end))
    return _Reading(by_sentence, found, quantities.quantities(listed, taken), names.names(listed, starts))


def _shared_names(claimed: Sequence[names.Name], found: Sequence[names.Name]) -> list[tuple[names.Name, names.Name]]:
    """Each name of the claim with the first name of the passage that has a word of it as its last."""
    by_word = {word: name for name in reversed(found) for word in name.words}
    return [(name, by_word[name.words[-1]]) for name in claimed if name.words[-1] in by_word]
