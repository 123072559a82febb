"""Whether the index can answer for the library as it is now."""

import datetime as dt
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import timezone

from sources.models import LibraryChange, LibraryLog
from sources.retrieval.index.position import Position

if TYPE_CHECKING:
    from sources.retrieval.index.reader import OpenIndex

PATIENCE: Final = dt.timedelta(seconds=60)  # so long a change may wait before the index counts as left behind
CHECKED_EVERY: Final = 1.0  # seconds

MISSING = "The search index is missing or damaged; the database's own text search answered until it is built again."
BUILDING = "The search index is being built; the database's own text search answered meanwhile."
FOREIGN = "The search index is of another state of the library; the database's own text search answered meanwhile."
BEHIND = "The search index has not followed the library for a while; the database's own text search answered meanwhile."


@dataclass(frozen=True, slots=True)
class Condition:
    """The index, when it can answer; otherwise why not, as a sentence. Without both there is to be no index."""

    opened: "OpenIndex | None"
    hindrance: str = ""


def index_condition() -> Condition:
    """How the index stands; the database is asked about it once a second at most."""
    if not settings.SEARCH_INDEX_DIR:
        return Condition(None)
    from sources.retrieval.index.reader import IndexBroken, open_index

    try:
        opened = open_index(settings.SEARCH_INDEX_DIR)
    except IndexBroken:
        return Condition(None, MISSING)
    hindrance = _hindrance(opened.position, int(time.monotonic() / CHECKED_EVERY))
    return Condition(None if hindrance else opened, hindrance)


@lru_cache(maxsize=2)
def _hindrance(position: Position, _second: int) -> str:
    if is_foreign(position, LibraryLog.objects.get()):
        return FOREIGN
    if not position.is_complete:
        return BUILDING
    late = timezone.now() - PATIENCE
    waiting = LibraryChange.objects.waiting(number=position.number, document=position.document)
    return BEHIND if waiting.filter(noted_at__lt=late).exists() else ""


def is_foreign(position: Position, log: LibraryLog) -> bool:
    """Whether an index followed another library, or this one to a point that it has not reached."""
    return position.library != str(log.library) or position.number > log.newest
