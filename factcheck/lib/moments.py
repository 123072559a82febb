"""Points in time as people and machines write them."""

import datetime as dt

from factcheck.lib.errors import InvalidInput


def parse_moment(text: str, *, zone: dt.tzinfo) -> dt.datetime | None:
    """An ISO date or date with time as an aware moment; ``None`` for an empty text.

    A day without a time is its first moment, and a time without an offset is one, in ``zone``. Raises
    ``InvalidInput`` for anything else: a date is never guessed.
    """
    if not text.strip():
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError as error:
        message = f"“{text.strip()[:40]}” is no date. Write it as 2026-03-31 or 2026-03-31T08:30+01:00."
        raise InvalidInput(message) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
