"""The dateline of a report ("PORT SELLA (Northline) —"): where and when it was filed, and part of no statement."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claims.extraction.text import grammar
from factcheck.lib.spans import Span

_WORD = r"[^\W\d_][\w.'’-]{0,30}"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,3}})(?P<region>(?:,\s(?:\d{{1,2}}\s)?{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}}(?:\s\d{{1,2}})?"
    r"(?:,?\s\d{4})?)(?:,?\s(?P<clock>[012]?\d[:.]?[0-5]\d)\s(?:GMT|UTC))?"
    r"\s?(?P<agency>[(/][^()/\n]{2,40}[)/])?(?:\s?(?:—|--)|\s[–-])\s?(?P<next>[\"'“‘«]|\d|[^\W\d_]{1,20})"
)
_OPENERS = grammar.DETERMINERS | grammar.PREPOSITIONS
_ZONES = {
    "amsterdam": "Europe/Amsterdam", "athens": "Europe/Athens", "baghdad": "Asia/Baghdad", "bangkok": "Asia/Bangkok",
    "beijing": "Asia/Shanghai", "berlin": "Europe/Berlin", "brussels": "Europe/Brussels", "cairo": "Africa/Cairo",
    "chicago": "America/Chicago", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "dubai": "Asia/Dubai",
    "dublin": "Europe/Dublin", "geneva": "Europe/Zurich", "hong kong": "Asia/Hong_Kong",
    "istanbul": "Europe/Istanbul", "jakarta": "Asia/Jakarta", "jerusalem": "Asia/Jerusalem",
    "johannesburg": "Africa/Johannesburg", "kabul": "Asia/Kabul", "kiev": "Europe/Kiev", "kyiv": "Europe/Kiev",
    "lagos": "Africa/Lagos", "london": "Europe/London", "los angeles": "America/Los_Angeles",
    "madrid": "Europe/Madrid", "manila": "Asia/Manila", "mexico city": "America/Mexico_City",
    "moscow": "Europe/Moscow", "mumbai": "Asia/Kolkata", "nairobi": "Africa/Nairobi", "new york": "America/New_York",
    "ottawa": "America/Toronto", "paris": "Europe/Paris", "rome": "Europe/Rome", "san francisco": "America/Los_Angeles",
    "seoul": "Asia/Seoul", "singapore": "Asia/Singapore", "stockholm": "Europe/Stockholm",
    "sydney": "Australia/Sydney", "tehran": "Asia/Tehran", "tokyo": "Asia/Tokyo", "toronto": "America/Toronto",
    "vienna": "Europe/Vienna", "warsaw": "Europe/Warsaw", "washington": "America/New_York",
    "wellington": "Pacific/Auckland",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its ``span``, the ``place``, the part after the place in which a date may stand, and the hour.

    ``clock`` is the hour in Greenwich; None where none is given.
    """

    span: Span
    place: str
    rest: Span | None = None
    clock: dt.time | None = None

    def local_day(self, day: dt.date) -> dt.date:
        """The day it was at the place when it was ``day`` in Greenwich; ``day`` itself where place or hour is open."""
        zone = _ZONES.get(" ".join(self.place.lower().split()))
        if zone is None or self.clock is None:
            return day
        try:
            return dt.datetime.combine(day, self.clock, dt.UTC).astimezone(ZoneInfo(zone)).date()
        except (ZoneInfoNotFoundError, OverflowError):
            return day


def dateline(text: str, paragraph: Span) -> Dateline | None:
    """The dateline with which the paragraph begins; None when it has none.

    A place in capitals is one, and so is a place that names its agency or stands before an article.
    """
    match = _DATELINE.match(text, paragraph.start, paragraph.end)
    if match is None or not _is_dateline(match):
        return None
    rest = Span(*match.span("region")) if match["region"] else None
    return Dateline(Span(match.start(), match.start("next")), match["place"], rest, _clock(match["clock"]))


def without_dateline(text: str, paragraph: Span) -> Span:
    """``paragraph`` from its first word after the dateline; the same span when it has none."""
    found = dateline(text, paragraph)
    return Span(found.span.end, paragraph.end) if found else paragraph


def _clock(words: str | None) -> dt.time | None:
    figures = "".join(letter for letter in words or "" if letter.isdecimal()).zfill(4)
    return dt.time(int(figures[:2]), int(figures[2:])) if words and int(figures[:2]) < 24 else None


def _is_dateline(match: re.Match[str]) -> bool:
    following = match["next"]
    if following[0].islower():
        return False
    if match["place"].isupper():
        return True
    capitalised = all(word[0].isupper() for word in match["place"].split())
    return capitalised and (bool(match["agency"]) or following.lower() in _OPENERS)
