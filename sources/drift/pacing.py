"""When a page is asked again: soon while it changes or an article is near its publication, else ever later."""

import datetime as dt
from typing import Final

FIRST: Final = dt.timedelta(hours=6)
LONGEST: Final = dt.timedelta(days=14)
SOON: Final = dt.timedelta(hours=1)
BEFORE_PUBLICATION: Final = dt.timedelta(hours=2)
NEAR: Final = dt.timedelta(hours=24)
_MOST_DOUBLINGS: Final = 10


def next_interval(steady: int, *, in_doubt: bool = False, publication_in: dt.timedelta | None = None) -> dt.timedelta:
    """How long to wait after the latest look.

    ``steady`` looks in a row brought nothing new, the latest included. ``in_doubt`` is true when the page was gone or
    another one for the first time, which one more look settles. ``publication_in`` is how far off the nearest
    publication is of an article that rests on it, less than nothing when it is past.
    """
    if in_doubt:
        return SOON
    grown = min(LONGEST, FIRST * (1 << min(max(steady - 1, 0), _MOST_DOUBLINGS)))
    if publication_in is not None and abs(publication_in) <= NEAR:
        return min(grown, BEFORE_PUBLICATION)
    return grown
