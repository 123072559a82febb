"""Years read from a text: "in 1987", "the 1990s", "2007–08", "681 BC". Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.stance.labels import lower_at
from sources.stance.quantities.units import unit_after
from sources.stance.words import Token, word_set

_FIRST, _LAST, _DIGITS = 1000, 2149, 4
_PLAIN = 1500  # an earlier year needs a word before it that makes it one
_DECADE, _CENTURY = 10, 100
_SEASON = 2  # digits of the second year in "2007–08"
_BEFORE = word_set(
    "in since by until till during from early late mid of year between to before after and circa c around about"
)
_COUNTED = word_set(
    "people men women children votes cases deaths jobs homes soldiers troops troopers students copies species members "
    "languages employees workers residents billion million thousand"
)
_SIGNS = word_set("$ € £ ¥ # °")
_TO = word_set("to - – —")
_ERAS = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}


@dataclass(frozen=True, slots=True)
class Year:
    """A year, for how many it stands (10 for a decade), and the index of the token after it."""

    year: int
    years: int
    end: int


def read_year(listed: Sequence[Token], at: int) -> Year | None:
    """The year that begins at a token, or ``None`` for a number that is none."""
    era = _ERAS.get(lower_at(listed, at + 1)) or _ERAS.get(_era_of_range(listed, at))
    if era and listed[at].text.isdecimal() and len(listed[at].text) <= _DIGITS:
        return Year(era * int(listed[at].text), 1, at + 1 + (lower_at(listed, at + 1) in _ERAS))
    year = four_digits(listed[at])
    if year is None or _counts(listed, at, year):
        return None
    following = listed[at + 1] if at + 1 < len(listed) else None
    if following is not None and following.lower == "s" and following.start == listed[at].end:
        return Year(year, _DECADE if year % _CENTURY else _CENTURY, at + 2)
    season = _season(listed, at, year)
    return Year(year, 2, season) if season else Year(year, 1, at + 1)


def _era_of_range(listed: Sequence[Token], at: int) -> str:
    """The era after "221 to 206 BC", which the first year has too."""
    end = at + 1
    while end < min(at + 3, len(listed)) and lower_at(listed, end) in _TO:
        end += 1
    is_range = end > at + 1 and end < len(listed) and listed[end].is_number
    return lower_at(listed, end + 1) if is_range else ""


def four_digits(token: Token) -> int | None:
    """The year that a token can be."""
    if len(token.text) != _DIGITS or not token.text.isdecimal():
        return None
    year = int(token.text)
    return year if _FIRST <= year <= _LAST else None


def _counts(listed: Sequence[Token], at: int, year: int) -> bool:
    """Whether four digits are an amount: of money, of a unit, of something counted."""
    before = listed[at - 1] if at else None
    if before is not None and before.text in _SIGNS:
        return True
    if before is not None and before.lower in _BEFORE:
        return False
    if lower_at(listed, at + 1) in _COUNTED or unit_after(listed, at, at + 1).kind not in {"", "time", "times"}:
        return True
    return year < _PLAIN and not (before is not None and before.text in "(,-–—")


def _season(listed: Sequence[Token], at: int, year: int) -> int:
    """The index after "2007–08", or 0: the second year follows the first at once."""
    end = at + 1
    while end < min(at + 3, len(listed)) and listed[end].text in {"-", "–", "/"}:
        end += 1
    text = listed[end].text if end > at + 1 and end < len(listed) else ""
    return end + 1 if len(text) == _SEASON and text.isdecimal() and int(text) == (year + 1) % _CENTURY else 0
