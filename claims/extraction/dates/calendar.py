"""Dates that name a day, a month, a year or a part of it: with a year, or the one that fits best without."""

import datetime as dt
import re
from collections.abc import Callable

from claims.extraction.dates import periods
from claims.extraction.dates.counting import Base, Resolved, chosen, counted, exactly, open_without
from claims.extraction.dates.periods import Period
from claims.extraction.dates.words import MONTHS, ORDINALS, WEEKDAYS, month_number, weekday_number

_LEAP_REACH = 8
_STEPS = {"this": 0, "last": -1, "next": 1, "the": 0, "past": -1}
_CHAINED = {"that": 0, "the same": 0, "the previous": -1, "the following": 1}
_MONTHS_IN_YEAR, _HALF_CENTURY, _HALF_YEAR = 12, 50, 190


def _kept(found: list[Period | None]) -> list[Period]:
    return [period for period in found if period]


def _number(word: str) -> int:
    return int("".join(letter for letter in word if letter.isdecimal()))


def year_number(words: str, base: Base) -> int | None:
    """The year of "2017", "last year", "that year"; None where it is not known."""
    if words.isdecimal():
        return int(words)
    which = " ".join(words.lower().split()[:-1])
    if which in _CHAINED:
        return base.last.start.year + _CHAINED[which] if base.last else None
    return base.today.year + _STEPS[which] if base.today else None


def _in_year(words: str, base: Base, make: Callable[[int], Period | None]) -> Resolved:
    year = year_number(words, base)
    if year is None:
        return open_without("the year")
    if words.isdecimal():
        return exactly(make(year))
    return Resolved(make(year), f"in {year}, counted from {base.named(base.today)}" if base.today else "", base.today)


def iso(match: re.Match[str], _base: Base) -> Resolved:
    """2017-05-31."""
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return exactly(periods.on_day(periods.day_of(year, month, day)))


def iso_part(match: re.Match[str], _base: Base) -> Resolved:
    """2017-W22, 2017-Q2."""
    year, part = int(match["iso_part"][:4]), match["iso_part"][5:]
    if part[0] == "Q":
        return exactly(periods.quarter_of(year, int(part[1])))
    try:
        monday = dt.date.fromisocalendar(year, int(part[1:]), 1)
    except ValueError:
        return exactly(None)
    return exactly(periods.week_of(monday))


def figures(match: re.Match[str], base: Base) -> Resolved | None:
    """5/30/2017: only where one order of day and month is possible, or the text shows its order elsewhere."""
    first, second = int(match["n_first"]), int(match["n_second"])
    if match["n_mark"] == "." and len(match["n_year"]) < 4:
        return None
    year = _full_year(match["n_year"], base)
    if year is None:
        return open_without("the century")
    order = day_first(match) if day_first(match) is not None else base.day_first
    if order is None and first != second:
        return Resolved(None, "two possible dates, for either figure may be the month")
    day, month = (first, second) if order else (second, first)
    return exactly(periods.on_day(periods.day_of(year, month, day)), "the only day these figures can mean")


def day_first(match: re.Match[str]) -> bool | None:
    """Whether the day comes first in a date in figures; None when both orders are possible."""
    if match["n_mark"] == "." or int(match["n_first"]) > _MONTHS_IN_YEAR:
        return True
    return False if int(match["n_second"]) > _MONTHS_IN_YEAR else None


def _full_year(word: str, base: Base) -> int | None:
    """Of two figures the year nearest to the day that dates count from."""
    if len(word) > 2:
        return int(word)
    if base.today is None:
        return None
    low = base.today.year - _HALF_CENTURY
    return low + (int(word) - low) % 100


def days(match: re.Match[str], base: Base) -> Resolved:
    """May 3-5, 3 to 5 May 2017."""
    month = month_number(match["ds_month"] or match["dm_month"])
    first = _number(match["ds_first"] or match["dm_first"])
    last = _number(match["ds_last"] or match["dm_last"])

    def stretch(year: int) -> Period | None:
        start, end = (periods.on_day(periods.day_of(year, month, day)) for day in (first, last))
        return periods.between(start, end) if start and end else None

    if match["ds_year"]:
        return exactly(stretch(int(match["ds_year"])))
    return chosen(lambda near: _yearly(stretch, near), f"{first} to {last} {MONTHS[month - 1]}", base)


def _yearly(make: Callable[[int], Period | None], near: dt.date, reach: int = 1) -> list[Period]:
    years = range(max(1, near.year - reach), min(dt.MAXYEAR, near.year + reach) + 1)
    return _kept([make(year) for year in years])


def day(match: re.Match[str], base: Base) -> Resolved:
    """30 May 2017, May 30; a weekday before it must be the right one and helps to find the year."""
    number, month = _number(match["d_first"] or match["md_day"]), month_number(match["d_month"] or match["md_month"])
    weekday = weekday_number(match["d_weekday"]) if match["d_weekday"] else None

    def dated(year: int) -> Period | None:
        found = periods.day_of(year, month, number)
        return periods.on_day(found) if found and weekday in (None, found.weekday()) else None

    if match["d_year"]:
        return _in_year(match["d_year"], base, dated)
    name = f"{number} {MONTHS[month - 1]}"
    if weekday is not None:
        name = f"{WEEKDAYS[weekday]} {name}"
        if base.today:
            return _with_weekday(_yearly(dated, base.today), name, base.today, base)
    return chosen(lambda near: _yearly(dated, near, _LEAP_REACH if number > 28 else 1), name, base)


def _with_weekday(found: list[Period], name: str, today: dt.date, base: Base) -> Resolved:
    near = [period for period in found if abs((period.start - today).days) <= _HALF_YEAR]
    if len(near) == 1:
        return Resolved(near[0], f"the only {name} within half a year of {base.named(today)}", today)
    return Resolved(None, f"no day near {base.named(today)}, for its weekday is another", today)


def months(match: re.Match[str], base: Base) -> Resolved:
    """January to March 2016."""
    first, last = month_number(match["ms_first"]), month_number(match["ms_last"])

    def stretch(year: int) -> Period | None:
        start, end = periods.month_of(year - (first > last), first), periods.month_of(year, last)
        return periods.between(start, end) if start and end else None

    if match["ms_year"]:
        return _in_year(match["ms_year"], base, stretch)
    return chosen(lambda near: _yearly(stretch, near), f"{MONTHS[first - 1]} to {MONTHS[last - 1]}", base)


def month_year(match: re.Match[str], base: Base) -> Resolved:
    """March 2019, October of next year."""
    month = month_number(match["my_month"])
    return _in_year(match["my_year"], base, lambda year: periods.month_of(year, month))


def quarter(match: re.Match[str], base: Base) -> Resolved:
    """Q2 2019, the third quarter; "last quarter" is the one before this."""
    word = (match["q_word"] or "").lower()
    if word == "last" and not match["q_year"]:
        ended = periods.unit_of(base.today, "quarter", -1) if base.today else None
        return Resolved(ended, "the quarter before the present one", base.today)
    number = int(match["q_digit"]) if match["q_digit"] else ORDINALS[word]
    owner = _YEAR_OWNS.search(match.string, max(0, match.start() - 14), match.start())
    if match["q_year"] or owner:
        words = match["q_year"] or (owner["year"] if owner else "")
        return _in_year(words, base, lambda year: periods.quarter_of(year, number))
    name = f"{_QUARTERS[number - 1]} quarter"
    return chosen(lambda near: _yearly(lambda year: periods.quarter_of(year, number), near), name, base)


def half(match: re.Match[str], base: Base) -> Resolved:
    """The first half of 2016."""
    return _in_year(match["h_year"], base, lambda year: periods.half_of(year, ORDINALS[match["h_word"].lower()]))


_YEAR_OWNS = re.compile(r"\b(?P<year>(?:1[5-9]|20)\d\d|(?i:last|this|next)\syear)['’]s\s\Z")
_QUARTERS = ("first", "second", "third", "fourth")
_SEASON_LEADS = frozenset({"in", "during", "since", "by", "until", "over", "this", "next"})


def season(match: re.Match[str], base: Base) -> Resolved | None:
    """Last summer, the spring of 2016; "fall" alone is a verb until a preposition says otherwise."""
    name, which = match["season"].lower(), (match["s_which"] or "").strip().lower()
    if match["s_year"]:
        return _in_year(match["s_year"], base, lambda year: periods.season_of(year, name))
    if not which and (match["lead"] or "").lower() not in _SEASON_LEADS:
        return None

    def around(near: dt.date) -> list[Period]:
        return _yearly(lambda year: periods.season_of(year, name), near)

    return relative_name(around, name, which, base)


def relative_name(around: Callable[[dt.date], list[Period]], name: str, which: str, base: Base) -> Resolved:
    """ "Last March", "this summer", "next June": the one that has ended, that of this year, the next to begin."""
    if which == "":
        return chosen(around, name, base)
    if base.today is None:
        return open_without("the date of publication")
    today, found = base.today, around(base.today)
    if which in ("last", "past"):
        ended = next((period for period in reversed(found) if period.end < today), None)
        return counted(ended, base, f"the last {name} that ended before")
    if which == "next":
        return counted(
            next((period for period in found if period.start > today), None),
            base,
            f"the first {name} that begins after",
        )
    present = [period for period in found if period.start <= today <= period.end or period.start.year == today.year]
    return counted(next(iter(present), None), base, f"the {name} of the year of")


def decade(match: re.Match[str], _base: Base) -> Resolved | None:
    """The 1990s; "a 1950s house" is no time."""
    if not (match["dec_the"] or match["part"] or match["lead"]):
        return None
    return exactly(periods.decade_of(int(match["decade"])))


def century(match: re.Match[str], _base: Base) -> Resolved:
    """The 19th century."""
    return exactly(periods.century_of(int(match["century"])))


def years(match: re.Match[str], _base: Base) -> Resolved:
    """2010 to 2014, 2010–14."""
    first = int(match["ys_first"])
    last = int(match["ys_last"]) if len(match["ys_last"]) > 2 else first // 100 * 100 + int(match["ys_last"])
    start, end = periods.year_of(first), periods.year_of(last)
    return exactly(periods.between(start, end) if start and end else None)


_MONTH_LEADS = frozenset({"in", "since", "until", "till", "during", "through", "throughout", "as of"})
_OTHER_MONTH_LEADS = frozenset({"by", "from", "before", "after", "of", "between", "and", "to", "for"})
_AFTER_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})(?:,\s|,?\s(?:and|or)\s)\Z")
_OWNED = re.compile(r"(?:\b(?P<article>[Tt]he|an?|its|their|his|her|our)|\b[a-z]{2,10})\s\Z")
_THING = re.compile(r"\s[a-z]{3,20}")
_ALSO_WORDS = frozenset({"May", "March", "April", "June", "August"})


def _names_month(match: re.Match[str], word: str) -> bool:
    """ "March and April", "its January sales": a month after another or before a thing, where it can be no person."""
    text, start = match.string, match.start("m_alone")
    if _AFTER_MONTH.search(text, max(0, start - 15), start):
        return True
    owner = _OWNED.search(text, max(0, start - 12), start)
    return bool(owner and (owner["article"] or word not in _ALSO_WORDS) and _THING.match(text, match.end()))


def month(match: re.Match[str], base: Base) -> Resolved | None:
    """In March, last June, since May: a month and no day."""
    word, which = match["month"] or match["m_alone"], (match["m_before"] or "").lower()
    lead = (match["lead"] or "").lower()
    safe = which or match["part"] or lead in _MONTH_LEADS or (lead in _OTHER_MONTH_LEADS and word not in _ALSO_WORDS)
    if not safe and not _names_month(match, word):
        return None
    number = month_number(word)

    def around(near: dt.date) -> list[Period]:
        return _yearly(lambda year: periods.month_of(year, number), near)

    return relative_name(around, MONTHS[number - 1], which, base)


_YEAR_LEADS = frozenset({"in", "since", "during", "until", "till", "by", "through", "throughout", "as of"})
_COUNTED = re.compile(
    r"\s(?:[a-z]{1,15}\s)?(?:people|men|women|children|workers|jobs|troops|soldiers|dollars|euros|pounds|miles|meters|metres"
    r"|feet|tons|tonnes|homes|houses|cases|deaths|votes|members|employees|times|square|years?|days|hours|other|more|kg|km)\b"
)
_AFTER_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d(?:,\s|,?\s(?:and|or)\s)\Z")
_THE = re.compile(r"\b[Tt]he\s\Z")
_GOES_ON = re.compile(
    r"\s(?!(?:and|to|in|or|when|as|after|until|by|for|that|the|was|were|with|at|is|has|had|but|on)\b)[a-z]"
)


def year(match: re.Match[str], base: Base) -> Resolved | None:
    """In 2015, since 2019, the 1991 treaty; four figures that count something are no year."""
    lead, text, end = (match["lead"] or "").lower(), match.string, match.end()
    if _COUNTED.match(text, end):
        return None
    named = int(match["year"]) % 100 and _THE.search(text, max(0, match.start("year") - 5), match.start("year"))
    listed = _AFTER_YEAR.search(text, max(0, match.start("year") - 10), match.start("year"))
    safe = lead in _YEAR_LEADS or match["part"] or named or listed
    bound = base.before or base.after
    if not (safe or bound or (lead and not _GOES_ON.match(text, end))):
        return None
    return exactly(periods.year_of(int(match["year"])))


_SHORT_LEADS = frozenset({"in", "since", "of", "from", "by", "until", "summer"})


def short_year(match: re.Match[str], base: Base) -> Resolved | None:
    """Since '82."""
    if (match["lead"] or "").lower() not in _SHORT_LEADS:
        return None
    if base.today is None:
        return open_without("the century")
    number = _full_year(match["short_year"], base)
    return counted(periods.year_of(number) if number else None, base, "the year so written that is nearest to")
