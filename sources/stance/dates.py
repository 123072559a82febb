"""Dates read from a text and compared as exactly as both are given. Plain Python."""

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from factcheck.lib.spans import Span
from sources.stance.moments import happening, is_of_saying, is_to_come
from sources.stance.words import FAINT_STEMS, Token, join, word_set

MOST = 40  # dates read from one text
_AROUND = 6  # tokens on either side that say what happened then
_FIRST_YEAR, _LAST_YEAR, _DAYS = 1500, 2099, 31
_YEAR_DIGITS = 4
_RELATED = 0.4  # of the claim's words: with less in common, an equal date is chance
_SAME_HAPPENING = 0.5  # of the claim's words: with less in common, another date is of something else
_NAMED = 0.6  # of the claim's words: with as much in common and one name by both dates, they are of one happening
_SAME_AFFAIR = 0.85  # of the claim's words: with as much in common, the words around need not be the same
_ALIGNED = 0.85  # tuned on pairs whose date was changed: see docs/stance.md

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
CALENDAR = word_set(f"{_MONTH_NAMES} {_WEEKDAY_NAMES}")  # the capitalised words that are no names
_BEFORE_YEAR = word_set("in since by until till during from early late mid of year between to before after and circa c")
_LIMITS = word_set("by since until till before after")
_COUNTED = word_set("people men women children votes cases deaths jobs homes soldiers troops troopers years miles")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as far as a text gives it; ``None`` means not given.

    ``years`` is 10 for a decade, ``limit`` the word that makes it an end and no moment ("by", "since"). ``around`` are
    the stems of the words near it, ``named`` those of them with a capital letter, ``head`` is that of the word it
    belongs to. ``is_of_saying`` tells that somebody spoke on that day, ``is_weekday`` that it is written as a weekday.
    """

    span: Span
    year: int | None
    month: int | None
    day: int | None
    years: int
    limit: str
    around: AbstractSet[str]
    named: AbstractSet[str]
    head: str
    is_of_saying: bool
    is_weekday: bool

    @property
    def precision(self) -> int:
        """How many of year, month and day are given."""
        return sum(part is not None for part in (self.year, self.month, self.day))


@dataclass(frozen=True, slots=True)
class DateComparison:
    """A date of the claim, one of the passage, and whether they can be the same."""

    claimed: DateMention
    found: DateMention
    agrees: bool


def mentions(listed: Sequence[Token], anchor: str = "") -> list[DateMention]:
    """The dates of a text, in order, at most ``MOST``.

    Weekdays count from ``anchor`` (ISO) and need one: back, or ahead where the sentence speaks of what will be.
    """
    day = _iso(anchor)
    found: list[DateMention] = []
    at = 0
    while at < len(listed) and len(found) < MOST:
        read = _read(listed, at, day)
        if read is None:
            at += 1
            continue
        found.append(read[0])
        at = read[1]
    return found


def in_words(date: DateMention) -> str:
    """A date as a person writes it: "16 March 2026"."""
    month = _MONTH_NAMES.split()[date.month - 1].capitalize() if date.month else ""
    return " ".join(str(part) for part in (date.day, month, date.year) if part)


def compare(claimed: Sequence[DateMention], found: Sequence[DateMention], shared: float) -> list[DateComparison]:
    """Each date of the claim beside one of the passage: one that agrees, or else one for the same happening.

    ``shared`` is the share of the claim's words in the passage: the more, the surer the two speak of one happening. The
    day on which somebody spoke is compared with nothing but such a day.
    """
    return [made for date in claimed if (made := _compare_one(date, claimed, found, shared)) is not None]


def _compare_one(
    date: DateMention, claimed: Sequence[DateMention], found: Sequence[DateMention], shared: float
) -> DateComparison | None:
    comparable = [other for other in found if _are_comparable(date, other)]
    for other in comparable:
        if _agree(date, other) and _is_one_affair(date, other, shared):
            return DateComparison(date, other, agrees=True)
    others = [other for other in comparable if _clash(date, other) and _is_one_happening(date, other, shared)]
    if not others or any(_agree(date, other) for other in comparable):
        return None
    alone = 0.2 if len(found) == len(claimed) == 1 else 0.0
    score, best = max(((_alignment(date, other), other) for other in others), key=lambda scored: scored[0])
    return DateComparison(date, best, agrees=False) if score + shared + alone >= _ALIGNED else None


def _are_comparable(a: DateMention, b: DateMention) -> bool:
    """Whether two dates are of one kind, and neither a weekday beside no more than a month or a year."""
    if a.is_of_saying != b.is_of_saying:
        return False
    return not (a.is_weekday and b.day is None) and not (b.is_weekday and a.day is None)


def _is_one_affair(date: DateMention, other: DateMention, shared: float) -> bool:
    """Whether an equal date is more than chance, and the passage does not merely give the year of the claim's day."""
    if date.precision == len(_fields(date, other)) and other.precision == 1:
        return False
    return shared >= _RELATED or bool((date.around & other.around) - FAINT_STEMS)


def _is_one_happening(date: DateMention, other: DateMention, shared: float) -> bool:
    """Whether another date is given for the same: by the word that the claim's belongs to, or by what is equal."""
    if date.head in other.around:
        return shared >= _SAME_HAPPENING
    if date.is_weekday or other.is_weekday:
        return False
    partly = min(date.precision, other.precision) > 1 and _equal_parts(date, other) > 0
    named = bool(date.named & other.named)
    return shared >= (_RELATED if partly else _NAMED if named else _SAME_AFFAIR)


def _alignment(a: DateMention, b: DateMention) -> float:
    """How surely two different dates are given for one happening: by the words around, and by parts that are equal."""
    unlike = a.years != b.years or a.limit != b.limit
    return 0.3 * len(a.around & b.around) + 0.3 * _equal_parts(a, b) - 0.4 * unlike


def _equal_parts(a: DateMention, b: DateMention) -> int:
    return sum(_both(x, y) and x == y for x, y in _fields(a, b))


def _agree(a: DateMention, b: DateMention) -> bool:
    return not _clash(a, b) and any(_both(x, y) for x, y in _fields(a, b))


def _clash(a: DateMention, b: DateMention) -> bool:
    if a.year and b.year:
        first, second = sorted((a, b), key=lambda date: date.year or 0)
        if (second.year or 0) - (first.year or 0) >= first.years:
            return True
    return any(_both(x, y) and x != y for x, y in _fields(a, b)[1:])


def _fields(a: DateMention, b: DateMention) -> list[tuple[int | None, int | None]]:
    return [(a.year, b.year), (a.month, b.month), (a.day, b.day)]


def _both(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None


def _iso(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _read(listed: Sequence[Token], at: int, anchor: dt.date | None) -> tuple[DateMention, int] | None:
    """The date that begins at a token, and the index after it."""
    token = listed[at]
    if token.is_number:
        return _read_iso(listed, at) or _read_day_first(listed, at) or _read_year(listed, at)
    if token.lower in _MONTHS and token.is_capitalised:
        return _read_month(listed, at)
    if anchor is not None and token.lower in _WEEKDAYS:
        day = _weekday(anchor, _WEEKDAYS[token.lower], ahead=is_to_come(listed, at))
        mention = _mention(listed, at, at + 1, (day.year, day.month, day.day))
        return replace(mention, is_weekday=True), at + 1
    return None


def _weekday(anchor: dt.date, weekday: int, *, ahead: bool) -> dt.date:
    """The last such weekday up to a day, or the first from it on; the ends of the calendar stop it."""
    if ahead:
        days = (weekday - anchor.weekday()) % 7
        return anchor + dt.timedelta(days=min(days, (dt.date.max - anchor).days))
    back = (anchor.weekday() - weekday) % 7
    return anchor - dt.timedelta(days=min(back, anchor.toordinal() - 1))


def _read_iso(listed: Sequence[Token], at: int) -> tuple[DateMention, int] | None:
    parts = listed[at : at + 5]
    written = "".join(token.text for token in parts)
    glued = len(parts) == 5 and parts[-1].end - parts[0].start == len(written)
    day = _iso(written) if glued else None
    if day is None:
        return None
    return _mention(listed, at, at + 5, (day.year, day.month, day.day)), at + 5


def _read_day_first(listed: Sequence[Token], at: int) -> tuple[DateMention, int] | None:
    """ "28 April 2014", "the 3rd of May"."""
    day = _day(listed[at])
    month_at = at + 1
    while month_at < at + 3 and _word(listed, month_at) in {"st", "nd", "rd", "th", "of"}:
        month_at += 1
    month = _MONTHS.get(_word(listed, month_at))
    if day is None or month is None or not listed[month_at].is_capitalised:
        return None
    year, end = _year_after(listed, month_at + 1)
    return _mention(listed, at, end, (year, month, day)), end


def _read_month(listed: Sequence[Token], at: int) -> tuple[DateMention, int] | None:
    """ "April 28, 2014", "April 2014", "in April"; "May" and "March" alone are read only after "in" or "since"."""
    month = _MONTHS[listed[at].lower]
    day = _day(listed[at + 1]) if at + 1 < len(listed) else None
    after_day = at + 2 + (_word(listed, at + 2) in {"st", "nd", "rd", "th"}) if day else at + 1
    year, end = _year_after(listed, after_day)
    alone = day is None and year is None
    if alone and _word(listed, at - 1) not in {"in", "since", "last", "until", "by"}:
        return None
    return _mention(listed, at, end, (year, month, day)), end


def _read_year(listed: Sequence[Token], at: int) -> tuple[DateMention, int] | None:
    year = _year(listed[at])
    if year is None:
        return None
    following = listed[at + 1] if at + 1 < len(listed) else None
    if following is not None and following.lower == "s" and following.start == listed[at].end:
        return _mention(listed, at, at + 2, (year, None, None), years=10 if year % 100 else 100), at + 2
    if _word(listed, at - 1) not in _BEFORE_YEAR and following is not None and following.lower in _COUNTED:
        return None
    return _mention(listed, at, at + 1, (year, None, None)), at + 1


def _year_after(listed: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year at a token or after a comma there, and the index after what was read."""
    for skipped in range(2):
        if at + skipped < len(listed):
            year = _year(listed[at + skipped])
            if year is not None:
                return year, at + skipped + 1
        if _word(listed, at) not in {",", "of"}:
            break
    return None, at


def _year(token: Token) -> int | None:
    if len(token.text) != _YEAR_DIGITS or not token.text.isdecimal():
        return None
    year = int(token.text)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _day(token: Token) -> int | None:
    if len(token.text) > 2 or not token.text.isdecimal():
        return None
    day = int(token.text)
    return day if 1 <= day <= _DAYS else None


def _word(listed: Sequence[Token], at: int) -> str:
    return listed[at].lower if 0 <= at < len(listed) else ""


def _mention(
    listed: Sequence[Token], start: int, end: int, date: tuple[int | None, int | None, int | None], years: int = 1
) -> DateMention:
    near = [*listed[max(0, start - _AROUND) : start], *listed[end : end + _AROUND]]
    near = [token for token in near if token.is_word and token.is_content]
    around, named = (
        frozenset(token.stem for token in near),
        frozenset(token.stem for token in near if token.is_capitalised),
    )
    before = _word(listed, start - 1)
    limit = before if before in _LIMITS else ""
    head, of_saying = happening(listed, start, end), is_of_saying(listed, start, end)
    return DateMention(join(listed[start:end]), *date, years, limit, around, named, head, of_saying, is_weekday=False)
