"""New pairs made from labelled ones by editing what counts: numbers, dates, names, negations, opposites.

Each edit is made in the claim or in the passage, so that neither text alone tells which way it went; made in both, it
leaves the stance as it was.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sources.stance.base import Stance

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,-])\d{1,9}(?:\.\d{1,3})?(?![\w]|[.,]\d)")
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH, _MONTHS = re.compile(rf"\b(?:{_MONTH_NAMES})\b"), tuple(_MONTH_NAMES.split("|"))
_AMOUNTS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
_WORDED, _WORDS = re.compile(rf"\b(?:{_AMOUNTS})\b"), tuple(_AMOUNTS.split("|"))
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|can|will|could|would|did|does|do)\b(?! not\b| no\b|n't)")
_NEGATED = re.compile(r"\b(is|was|are|were|has|have|had|can|will|could|would) not ")
_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_OPPOSITES = (
    "increase/decrease increased/decreased increases/decreases increasing/decreasing rose/fell rise/fall rises/falls "
    "rising/falling more/less higher/lower larger/smaller greater/smaller above/below before/after first/last won/lost "
    "win/lose opened/closed north/south northern/southern east/west eastern/western male/female "
    "oldest/youngest largest/smallest highest/lowest best/worst most/least always/never all/none accepted/rejected "
    "approved/rejected success/failure successful/unsuccessful positive/negative effective/ineffective safe/unsafe "
    "warmer/colder warming/cooling gained/lost joined/left started/ended began/ended early/late older/younger "
    "longer/shorter faster/slower cheaper/costlier strengthened/weakened strong/weak allowed/banned legal/illegal "
    "likely/unlikely possible/impossible able/unable includes/excludes included/excluded prevents/causes "
    "reduces/raises reduced/raised growing/shrinking grew/shrank alive/dead guilty/innocent confirmed/denied"
)
_OTHER: dict[str, str] = {}
for _pair in _OPPOSITES.split():
    _one, _two = _pair.split("/")
    _OTHER.setdefault(_one, _two)
    _OTHER.setdefault(_two, _one)
_OPPOSITE = re.compile(rf"\b(?:{'|'.join(sorted(_OTHER))})\b")


@dataclass(frozen=True, slots=True)
class Texts:
    """A claim and the sentences beside it, with the stance they have."""

    claim: str
    sentences: tuple[str, ...]
    label: Stance


_FLIPPED = {Stance.CORROBORATES: Stance.CONTRADICTS, Stance.CONTRADICTS: Stance.CORROBORATES}


class Editor:
    """Edits that turn a supported pair; ``names`` are what names are replaced by."""

    def __init__(self, names: Sequence[str], chance: random.Random) -> None:
        self.names, self.chance = names, chance

    def edits(self, texts: Texts) -> list[Texts]:
        """One new pair for each kind of edit that ``texts`` allow."""
        makers: tuple[Callable[[Texts], Texts | None], ...] = (
            self.number, self.rounded, self.name, self.negation, self.opposite, self.everywhere,
        )  # fmt: skip
        return [made for maker in makers if (made := maker(texts)) is not None]

    def number(self, texts: Texts) -> Texts | None:
        """Another number or month in one of the two texts: contradicts."""
        found = self._shared(texts, (_NUMBER, _MONTH, _WORDED))
        if found is None or texts.label is not Stance.CORROBORATES:
            return None
        return self._on_one_side(texts, found, self._other_amount(found), Stance.CONTRADICTS)

    def everywhere(self, texts: Texts) -> Texts | None:
        """Another number or month in both texts: the stance stays."""
        found = self._shared(texts, (_NUMBER, _MONTH, _WORDED))
        if found is None:
            return None
        other = self._other_amount(found)
        return replace(texts, claim=_put(texts.claim, found, other), sentences=_put_all(texts.sentences, found, other))

    def rounded(self, texts: Texts) -> Texts | None:
        """A round number with "about" for an exact one: corroborates."""
        found = self._shared(texts, (_NUMBER,))
        digits = found.replace(",", "") if found else ""
        if not digits.isdecimal() or _is_year(digits) or len(digits) < 3 or texts.label is not Stance.CORROBORATES:
            return None
        round_one = round(int(digits), 2 - len(digits))
        if round_one == int(digits):
            return None
        word = self.chance.choice(["about", "nearly", "around", "some"] if round_one > int(digits) else
                                  ["about", "more than", "over", "around"])  # fmt: skip
        return replace(texts, claim=_put(texts.claim, found or "", f"{word} {round_one:,}"))

    def name(self, texts: Texts) -> Texts | None:
        """Another name in one of the two texts: contradicts, or context where it is the one the claim is about."""
        found = self._shared(texts, (_NAME,))
        if found is None or texts.label is not Stance.CORROBORATES or found in _MONTHS:
            return None
        alike = [name for name in self.chance.sample(self.names, min(40, len(self.names)))
                 if name.count(" ") == found.count(" ") and name != found]  # fmt: skip
        if not alike:
            return None
        is_subject = texts.claim.find(found) < 5
        return self._on_one_side(texts, found, alike[0], Stance.CONTEXT if is_subject else Stance.CONTRADICTS)

    def negation(self, texts: Texts) -> Texts | None:
        """A "not" put into the claim or taken out of it: the other stance."""
        if texts.label not in _FLIPPED:
            return None
        claim = _NEGATED.sub(r"\1 ", texts.claim, count=1)
        if claim == texts.claim:
            claim = _AUXILIARY.sub(r"\1 not", texts.claim, count=1)
        return replace(texts, claim=claim, label=_FLIPPED[texts.label]) if claim != texts.claim else None

    def opposite(self, texts: Texts) -> Texts | None:
        """A word of both texts turned round in one: contradicts."""
        found = self._shared(texts, (_OPPOSITE,))
        if found is None or texts.label is not Stance.CORROBORATES:
            return None
        return self._on_one_side(texts, found, _OTHER[found], Stance.CONTRADICTS)

    def _shared(self, texts: Texts, patterns: Sequence[re.Pattern[str]]) -> str | None:
        """Something that both texts have."""
        told = {word for pattern in patterns for sentence in texts.sentences for word in pattern.findall(sentence)}
        shared = [word for pattern in patterns for word in pattern.findall(texts.claim) if word in told]
        return self.chance.choice(shared) if shared else None

    def _on_one_side(self, texts: Texts, found: str, other: str, label: Stance) -> Texts | None:
        everything = " ".join((texts.claim, *texts.sentences))
        if re.search(rf"\b{re.escape(other)}\b", everything):
            return None
        if self.chance.random() < 0.5:
            return replace(texts, claim=_put(texts.claim, found, other), label=label)
        return replace(texts, sentences=_put_all(texts.sentences, found, other), label=label)

    def _other_amount(self, found: str) -> str:
        if found in _MONTHS:
            return self.chance.choice([month for month in _MONTHS if month != found])
        if found in _WORDS:
            return self.chance.choice([word for word in _WORDS if word != found])
        plain = found.replace(",", "")
        if _is_year(plain):
            return str(int(plain) + self.chance.choice([-20, -11, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7, 10, 15]))
        if "." in plain:
            return f"{float(plain) * self.chance.choice([0.4, 0.6, 0.8, 1.3, 1.7, 2.5]):.{len(plain.split('.')[1])}f}"
        value = int(plain)
        other = max(0, round(value * self.chance.choice([0.3, 0.5, 0.7, 0.8, 1.2, 1.4, 1.6, 2, 3, 10])))
        other += self.chance.choice([1, 2]) if other == value else 0
        return f"{other:,}" if "," in found else str(other)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def _put(text: str, found: str, other: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(found)}(?!\w)", lambda _match: other, text)


def _put_all(sentences: Sequence[str], found: str, other: str) -> tuple[str, ...]:
    return tuple(_put(sentence, found, other) for sentence in sentences)


def names_in(claims: Sequence[str]) -> list[str]:
    """Names that stand inside claims, for names to be replaced by."""
    return sorted({name for claim in claims for name in _NAME.findall(claim[8:])} - set(_MONTHS))
