"""Quantities read from a text: counts, money, percentages, points, measures, ordinals, ages. Plain Python."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from factcheck.lib.spans import Span
from sources.stance.labels import is_label, lower_at
from sources.stance.numerals import is_money_scale, read_number, short_scale
from sources.stance.quantities.changes import change
from sources.stance.quantities.scope import counted, head, link, nearby, per, shown_end, title_before
from sources.stance.quantities.units import (
    AGE,
    MONEY,
    ORDINAL,
    PERCENT,
    RATIO,
    TIMES,
    Unit,
    currency_before,
    unit_after,
)
from sources.stance.shares import WRITTEN as SHARE
from sources.stance.shares import read_share
from sources.stance.words import Token, join, word_set

MOST = 40  # quantities read from one text: more is a table, not a sentence

_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
_ORDINAL_ENDINGS = word_set("st nd rd th")
_MULTIPLES = {
    "doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "twice": 2.0, "tripled": 3.0, "trebled": 3.0, "tripling": 3.0,
    "quadrupled": 4.0, "halved": 0.5, "halving": 0.5, "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0,
}  # fmt: skip
_VAGUE = {"dozens": (24, 99), "hundreds": (200, 999), "thousands": (2e3, 99_999), "millions": (2e6, 99_999_999)}
_RANGE_MARKS = word_set("- – to and")
_AGE_DIGITS = 2
_OLD = (["year", "old"], ["years", "old"], ["year", "olds"])


class Bound(StrEnum):
    """How a text limits a quantity."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


_TWO_WORDS: dict[tuple[str, ...], Bound] = {
    ("more", "than"): Bound.OVER, ("at", "least"): Bound.OVER, ("less", "than"): Bound.UNDER,
    ("fewer", "than"): Bound.UNDER, ("at", "most"): Bound.UNDER, ("up", "to"): Bound.UNDER,
    ("as", "many"): Bound.UNDER, ("close", "to"): Bound.ABOUT, ("upwards", "of"): Bound.OVER,
    ("greater", "than"): Bound.OVER, ("higher", "than"): Bound.OVER, ("lower", "than"): Bound.UNDER,
    ("no", "more"): Bound.UNDER, ("well", "over"): Bound.OVER, ("just", "over"): Bound.ABOUT,
    ("just", "under"): Bound.ABOUT, ("an", "estimated"): Bound.ABOUT, ("in", "excess"): Bound.OVER,
}  # fmt: skip
_ONE_WORD = {
    Bound.ABOUT: word_set(
        "about around approximately roughly nearly almost some circa estimated approaching ~ ≈ approx virtually"
    ),
    Bound.OVER: word_set("over above exceeding exceeded exceeds exceed topped minimum > ≥"),
    Bound.UNDER: word_set("under below maximum < ≤"),
}
_BOUND_OF = {word: bound for bound, words in _ONE_WORD.items() for word in words}
_REVERSED = {
    ("no", "less", "than"): Bound.OVER,
    ("no", "fewer", "than"): Bound.OVER,
    ("no", "more", "than"): Bound.UNDER,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount in a text, or a range; ``low`` and ``high`` are the same for a single number, in its own unit.

    ``span`` has the words that limit it, the unit, and what is counted where that follows. ``kind`` is what it
    measures: "percent", "points", "money", "length", "time" ..., "ordinal", "age", or "" for a count; ``unit`` the unit
    itself. ``things`` are the stems of what is counted, ``around`` those of the words near it, ``head`` that of the
    last word before it that says something. ``change`` is 1 for a rise by it, -1 for a fall by it. ``is_share`` tells
    that a percentage is told in words ("four in ten"), ``title`` that it belongs to a name ("Apollo 13"). ``link`` is
    the word before it that ties it to another ("from", "to", "of"), ``per`` the stem of what it is counted over.
    """

    span: Span
    low: float
    high: float
    bound: Bound
    kind: str
    unit: str
    things: AbstractSet[str]
    around: AbstractSet[str]
    head: str
    change: int = 0
    is_share: bool = False
    title: str = ""
    link: str = ""
    per: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low < self.high


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
    if not listed[at].is_number:
        return _read_word(listed, at)
    if is_label(listed, at):
        return None
    return _read_share(listed, at) or _read_amount(listed, at)


def _read_word(listed: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """What begins with a word: ordinals, multiples, vague counts, shares and number words."""
    word = listed[at].lower
    if word in _ORDINALS:
        return _finish(listed, Unit(ORDINAL, "", at, at + 1), float(_ORDINALS[word]))
    if word == "one" and lower_at(listed, at - 1) in {"number", "no"}:
        return _finish(listed, Unit("", "", at, at + 1), 1.0)
    if word in _MULTIPLES:
        return _finish(listed, Unit(TIMES, TIMES, at, at + 1), _MULTIPLES[word])
    if word in _VAGUE and lower_at(listed, at + 1) == "of":
        low, high = _VAGUE[word]
        return _finish(listed, Unit("", "", at, at + 1), float(low), float(high))
    return _read_share(listed, at) or _read_amount(listed, at)


def _read_share(listed: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    share = read_share(listed, at)
    return _finish(listed, Unit(PERCENT, SHARE, at, share[1]), share[0]) if share else None


def _read_amount(listed: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    read = read_number(listed, at)
    if read is None:
        return None
    low, after = read
    ratio = _ratio(listed, low, after)
    if ratio is not None:
        return _finish(listed, Unit(RATIO, "", at, ratio[1]), ratio[0])
    high, end = (low, after) if lower_at(listed, at - 1) == "from" else _range_end(listed, low, after)
    unit = _age(listed, at, end) or _unit(listed, at, end)
    return _finish(listed, unit, low * unit.factor, high * unit.factor)


def _ratio(listed: Sequence[Token], low: float, after: int) -> tuple[float, int] | None:
    """ "3 to 1", "3-to-1"."""
    at = after + (lower_at(listed, after) == "-")
    if lower_at(listed, at) != "to" or low <= 1:
        return None
    at += 1 + (lower_at(listed, at + 1) == "-")
    return (
        (low, at + 1) if lower_at(listed, at) in {"1", "one"} and lower_at(listed, at + 1) not in {"%", ","} else None
    )


def _age(listed: Sequence[Token], first: int, after: int) -> Unit | None:
    """How old somebody is: "aged 15 to 24", "a 34-year-old", "34 years old", "Ida Kranz, 34, won"."""
    if lower_at(listed, first - 1) in {"aged", "age", "ages"}:
        return Unit(AGE, "", first, after)
    if [lower_at(listed, first - 2), lower_at(listed, first - 1)] == ["age", "of"] or _follows_name(
        listed, first, after
    ):
        return Unit(AGE, "", first, after)
    words = [(token.lower, index) for index, token in enumerate(listed[after : after + 4], after) if token.text != "-"]
    is_age = [word for word, _ in words[:2]] in _OLD or [word for word, _ in words[:3]] == ["years", "of", "age"]
    return Unit(AGE, "", first, words[1][1] + 1) if is_age else None


def _follows_name(listed: Sequence[Token], first: int, after: int) -> bool:
    """ "Ida Kranz, 34, won"."""
    between = lower_at(listed, first - 1) == lower_at(listed, after) == ","
    is_short = listed[first].text.isdecimal() and len(listed[first].text) == _AGE_DIGITS
    return between and is_short and first > 1 and listed[first - 2].is_word and listed[first - 2].is_capitalised


def _range_end(listed: Sequence[Token], low: float, after: int) -> tuple[float, int]:
    """The upper end of "6–9", "10 to 20" or "between 3 and 4", else the number itself."""
    mark = after
    while mark < min(after + 3, len(listed)) and listed[mark].lower in {"%", "percent"}:
        mark += 1
    mark += lower_at(listed, mark) == "-" and lower_at(listed, mark + 1) == "to"
    is_and = lower_at(listed, mark) == "and"
    if mark + 1 >= len(listed) or listed[mark].lower not in _RANGE_MARKS:
        return low, after
    if is_and and "between" not in {lower_at(listed, index) for index in range(after - 4, after)}:
        return low, after
    read = read_number(listed, mark + 1) if listed[mark + 1].is_number or is_and else None
    if read is None or read[0] <= low:
        return low, after
    return read


def _unit(listed: Sequence[Token], first: int, after: int) -> Unit:
    """The unit of the number whose tokens are ``first`` to ``after``: in "from 14 to 9 percent" the 14 has one too."""
    if lower_at(listed, first - 1) == "from" and lower_at(listed, after) == "to":
        other = read_number(listed, after + 1) if after + 1 < len(listed) else None
        later = _unit(listed, after + 1, other[1]) if other else None
        if later is not None and later.start == after + 1 and not unit_after(listed, first, after).kind:
            return Unit(later.kind, later.name, first, after, later.factor)
    currency = currency_before(listed, first)
    if currency is not None:
        glued = after < len(listed) and is_money_scale(listed, after)
        factor = short_scale(listed[after]) if glued else 1.0
        return Unit(MONEY, currency[0], currency[1], after + glued, factor)
    if lower_at(listed, after) in _ORDINAL_ENDINGS and listed[after].start == listed[after - 1].end:
        return Unit(ORDINAL, "", first, after + 1)
    return unit_after(listed, first, after)


def _finish(listed: Sequence[Token], unit: Unit, low: float, high: float | None = None) -> tuple[Quantity, int]:
    bound, first = _bound(listed, unit.start)
    made = Quantity(
        span=join(listed[first : shown_end(listed, unit.end)]),
        low=low,
        high=low if high is None else high,
        bound=bound,
        kind=unit.kind,
        unit=unit.name,
        things=counted(listed, unit.end),
        around=nearby(listed, unit.start, unit.end),
        head=head(listed, first),
        change=change(listed, first, unit.end),
        is_share=unit.name == SHARE,
        title=title_before(listed, unit.start) if not unit.kind else "",
        link=link(listed, first),
        per=per(listed, unit.end),
    )
    return made, unit.end


def _bound(listed: Sequence[Token], start: int) -> tuple[Bound, int]:
    """How the words before a number limit it, and the first token of those words."""
    before = tuple(token.lower for token in listed[max(0, start - 3) : start])
    if before in _REVERSED:
        return _REVERSED[before], start - 3
    two = _TWO_WORDS.get(before[-2:])
    if two is not None:
        return two, start - 2
    last = before[-1] if before else ""
    if last in _BOUND_OF and before[-2:] != ("a", "maximum"):
        return _BOUND_OF[last], start - 1
    return Bound.EXACT, start
