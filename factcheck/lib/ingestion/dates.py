"""Dates and times as files and pages state them."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)
_ZONE_WITHOUT_COLON = re.compile(r"([+-]\d{2})(\d{2})\Z", re.A)
_EARLIEST = 1600

When = tuple[dt.datetime | None, dt.date | None]
NEVER: When = (None, None)


def parse_when(stated: str) -> When:
    """An ISO 8601 or RFC 5322 date as ``(moment, None)`` when it has a time zone, else as ``(None, day)``.

    A time without a zone gives only its day, because nothing says whose clock it was. ``(None, None)`` for the rest.
    """
    text = stated.strip()[:60]
    if not text:
        return NEVER
    moment = _iso(text) or _mail(text)
    if moment is None:
        return _day(text)
    if moment.year < _EARLIEST:
        return NEVER
    return (None, moment.date()) if moment.tzinfo is None else (moment, None)


def _iso(text: str) -> dt.datetime | None:
    if "T" not in text and " " not in text:
        return None
    try:
        return dt.datetime.fromisoformat(_ZONE_WITHOUT_COLON.sub(r"\1:\2", text))
    except ValueError:
        return None


def _mail(text: str) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # "-0000" in a mail header means that the zone is unknown
    return moment


def _day(text: str) -> When:
    found = _ISO_DAY.match(text)
    if not found:
        return NEVER
    try:
        day = dt.date.fromisoformat(found[0])
    except ValueError:
        return NEVER
    return (None, day) if day.year >= _EARLIEST else NEVER
