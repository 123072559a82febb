"""Claims that tell no date but "last year" or "now": whether they were made of the same time. Plain Python."""

import datetime as dt
from collections.abc import Sequence

from sources.seen_before.base import Statement
from sources.stance.words import Token, word_set

# How many days apart two claims may be said that use such a word and mean the same time.
_REACHES = {
    **dict.fromkeys(("yesterday", "today", "tomorrow", "tonight"), 1),
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 4),
    **dict.fromkeys(("week", "weekend"), 6),
    **dict.fromkeys(("month", "recently"), 27),
    **dict.fromkeys(("quarter", "spring", "summer", "autumn", "fall", "winter"), 80),
    **dict.fromkeys(("year", "now", "currently", "ago"), 300),
    "decade": 1500,
}
_POINTING = word_set("last this next past previous coming current")
_ALONE = word_set("yesterday today tomorrow tonight recently now currently ago")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_FIGURES_AGE = 400  # days after which "the rate is 4 %" is another claim
_YEAR_DIGITS = 4


def moment_differs(one: Statement, other: Statement, mine: Sequence[Token], theirs: Sequence[Token]) -> str:
    """Why two claims do not speak of one time, as a sentence; empty where nothing says that they do not."""
    reach = min((_reach(listed) for listed in (mine, theirs)), key=lambda days: days or 10**6)
    days = _apart(one.said_on, other.said_on)
    if reach and days is None:
        return "It is not known when each was said, so “last year” or “now” may mean another time."
    if reach and days is not None and days > reach:
        return f"They were said {_in_words(days)} apart, so “last year” or “now” means another time."
    undated = not any(_has_year(listed) for listed in (mine, theirs))
    counted = any(token.is_number for token in mine)
    if undated and counted and days is not None and days > _FIGURES_AGE:
        return f"They were said {_in_words(days)} apart and name no date: the number may be of another time."
    return ""


def _reach(listed: Sequence[Token]) -> int:
    """Within how many days the words of time in a claim mean the same; 0 when it has none or names the year."""
    if _has_year(listed):
        return 0
    found = [
        _REACHES[token.lower]
        for at, token in enumerate(listed)
        if token.lower in _REACHES and (token.lower in _ALONE | _WEEKDAYS or _points(listed, at))
    ]
    return min(found, default=0)


def _points(listed: Sequence[Token], at: int) -> bool:
    return at > 0 and listed[at - 1].lower in _POINTING


def _has_year(listed: Sequence[Token]) -> bool:
    return any(len(token.text) == _YEAR_DIGITS and token.text.isdecimal() and token.text[0] in "12" for token in listed)


def _apart(one: str, other: str) -> int | None:
    try:
        return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days)
    except ValueError:
        return None


def _in_words(days: int) -> str:
    if days >= 365:
        years = days // 365
        return "a year" if years == 1 else f"{years} years"
    return "a day" if days == 1 else f"{days} days"
