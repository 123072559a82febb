"""The working time of this desk, from the settings: the one place that reads them."""

import datetime as dt
import functools
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from reviews.deadlines import DueRule, WorkingTime

# Holidays are worked out once, for years enough to look back on any review and ahead to any due time.
YEARS: Final = range(2015, 2051)


def office_hours() -> WorkingTime:
    """When people of the desk work."""
    opens, closes = settings.DESK_HOURS
    return _office_hours(
        settings.TIME_ZONE, settings.DESK_DAYS, opens, closes, settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS
    )


def due_rule() -> DueRule:
    """How long a review may take."""
    return DueRule(
        hours=office_hours(),
        usual=dt.timedelta(hours=settings.REVIEW_HOURS),
        lead=dt.timedelta(minutes=settings.DUE_BEFORE_MINUTES),
    )


@functools.lru_cache(maxsize=16)
def _office_hours(
    zone: str, days: frozenset[int], opens: dt.time, closes: dt.time, country: str, dates: frozenset[dt.date]
) -> WorkingTime:
    return WorkingTime(ZoneInfo(zone), days, opens, closes, dates | holidays_of(country))


@functools.lru_cache(maxsize=16)
def holidays_of(country: str) -> frozenset[dt.date]:
    """The public holidays of a country ("NO") or a part of it ("DE-BE"); none where the name is empty.

    ``ValueError`` when there is no such country.
    """
    if not country:
        return frozenset()
    import holidays  # heavy, and not every desk needs it

    name, _, part = country.upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(name, subdiv=part or None, years=YEARS))
    except NotImplementedError as error:
        message = f"HOLIDAYS_COUNTRY={country!r} is not known; write a country like NO, or a part of one like DE-BE."
        raise ValueError(message) from error
