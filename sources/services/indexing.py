"""Keeping the search index at what the database holds: the index says itself how far it is, and goes on from there."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from factcheck.lib.errors import InvalidInput
from sources.models import LibraryChange, LibraryLog, Passage
from sources.retrieval.condition import is_foreign
from sources.retrieval.index.position import EVERYTHING, Position
from sources.retrieval.index.reader import IndexBroken, open_index
from sources.retrieval.index.schema import Row
from sources.retrieval.index.writer import IndexWriter, discard_index, writing
from sources.signals import index_requested

logger = logging.getLogger(__name__)

PASSAGES_AT_ONCE: Final = 20_000  # passages between two commits: what a killed writer has to do again
READ_AT_ONCE: Final = 1_000_000  # the same in the first reading: each commit makes a segment, and a search looks at all
CHANGES_AT_ONCE: Final = 500
_FETCHED: Final = 2_000
_COLUMNS: Final = ("pk", "document_id", "text", "document__title", "document__published_at")


def update_index(*, seconds: float = 20) -> None:
    """Take into the index what it does not hold yet, or build it anew where it is missing, broken or of another state.

    One process writes at a time; a second one leaves at once, for the first looks again when it is done. After
    ``seconds`` the rest is asked for again, so that a large library does not hold a worker.
    """
    stop_at = time.monotonic() + seconds
    while settings.SEARCH_INDEX_DIR and _is_behind(settings.SEARCH_INDEX_DIR):
        with writing(settings.SEARCH_INDEX_DIR) as is_ours:
            if not (is_ours and _follow(settings.SEARCH_INDEX_DIR, stop_at)):
                return
        if time.monotonic() > stop_at:
            index_requested.send(sender=LibraryChange)
            return


def rebuild_index(*, told: Callable[[int], None]) -> int:
    """Throw the index away and build it from the database; how many passages were read.

    ``told`` is called with their number after each commit. Searches ask the database meanwhile. Waits for another
    writer to be done. Raises ``InvalidInput`` when there is to be no index.
    """
    root = settings.SEARCH_INDEX_DIR
    if not root:
        message = "There is to be no index: SEARCH_INDEX_DIR is empty. Set it to a folder first."
        raise InvalidInput(message)
    with writing(root, wait=True):
        discard_index(root)
        return _follow(root, float("inf"), told)


def _is_behind(root: Path) -> bool:
    position = _position(root)
    if position is None or not position.is_complete:
        return True
    return LibraryChange.objects.waiting(number=position.number, document=position.document).exists()


def _position(root: Path) -> Position | None:
    """How far the index is; ``None`` when it has to be built anew."""
    try:
        position = open_index(root).position
    except IndexBroken as error:
        logger.info("the search index is built anew: %s", error)
        return None
    if is_foreign(position, LibraryLog.objects.get()):
        logger.info("the search index is built anew: it is of another state of the library")
        return None
    return position


def _follow(root: Path, stop_at: float, told: Callable[[int], None] = lambda _count: None) -> int:
    """Write until all is in or the time is over; how many passages and changed documents were looked at."""
    position = _position(root)
    if position is None:
        discard_index(root)
    with IndexWriter(root) as writer:
        follower = _Follower(writer, position or _beginning(), stop_at, told)
        follower.read_all()
        follower.catch_up()
        return follower.count


def _beginning() -> Position:
    """Where a new index starts: it reads all documents, so the changes until now need not be followed."""
    number = _number_changes()
    return Position(str(LibraryLog.objects.get().library), number, read=0)


def _number_changes() -> int:
    """Give what changed since the last time a number, and return the newest number.

    Rows that an open transaction holds are left for the next time.
    """
    with transaction.atomic():
        log = LibraryLog.objects.select_for_update().get()
        new = LibraryChange.objects.unnumbered().select_for_update(skip_locked=True)
        if LibraryChange.objects.filter(pk__in=new.values("pk")).update(number=log.newest + 1):
            log.newest += 1
            log.save(update_fields=["newest"])
        return log.newest


def _rows(**wanted: Any) -> Iterator[Row]:
    """Passages as the index takes them, those of one document together; what a person cut out is in others already."""
    passages = Passage.objects.filter(by_hand=False, **wanted).order_by("document_id").values_list(*_COLUMNS)
    return map(Row._make, passages.iterator(chunk_size=_FETCHED))


class _Follower:
    """Brings one open index from its position to what the database holds."""

    def __init__(self, writer: IndexWriter, position: Position, stop_at: float, told: Callable[[int], None]) -> None:
        self._writer = writer
        self._position = position
        self._stop_at = stop_at
        self._told = told
        self.count = 0

    def read_all(self) -> None:
        """The first reading: all documents in the order of their keys."""
        if self._position.is_complete:
            return
        uncommitted = 0
        rows = _rows(document_id__gt=self._position.read)
        for document_id, passages in groupby(rows, key=lambda row: row.document_id):
            uncommitted += self._writer.add(passages)
            late = self._is_late()
            if late or uncommitted >= READ_AT_ONCE:
                self._commit(replace(self._position, read=document_id), uncommitted)
                uncommitted = 0
            if late:
                return
        self._commit(replace(self._position, read=EVERYTHING), uncommitted)

    def catch_up(self) -> None:
        """Every document that changed since, until none has."""
        while self._position.is_complete and not self._is_late():
            _number_changes()
            here = self._position
            changes = list(LibraryChange.objects.after(number=here.number, document=here.document)[:CHANGES_AT_ONCE])
            if not changes:
                return
            self._take(changes)

    def _take(self, changes: list[LibraryChange]) -> None:
        count = 0
        for change in changes:
            self._writer.remove([change.document_number])
            count += 1 + self._writer.add(_rows(document_id=change.document_number))
            position = replace(self._position, number=change.number or 0, document=change.document_number)
            if count >= PASSAGES_AT_ONCE:
                break
        self._commit(position, count)

    def _commit(self, position: Position, count: int) -> None:
        self._writer.commit(position)
        self._position = position
        self.count += count
        self._told(self.count)

    def _is_late(self) -> bool:
        return time.monotonic() > self._stop_at
