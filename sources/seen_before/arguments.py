"""Who does what to whom: the same words in another order may be another claim. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from sources.seen_before.reading import Reading, Word
from sources.seen_before.tense import is_past
from sources.stance.words import Token, word_set

_BE = word_set("is are was were be been being gets got")
_BY_WITHIN = 10  # tokens from the participle to its "by"
_PARTICIPLE_WITHIN = 3
_PREPOSITIONS = word_set(
    "in at on from to into for against by over under before after with without of during near than"
)
_PAIRS = ("from to", "from into", "from for", "for against", "before after", "over under", "with without")
_AGAINST = frozenset(word_set(pair) for pair in _PAIRS)
_PREPOSITION_WITHIN = 3
_MOST = 12  # shared words that are laid side by side
_BOUND_WITHIN = 4
_CHANGES = word_set("ris fall rais cut doubl halv expand wid widen narrow shrink grow")
_BOUNDS = word_set("about around nearly almost roughly more less than over under some only just $ € £ a an the")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the words that two claims share stand in one, by meaning, and the index of what parts them or -1."""

    reading: Reading
    places: dict[str, Word]
    pivot: int

    def preposition(self, key: str) -> str:
        """The last preposition before a word, no other word that says something between."""
        place = self.places[key].place
        for token in reversed(self.reading.tokens[max(0, place - _PREPOSITION_WITHIN) : place]):
            if token.lower in _PREPOSITIONS:
                return token.lower
            if token.is_word and token.is_content:
                break
        return ""

    def side(self, first: str, second: str) -> int:
        """1 where ``first`` stands before the pivot and ``second`` after it, -1 for the reverse, 0 on one side."""
        before, after = self.places[first].place, self.places[second].place
        if self.pivot < 0 or not min(before, after) < self.pivot < max(before, after):
            return 0
        return 1 if before < after else -1

    def both_sides(self) -> bool:
        """Whether shared words stand on both sides of the pivot."""
        places = [word.place for word in self.places.values()]
        return bool(places) and min(places) < self.pivot < max(places)


def roles_clash(one: Reading, other: Reading) -> bool:
    """Whether two claims give the words they share another part: doer and done to, whence and whither."""
    shared = one.meanings & other.meanings
    mine, theirs = _layouts(one, other, shared, _verbs(one, other))
    if any(frozenset((mine.preposition(key), theirs.preposition(key))) in _AGAINST for key in shared):
        return True
    if _swapped(*_layouts(one, other, shared, (_place_of(one, "than"), _place_of(other, "than")))):
        return True
    if _compared(one.tokens) and _compared(one.tokens) == _compared(other.tokens)[::-1]:
        return True
    turned = _swapped(mine, theirs)
    if (_passive_at(one.tokens) >= 0) != (_passive_at(other.tokens) >= 0):
        return not turned and mine.both_sides() and theirs.both_sides()
    return turned


def _layouts(one: Reading, other: Reading, shared: frozenset[str], pivots: tuple[int, int]) -> tuple[_Layout, _Layout]:
    return _layout(one, shared, pivots[0]), _layout(other, shared, pivots[1])


def _layout(reading: Reading, shared: frozenset[str], pivot: int) -> _Layout:
    return _Layout(reading, {word.meaning: word for word in reversed(reading.words) if word.meaning in shared}, pivot)


def _swapped(mine: _Layout, theirs: _Layout) -> bool:
    """Whether two words stand on either side of the pivot, and the other way round in the other claim."""
    return any(
        mine.side(first, second) * theirs.side(first, second) == -1
        and not any(_is_adverbial(key, mine, theirs) for key in (first, second))
        for first, second in combinations(sorted(mine.places)[:_MOST], 2)
    )


def _is_adverbial(key: str, mine: _Layout, theirs: _Layout) -> bool:
    """Whether a word stands after a like preposition in both, and so may stand anywhere: "in Paris"."""
    return mine.preposition(key) not in {"", "by", "of", "than"} and mine.preposition(key) == theirs.preposition(key)


def amounts_turned(one: Reading, other: Reading) -> bool:
    """Whether an amount is what something changed to in one claim, and from or by in the other."""
    if _CHANGES.isdisjoint(one.meanings) or _CHANGES.isdisjoint(other.meanings):
        return False
    mine, theirs = _parts(one), _parts(other)
    return any(mine[figure] != theirs[figure] for figure in mine.keys() & theirs.keys())


def _passive_at(listed: Sequence[Token]) -> int:
    """The index of the participle that a "by" belongs to; -1 when there is none."""
    for at, token in enumerate(listed):
        if token.lower in _BE:
            for after, participle in enumerate(listed[at + 1 : at + 1 + _PARTICIPLE_WITHIN], at + 1):
                rest = {each.lower for each in listed[after + 1 : after + 1 + _BY_WITHIN]}
                if participle.is_word and participle.is_content and "by" in rest:
                    return after
    return -1


def _verbs(one: Reading, other: Reading) -> tuple[int, int]:
    """Where the verb that both claims have stands in each; -1 and -1 when no such verb is found."""
    for first, second, turned in ((one, other, False), (other, one, True)):
        for at in _verb_places(first.tokens):
            found = next((word.meaning for word in first.words if word.span.contains(first.tokens[at].span)), "")
            place = next((word.place for word in second.words if word.meaning == found), -1)
            if place >= 0:
                return (place, at) if turned else (at, place)
    return -1, -1


def _verb_places(listed: Sequence[Token]) -> list[int]:
    """The words that are most likely the verb: the participle of a passive, else what ends like a verb of the past."""
    passive = _passive_at(listed)
    if passive >= 0:
        return [passive]
    return [at for at, token in enumerate(listed) if at and not token.is_capitalised and is_past(token)]


def _compared(listed: Sequence[Token]) -> list[str]:
    """The words right before and after "than", by stem: "more cows than people"."""
    at = next((at for at, token in enumerate(listed) if token.lower == "than"), 0)
    near = [*listed[at - 1 : at], *listed[at + 1 : at + 2]] if at else []
    stems = [token.stem for token in near if token.is_word]
    return stems if len(set(stems)) > 1 else []


def _place_of(reading: Reading, lower: str) -> int:
    return next((at for at, token in enumerate(reading.tokens) if token.lower == lower), -1)


def _parts(reading: Reading) -> dict[float, str]:
    """Each amount and the word that tells its part in a change: "to", "from", or nothing (which is "by")."""
    found: dict[float, str] = {}
    for amount in reading.amounts:
        before = [token.lower for token in reading.tokens if token.end <= amount.span.start][-_BOUND_WITHIN:]
        near = [lower for lower in before if lower not in _BOUNDS]
        found.setdefault(amount.value, near[-1] if near and near[-1] in {"to", "from"} else "")
    return found
