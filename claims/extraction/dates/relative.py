"""Dates that are counted from a day: from publication, from the day of saying, or from the date spoken of before."""

import datetime as dt
import re

from claims.extraction.dates import periods
from claims.extraction.dates.counting import Base, Resolved, chosen, counted, in_words, open_without
from claims.extraction.dates.periods import Period
from claims.extraction.dates.tense import Tense
from claims.extraction.dates.words import WEEKDAYS, count, weekday_number

_STEPS = {"next": 1, "following": 1, "after": 1, "same": 0, "that": 0, "previous": -1, "before": -1}
_WHICH = {"this": 0, "the current": 0, "last": -1, "past": -1, "next": 1}
_NAMED_DAY = re.compile(r"\b(?:Super|Black|Good|Ash|Holy|Cyber|Bloody|Giving|Palm|Easter)\s\Z")
_OF_EVENT = re.compile(r"\s(?:after|before|following|preceding|when)\b|\s?(?=[.,;])")
_SIZES = ("day", "week", "month", "quarter", "year")
_STRETCHES = {"past": -1, "the past": -1, "the last": -1, "the next": 1}
_TRADING = re.compile(r"(?i:\b(?:end(?:ed|ing)?|finish(?:ed|ing)?|clos(?:e|ed|ing)|for)\sthe\sday)\Z")
_LOOSE = frozenset({"more than", "less than", "at least", "over", "just over"})


def weekday(match: re.Match[str], base: Base) -> Resolved | None:
    """On Wednesday: the last one, publication included; the coming one where a verb says so."""
    if _NAMED_DAY.search(match.string, max(0, match.start("weekday") - 10), match.start("weekday")):
        return None
    if _OF_EVENT.match(match.string, match.end()) and match.string.endswith(
        ("the ", "The "), 0, match.start("weekday")
    ):
        return Resolved(None, "counted from something that happened")
    number, which = weekday_number(match["weekday"]), " ".join((match["w_before"] or "").lower().split())
    name, step = WEEKDAYS[number], "following" if which == "the next" else which.split()[-1] if which else ""
    if step in ("following", "previous"):
        return _weekday_chain(number, name, step, base)
    if step in ("", "this"):
        return _weekday_near(number, name, step, base)
    return _next_weekday(number, name, base) if step == "next" else _last_weekday(number, name, base)


def _around(number: int, near: dt.date) -> list[Period]:
    first = (number - near.weekday()) % 7
    found = [periods.on_day(periods.moved(near, days)) for days in (first - 7, first, first + 7)]
    return [period for period in found if period]


def _weekday_near(number: int, name: str, step: str, base: Base) -> Resolved:
    if step == "this" and base.today and base.tense() is Tense.OPEN:
        ahead = (number - base.today.weekday()) % 7
        return counted(periods.on_day(periods.moved(base.today, ahead)), base, f"the first {name} on or after")
    return chosen(lambda near: _around(number, near), name, base)


def _last_weekday(number: int, name: str, base: Base) -> Resolved:
    back = (base.today.weekday() - number - 1) % 7 + 1 if base.today else 0
    return counted(periods.on_day(periods.moved(base.today, -back)), base, f"the last {name} before")


def _next_weekday(number: int, name: str, base: Base) -> Resolved:
    """ "Next Friday" on a Monday may be this week's or next week's: open."""
    today = base.today
    if today is None:
        return open_without("the date of publication")
    ahead = (number - today.weekday() - 1) % 7 + 1
    if today.weekday() + ahead < 7:
        return Resolved(None, f"either the {name} of this week or that of the next", today)
    return counted(periods.on_day(periods.moved(today, ahead)), base, f"the first {name} after")


def _weekday_chain(number: int, name: str, step: str, base: Base) -> Resolved:
    if base.last_day is None:
        return open_without("a date before it")
    forward = (number - base.last_day.weekday() - 1) % 7 + 1
    days = forward if step == "following" else forward - 7 if forward < 7 else -7
    return _from_last(periods.on_day(periods.moved(base.last_day, days)), f"the {step} {name}", base.last_day)


def weekday_week(match: re.Match[str], base: Base) -> Resolved:
    """Tuesday of last week."""
    number = weekday_number(match["ww_weekday"] or match["wo_weekday"])
    step = _WHICH[(match["ww_which"] or match["wo_which"]).lower()]
    week = periods.unit_of(base.today, "week", step) if base.today else None
    found = periods.on_day(periods.moved(week.start, number)) if week else None
    return counted(found, base, f"the {WEEKDAYS[number]} of the week {('before', 'of', 'after')[step + 1]}")


def yesterday_but_one(_match: re.Match[str], base: Base) -> Resolved:
    """The day before yesterday."""
    return counted(periods.on_day(periods.moved(base.today, -2)), base, "two days before")


def tomorrow_but_one(_match: re.Match[str], base: Base) -> Resolved:
    """The day after tomorrow."""
    return counted(periods.on_day(periods.moved(base.today, 2)), base, "two days after")


def yesterday(_match: re.Match[str], base: Base) -> Resolved:
    """Yesterday, last night."""
    return counted(periods.on_day(periods.moved(base.today, -1)), base, "the day before")


def tomorrow(_match: re.Match[str], base: Base) -> Resolved:
    """Tomorrow."""
    return counted(periods.on_day(periods.moved(base.today, 1)), base, "the day after")


def today(_match: re.Match[str], base: Base) -> Resolved:
    """Today, this morning."""
    return counted(periods.on_day(base.today), base, "the day of" if base.name == "publication" else "")


def _from_last(period: Period | None, words: str, start: dt.date) -> Resolved:
    if period is None:
        return Resolved(None, "beyond the calendar")
    return Resolved(period, f"{words}, counted from the date before it in the text, {in_words(start)}", start)


def _last_of(base: Base, unit: str) -> dt.date | None:
    """The start of the last date spoken of that is known to the ``unit``."""
    if unit in ("day", "week"):
        return base.last_day or (base.last.start if base.last and base.last.unit == unit else None)
    if base.last is None or base.last.unit not in _SIZES[: _SIZES.index(unit) + 1]:
        return base.last_day
    return base.last.start


def chain(match: re.Match[str], base: Base) -> Resolved | None:
    """The next day, that month, the year before: from the last date that is known so exactly."""
    if match["c_plain"] and not _TRADING.search(match.string, max(0, match.start() - 12), match.end()):
        return None
    unit = (match["c_unit"] or match["c_that"] or match["c_late"] or match["c_plain"]).lower()
    unit = "day" if unit in ("morning", "evening", "night") else unit
    step = (match["c_step"] or match["c_side"] or "that").lower()
    if step == "next" and (match["lead"] or "").lower() in ("over", "for", "in", "during", "of"):
        return None
    start = _last_of(base, unit)
    if start is None:
        return open_without("a date before it")
    return _from_last(periods.unit_of(start, unit, _STEPS[step]), f"the {step} {unit}", start)


def compared(match: re.Match[str], base: Base) -> Resolved:
    """The same month a year ago: the last date spoken of, one year before."""
    unit, last = match["co_unit"].lower(), base.last
    if last is None or (unit != "period" and last.unit != unit):
        return open_without("a date before it")
    before = periods.month_of(last.start.year - 1, last.start.month)
    found = periods.unit_of(before.start, last.unit) if before and last.unit in ("month", "quarter", "year") else None
    return _from_last(found, f"the same {unit} a year before", last.start) if found else open_without("such a date")


def ago(match: re.Match[str], base: Base) -> Resolved:
    """Three weeks ago, from publication; two days later, from the last date: as exact as their unit."""
    number, unit = count(match["a_count"]), match["a_unit"].lower()
    near = " ".join((match["a_near"] or "").lower().split())
    if number is None or near in _LOOSE or (near and unit == "day"):
        return Resolved(None, "too loose for a date", value="" if match["a_chain"] else "PAST_REF")
    words = f"{number} {unit}{'s' * (number != 1)}"
    if match["a_ago"]:
        found = periods.unit_of(base.today, _coarse(unit), -_size(number, unit)) if base.today else None
        return counted(found, base, f"{words} before")
    start = _last_of(base, _coarse(unit))
    if start is None:
        return open_without("a date before it")
    later = (match["a_chain"] or "").lower() == "later"
    moved = periods.unit_of(start, _coarse(unit), _size(number, unit) * (1 if later else -1))
    return _from_last(moved, f"{words} {'later' if later else 'earlier'}", start)


def _coarse(unit: str) -> str:
    return "year" if unit == "decade" else unit


def _size(number: int, unit: str) -> int:
    return number * 10 if unit == "decade" else number


def stretch(match: re.Match[str], base: Base) -> Resolved:
    """The past 30 days: a range that ends (or begins) with the day dates count from."""
    which, number, unit = match["st_which"].lower(), count(match["st_count"]), match["st_unit"].lower()
    if number is None:
        return Resolved(None, "too loose for a date")
    return _stretch(-number if which in ("last", "past") else number, unit, base)


def _stretch(number: int, unit: str, base: Base) -> Resolved:
    """So many units ahead, or back where ``number`` is below 0."""
    if base.today is None:
        return open_without("the date of publication")
    near, far = periods.unit_of(base.today, unit), periods.unit_of(base.today, unit, number)
    if near is None or far is None:
        return Resolved(None, "beyond the calendar")
    first, last = (far, near) if number < 0 else (near, far)
    words = f"{abs(number)} {unit}{'s' * (abs(number) != 1)} {'up to' if number < 0 else 'from'}"
    return counted(periods.between(first, last), base, words)


def period(match: re.Match[str], base: Base) -> Resolved:
    """This month, last year, next week; "the past year" is a stretch that ends now."""
    which, unit = " ".join(match["p_which"].lower().split()), match["p_unit"].lower()
    if which in _STRETCHES:
        years = unit in ("decade", "century")
        size = {"decade": 10, "century": 100}.get(unit, 1) * _STRETCHES[which]
        return _stretch(size, "year" if years else unit, base)
    found = periods.unit_of(base.today, unit, _WHICH[which]) if base.today else None
    return counted(found, base, f"the {unit} {('before', 'of', 'after')[_WHICH[which] + 1]}")


def edge(match: re.Match[str], base: Base) -> Resolved:
    """The end of the year: the year."""
    unit = (match["e_unit"] or "year").lower()
    return counted(periods.unit_of(base.today, unit) if base.today else None, base, f"the {unit} of")


def weekend(match: re.Match[str], base: Base) -> Resolved:
    """Last weekend, the weekend; "this weekend" stays open where no verb says which."""
    which = match["we_which"].lower()
    if which == "that":
        start = base.last_day
        return (
            _from_last(periods.weekend_of(start), "that weekend", start) if start else open_without("a date before it")
        )
    if base.today is None:
        return open_without("the date of publication")
    if which in ("last", "past", "next"):
        side = "after" if which == "next" else "before"
        return counted(_other_weekend(base.today, which), base, f"the weekend of the week {side}")
    tense = base.tense()
    if which == "this" and tense is Tense.OPEN and base.today.weekday() < 5:
        return Resolved(None, "either the weekend before or the one to come", base.today)
    return chosen(_weekends, "weekend", base)


def _weekends(near: dt.date) -> list[Period]:
    found = [periods.weekend_of(periods.moved(near, days)) for days in (-7, 0, 7)]
    return [period for period in found if period]


def _other_weekend(day: dt.date, which: str) -> Period | None:
    return periods.weekend_of(periods.moved(day, 7 if which == "next" else -7))


def vague(match: re.Match[str], _base: Base) -> Resolved:
    """Recently, currently: no date, but words of time."""
    value = "PRESENT_REF" if match["vague"].lower() == "currently" else "PAST_REF"
    return Resolved(None, "too loose for a date", value=value)
