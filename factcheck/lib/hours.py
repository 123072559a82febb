"""Days and hours of a desk as they are written in a setting: "mon-fri", "mon,wed,sat", "09:00-18:00"."""

import datetime as dt
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_days(text: str) -> frozenset[int]:
    """The days of the week, 0 for Monday, of "mon-fri" or "mon,wed,sat". ``ValueError`` says what can not be read."""
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        days |= _stretch(_day(first, text), _day(last or first, text))
    return frozenset(days)


def _stretch(first: int, last: int) -> set[int]:
    return {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}


def _day(name: str, text: str) -> int:
    if name[:3] not in DAYS:
        message = f"{text!r} are no days of the week; write them like mon-fri or mon,wed,sat."
        raise ValueError(message)
    return DAYS.index(name[:3])


def read_hours(text: str) -> tuple[dt.time, dt.time]:
    """When the desk opens and closes, of "09:00-18:00"; 24:00 is midnight. ``ValueError`` says what can not be read."""
    opens, _, closes = text.replace(" ", "").partition("-")
    try:
        return _time(opens), _time(closes)
    except ValueError as error:
        message = f"{text!r} are no hours; write them like 09:00-18:00, or 00:00-24:00 for all day."
        raise ValueError(message) from error


def _time(text: str) -> dt.time:
    return dt.time() if text == "24:00" else dt.time.fromisoformat(text)


def read_dates(texts: list[str]) -> frozenset[dt.date]:
    """The days of "2026-12-24", "2026-12-31" ...; ``ValueError`` names the one that is none."""
    return frozenset(dt.date.fromisoformat(text.strip()) for text in texts if text.strip())
