"""Quantities read from a text: counts, money, percentages, percentage points, measures, ordinals. Plain Python."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from factcheck.lib.spans import Span
from sources.stance.labels import is_label, lower_at
from sources.stance.numerals import is_money_scale, read_number, short_scale
from sources.stance.shares import WRITTEN as SHARE
from sources.stance.shares import read_share
from sources.stance.words import Token, join, word_set

MOST = 40  # quantities read from one text: more is a table, not a sentence
_AROUND = 8  # tokens on either side that say what is measured
_HEAD = 4  # tokens before a number in which the word it belongs to is looked for
_THINGS = 3  # words of the phrase that is counted
_PHRASE = 6  # tokens after a number in which that phrase is looked for

_CURRENCIES = {
    "$": "dollar", "dollar": "dollar", "€": "euro", "euro": "euro", "£": "pound", "pound": "pound", "¥": "yen",
    "yen": "yen", "rupe": "rupee", "rubl": "rouble", "roubl": "rouble", "franc": "franc", "yuan": "yuan",
    "crown": "crown", "kron": "crown", "peso": "peso", "zloty": "zloty", "forint": "forint", "lira": "lira",
}  # fmt: skip
# Units of measure: what they measure and how many base units they are. Temperatures are not converted.
_MEASURES = {
    "mm": ("metre", 0.001), "millimetr": ("metre", 0.001), "millimeter": ("metre", 0.001), "cm": ("metre", 0.01),
    "centimetr": ("metre", 0.01), "centimeter": ("metre", 0.01), "m": ("metre", 1), "metr": ("metre", 1),
    "meter": ("metre", 1), "km": ("metre", 1000), "kilometr": ("metre", 1000), "kilometer": ("metre", 1000),
    "inch": ("metre", 0.0254), "ft": ("metre", 0.3048), "feet": ("metre", 0.3048), "foot": ("metre", 0.3048),
    "mil": ("metre", 1609.344), "mi": ("metre", 1609.344), "g": ("kilogram", 0.001), "gram": ("kilogram", 0.001),
    "mg": ("kilogram", 1e-6), "milligram": ("kilogram", 1e-6), "kg": ("kilogram", 1), "kilogram": ("kilogram", 1),
    "ton": ("kilogram", 1000), "tonn": ("kilogram", 1000), "second": ("second", 1), "minut": ("second", 60),
    "hour": ("second", 3600), "day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "year": ("month", 12),
    "decad": ("month", 120), "°": ("degree", 1), "degr": ("degree", 1), "c": ("degree", 1), "f": ("degree", 1),
    "acr": ("hectare", 0.4047), "hectar": ("hectare", 1), "tim": ("times", 1), "ppm": ("ppm", 1), "mph": ("mph", 1),
}  # fmt: skip
CURRENCIES = frozenset(_CURRENCIES.values())
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
_ORDINAL_ENDINGS = word_set("st nd rd th")
_SAME_THING = {"citizen": "person", "resident": "person", "individual": "person", "fatal": "die", "troop": "soldier"}
_PLURALS = word_set("people men women children")
_BREAKS = word_set(', . ; : ! ? ( ) " “ ” — – per')
# Words that a number is measured over, and never what it counts.
_NO_THINGS = word_set("year years month months week weeks day days time times average")
_RANGE_MARKS = word_set("- – to and")


class Bound(StrEnum):
    """How a text limits a quantity."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


_TWO_WORDS = {
    ("more", "than"): Bound.OVER, ("at", "least"): Bound.OVER, ("less", "than"): Bound.UNDER,
    ("fewer", "than"): Bound.UNDER, ("at", "most"): Bound.UNDER, ("up", "to"): Bound.UNDER,
}  # fmt: skip
_ONE_WORD = {
    Bound.ABOUT: word_set("about around approximately roughly nearly almost some circa estimated approaching ~"),
    Bound.OVER: word_set("over above exceeding exceeded exceeds exceed topped minimum > ≥"),
    Bound.UNDER: word_set("under below maximum < ≤"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount in a text, or a range; ``low`` and ``high`` are the same for a single number.

    ``span`` has the words that limit it, the unit, and what is counted where that follows. ``unit`` is "percent",
    "points", a currency, a base unit of measure, "ordinal", or "" for a count; ``written`` is the word of the unit.
    ``things`` are the stems of what is counted, ``around`` those of the words near it, ``head`` that of the last word
    before it that says something.
    """

    span: Span
    low: float
    high: float
    bound: Bound
    unit: str
    written: str
    things: AbstractSet[str]
    around: AbstractSet[str]
    head: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as read: its name, factor and word, and the tokens (start, end) of number with unit."""

    name: str
    factor: float
    written: str
    start: int
    end: int


def quantities(listed: Sequence[Token], taken: AbstractSet[int] = frozenset()) -> list[Quantity]:
    """The quantities of a text, in order, at most ``MOST``; tokens that start at an offset in ``taken`` are dates."""
    found: list[Quantity] = []
    at = 0
    while at < len(listed) and len(found) < MOST:
        read = None if listed[at].start in taken else _read(listed, at)
        if read is None:
            at += 1
            continue
        found.append(read[0])
        at = max(at + 1, read[1])
    return found


def _read(listed: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """The quantity that begins at a token, and the index after it."""
    if listed[at].is_number and is_label(listed, at):
        return None
    share = read_share(listed, at)
    if share is not None:
        return _finish(listed, _Unit("percent", 1, SHARE, at, share[1]), share[0], share[0])
    if listed[at].lower in _ORDINALS:
        value = float(_ORDINALS[listed[at].lower])
        return _finish(listed, _Unit("ordinal", 1, "", at, at + 1), value, value)
    read = read_number(listed, at)
    if read is None:
        return None
    low, after = read
    high, end = (low, after) if lower_at(listed, at - 1) == "from" else _range_end(listed, low, after)
    return _finish(listed, _age(listed, at, end) or _unit(listed, at, end), low, high)


def _age(listed: Sequence[Token], first: int, after: int) -> _Unit | None:
    """How old somebody is: "aged 15 to 24", "a 34-year-old", "34 years old"."""
    if lower_at(listed, first - 1) in {"aged", "age", "ages"}:
        return _Unit("age", 1, "", first, after)
    if [lower_at(listed, first - 2), lower_at(listed, first - 1)] == ["age", "of"]:
        return _Unit("age", 1, "", first, after)
    words = [(token.lower, index) for index, token in enumerate(listed[after : after + 4], after) if token.text != "-"]
    is_age = [word for word, _ in words[:2]] in (["year", "old"], ["years", "old"], ["year", "olds"])
    return _Unit("age", 1, "", first, words[1][1] + 1) if is_age else None


def _range_end(listed: Sequence[Token], low: float, after: int) -> tuple[float, int]:
    """The upper end of "6–9", "10 to 20" or "between 3 and 4", else the number itself."""
    mark = after
    while mark < min(after + 3, len(listed)) and listed[mark].lower in {"%", "percent"}:
        mark += 1
    if mark + 1 >= len(listed) or listed[mark].lower not in _RANGE_MARKS:
        return low, after
    read = read_number(listed, mark + 1) if listed[mark + 1].is_number else None
    if read is None or read[0] <= low:
        return low, after
    return read


def _finish(listed: Sequence[Token], unit: _Unit, low: float, high: float) -> tuple[Quantity, int]:
    things = _things(listed, unit.end)
    near = (*listed[max(0, unit.start - _AROUND) : unit.start], *listed[unit.end : unit.end + _AROUND])
    around = frozenset(_thing(token.stem) for token in near if token.is_word and token.is_content)
    bound, first = _bound(listed, unit.start)
    span = join(listed[first : _shown_end(listed, unit.end)])
    before = [token.stem for token in listed[max(0, first - _HEAD) : first] if token.is_word and token.is_content]
    low, high = low * unit.factor, high * unit.factor
    made = Quantity(span, low, high, bound, unit.name, unit.written, things, around, before[-1] if before else "")
    return made, unit.end


def _unit(listed: Sequence[Token], first: int, after: int) -> _Unit:
    """The unit of the number whose tokens are ``first`` to ``after``: in "from 14 to 9 percent" the 14 has one too."""
    if lower_at(listed, first - 1) == "from" and lower_at(listed, after) == "to":
        other = read_number(listed, after + 1) if after + 1 < len(listed) else None
        later = _unit(listed, after + 1, other[1]) if other else None
        if later is not None and later.start == after + 1:
            return _Unit(later.name, later.factor, later.written, first, after)
    before = listed[first - 1].stem if first else ""
    if before in _CURRENCIES and listed[first - 1].text in _CURRENCIES:
        glued = after < len(listed) and is_money_scale(listed, after)
        factor = short_scale(listed[after]) if glued else 1.0
        return _Unit(_CURRENCIES[before], factor, "", first - 1, after + glued)
    words = [token.lower for token in listed[after : after + 3]]
    percent = _percent_words(words)
    if percent:
        points = "point" in words[percent - 1]
        return _Unit("points" if points else "percent", 1, "", first, after + percent)
    return _unit_after(listed, first, after)


def _unit_after(listed: Sequence[Token], first: int, after: int) -> _Unit:
    """The unit in the word after a number, over a hyphen too ("a 30-day stay")."""
    at = after + (after < len(listed) and listed[after].text == "-")
    following = listed[at] if at < len(listed) else None
    if following is None:
        return _Unit("", 1, "", first, after)
    if following.stem in _CURRENCIES and following.is_word:
        return _Unit(_CURRENCIES[following.stem], 1, "", first, at + 1)
    if following.lower in _ORDINAL_ENDINGS:
        return _Unit("ordinal", 1, "", first, at + 1)
    if following.stem in _MEASURES:
        name, factor = _MEASURES[following.stem]
        return _Unit(name, factor, following.stem, first, at + 1)
    return _Unit("", 1, "", first, after)


def _percent_words(words: list[str]) -> int:
    """How many of the words after a number belong to "%", "per cent" or "percentage points"."""
    if words[:2] == ["per", "cent"]:
        return 2
    if words[:1] == ["percentage"] and words[1:2] in (["point"], ["points"]):
        return 2
    return int(words[:1] in (["%"], ["percent"], ["pc"]))


def _things(listed: Sequence[Token], at: int) -> frozenset[str]:
    """The stems of what is counted: the next words that say something, within the phrase."""
    things: list[str] = []
    for token in listed[at : at + _PHRASE]:
        if token.lower in _BREAKS or len(things) == _THINGS:
            break
        if token.lower in _NO_THINGS:
            break
        if token.is_word and token.is_content:
            things.append(_thing(token.stem))
        elif things:
            break
    return frozenset(things)


def _shown_end(listed: Sequence[Token], at: int) -> int:
    """Where the number ends for a reader: after "people" in "1,200 local people", else after the number itself."""
    for index, token in enumerate(listed[at : at + _THINGS], start=at):
        if not (token.is_word and token.is_content):
            break
        if token.lower in _PLURALS or (token.lower.endswith("s") and not token.lower.endswith("ss")):
            return index + 1
    return at


def _thing(stem: str) -> str:
    return _SAME_THING.get(stem, stem)


def _bound(listed: Sequence[Token], start: int) -> tuple[Bound, int]:
    """How the words before a number limit it, and the first token of those words."""
    before = tuple(token.lower for token in listed[max(0, start - 2) : start])
    last = before[-1] if before else ""
    if before in _TWO_WORDS:
        return _TWO_WORDS[before], start - 2
    for bound, words in _ONE_WORD.items():
        if last in words:
            return bound, start - 1
    return Bound.EXACT, start
