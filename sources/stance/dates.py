"""Dates read from a text, as exactly as they are given. Plain Python."""

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from factcheck.lib.spans import Span
from sources.stance.moments import Life, happening, is_of_saying, is_to_come, life_event, works
from sources.stance.words import Token, join, word_set
from sources.stance.years import four_digits, read_year

MOST = 40  # dates read from one text
_AROUND = 6  # tokens on either side that say what happened then
_DAYS = 31

_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_NAMES.split())}
CALENDAR = word_set(f"{_MONTH_NAMES} {_WEEKDAY_NAMES}")  # the capitalised words that are no names
_LIMITS = word_set("by since until till before after")
# What stands before a month that is told alone; "May" and "March" are other words more often.
_BEFORE_MONTH = word_set("in since last until by of on during from to early late mid through till next every")
_OTHER_WORDS = word_set("may march august mar jun dec sun")
_ENDINGS = word_set("st nd rd th .")
_TO = word_set("to until till through – — -")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as far as a text gives it; ``None`` means not given.

    ``years`` is 10 for a decade, ``limit`` the word that makes it an end and no moment ("by", "since"). ``around`` are
    the stems of the words near it, ``named`` those of them with a capital letter, ``head`` is that of the word it
    belongs to, and ``life`` tells that somebody was born or died then. ``is_of_saying`` tells that somebody spoke on
    that day, ``weekday`` (0 is Monday) that it is written as a weekday, whose day is not given where it is not known.
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
    life: Life
    is_of_saying: bool
    weekday: int | None

    @property
    def is_weekday(self) -> bool:
        """Whether it is written as a weekday."""
        return self.weekday is not None

    @property
    def precision(self) -> int:
        """How many of year, month and day are given."""
        return sum(part is not None for part in (self.year, self.month, self.day))

    @property
    def date(self) -> dt.date | None:
        """The day itself, where it is wholly given and there is such a day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


def mentions(listed: Sequence[Token], anchor: str = "") -> list[DateMention]:
    """The dates of a text, in order, at most ``MOST``.

    Weekdays count from ``anchor`` (ISO): back, or ahead where the sentence speaks of what will be. Without one they are
    weekdays of no known date.
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
    if token.lower in _WEEKDAYS and token.is_capitalised:
        return _read_weekday(listed, at, anchor)
    return None


def _read_weekday(listed: Sequence[Token], at: int, anchor: dt.date | None) -> tuple[DateMention, int]:
    """A weekday; one that a date follows ("Friday, 3 May") is part of it."""
    after = at + 1 + (_word(listed, at + 1) == ",")
    whole = _read(listed, after, None) if after < len(listed) and _word(listed, after) not in _WEEKDAYS else None
    if whole is not None and whole[0].month is not None:
        return replace(whole[0], span=Span(listed[at].start, whole[0].span.end)), whole[1]
    number = _WEEKDAYS[listed[at].lower]
    day = None if anchor is None else _weekday(anchor, number, ahead=is_to_come(listed, at))
    parts = (None, None, None) if day is None else (day.year, day.month, day.day)
    of_saying = is_of_saying(listed, at, at + 1)
    return replace(_mention(listed, at, at + 1, parts), weekday=number, is_of_saying=of_saying), at + 1


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
    """ "April 28, 2014", "April 2014", "in April", "April"."""
    month = _MONTHS[listed[at].lower]
    after = at + 1 + (_word(listed, at + 1) == ".")
    day = _day(listed[after]) if after < len(listed) else None
    after_day = after + 1 + (_word(listed, after + 1) in _ENDINGS - {"."}) if day else after
    year, end = _year_after(listed, after_day)
    if day is None and year is None:
        if not _is_month_alone(listed, at):
            return None
        end = at + 1
    return _mention(listed, at, end, (year, month, day)), end


def _is_month_alone(listed: Sequence[Token], at: int) -> bool:
    before = listed[at - 1] if at else None
    if before is not None and before.lower in _BEFORE_MONTH:
        return True
    in_a_name = before is not None and before.is_word and before.is_capitalised and before.is_content
    return listed[at].lower not in _OTHER_WORDS and len(listed[at].text) > len("june") - 1 and not in_a_name


def _read_year(listed: Sequence[Token], at: int) -> tuple[DateMention, int] | None:
    read = read_year(listed, at)
    return None if read is None else (_mention(listed, at, read.end, (read.year, None, None), read.years), read.end)


def _year_after(listed: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year at a token or after a comma there, and the index after what was read."""
    for skipped in range(2):
        if at + skipped < len(listed):
            year = four_digits(listed[at + skipped])
            if year is not None:
                return year, at + skipped + 1
        if _word(listed, at) not in {",", "of"}:
            break
    return None, at


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
    return DateMention(
        join(listed[start:end]),
        *date,
        years=years,
        limit=_limit(listed, start),
        around=around | works(listed, end),
        named=named,
        head=happening(listed, start, end),
        life=life_event(listed, start, end),
        is_of_saying=date[2] is not None and is_of_saying(listed, start, end),
        weekday=None,
    )


def _limit(listed: Sequence[Token], start: int) -> str:
    """The word that makes a date an end: "by", "since", and "until" for the second of "from 1984 to 1989"."""
    before = _word(listed, start - 1)
    if before in _LIMITS:
        return before
    has_start = before in _TO and start > 1 and (listed[start - 2].is_number or listed[start - 2].lower in _MONTHS)
    return "until" if has_start else ""
