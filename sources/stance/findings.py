"""What the lexical stance model finds when it lays a claim beside a passage. Plain Python."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sources.chunking import sentences
from sources.stance import dates, modality, names, numbers, occasions, overlap, polarity
from sources.stance.base import Pair
from sources.stance.quantities.readings import Quantity, quantities
from sources.stance.setting import Setting
from sources.stance.words import FAINT_STEMS, Token, content_stems, tokens

# Longer than any statement or passage of ours: what lies beyond is not read, so that time stays linear.
STATEMENT_CHARACTERS = 2_000
PASSAGE_CHARACTERS = 20_000
# A claim is laid beside several passages, and the claims of one article bring up the same passages again and again.
READINGS_KEPT = 256
# Words in common of claim and best sentence, or the share of the claim that they must be: with less, a "not" denies
# something else.
_DENIABLE, _DENIABLE_SHARE = 2, 0.34


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that agrees or clashes. ``best`` holds the tokens of the passage's best sentence."""

    overlap: overlap.Overlap
    best: Sequence[Token]
    numbers: Sequence[numbers.Comparison]
    dates: Sequence[occasions.DateComparison]
    shared_names: Sequence[tuple[names.Name, names.Name]]
    claimed_names: Sequence[names.Name]
    name_clashes: Sequence[names.NameClash]
    turns: Sequence[polarity.Turn]
    shift: modality.Shift | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read: its tokens by sentence, and its dates, quantities and names."""

    by_sentence: list[list[Token]]
    dates: list[dates.DateMention]
    quantities: list[Quantity]
    names: list[names.Name]

    @property
    def tokens(self) -> list[Token]:
        return [token for sentence in self.by_sentence for token in sentence]


def find(pair: Pair) -> Findings:
    """Read both texts of a pair and compare them."""
    claim = read(pair.statement[:STATEMENT_CHARACTERS], pair.claim_date)
    passage = read(pair.passage[:PASSAGE_CHARACTERS], pair.passage_date)
    overlapping = overlap.measure(claim.tokens, passage.by_sentence)
    best = passage.by_sentence[overlapping.best] if passage.by_sentence else []
    alike = _are_alike(claim.tokens, best)
    counts = Counter(token.lower for token in passage.tokens)
    shared_names = names.shared_names(claim.names, passage.names)
    setting = setting_of(overlapping, claim, passage, len(shared_names))
    return Findings(
        overlap=overlapping,
        best=best,
        numbers=numbers.compare(claim.quantities, passage.quantities, setting),
        dates=occasions.compare(claim.dates, passage.dates, setting),
        shared_names=shared_names,
        claimed_names=claim.names,
        name_clashes=names.clashes(claim.names, passage.names, counts, overlapping.words),
        turns=polarity.turns(claim.tokens, best) if alike else [],
        shift=modality.shift(claim.tokens, passage.tokens) if alike else None,
    )


def setting_of(overlapping: overlap.Overlap, claim: Reading, passage: Reading, shared: int) -> Setting:
    """What two texts have in common, of whose names ``shared`` are."""
    names = len({name.words for name in claim.names})
    starts = [sentence[0].start for sentence in passage.by_sentence]
    years = [(date.span.start, date.year) for date in passage.dates if date.year is not None]
    known = shared / names if names else 0.5
    return Setting(overlapping.words, overlapping.subject, known, starts, overlapping.by_sentence, years)


@lru_cache(maxsize=READINGS_KEPT)
def read(text: str, anchor: str) -> Reading:
    """One text, read; the same text is read once."""
    by_sentence = [read for span in sentences(text) if (read := tokens(text, span))]
    listed = [token for sentence in by_sentence for token in sentence]
    starts = frozenset(sentence[0].start for sentence in by_sentence)
    found = dates.mentions(listed, anchor)
    taken = frozenset(offset for date in found for offset in range(date.span.start, date.span.end))
    return Reading(by_sentence, found, quantities(listed, taken), names.names(listed, starts))


def _are_alike(claim: Sequence[Token], sentence: Sequence[Token]) -> bool:
    """Whether two texts have so much in common that what the one denies can be what the other says."""
    wanted = content_stems(claim) - FAINT_STEMS
    common = len(wanted & content_stems(sentence))
    return common >= _DENIABLE or (common > 0 and common >= _DENIABLE_SHARE * len(wanted))
