"""Writing the index: one process at a time, all or nothing."""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tantivy import Document, Index

from sources.retrieval.index.position import Position
from sources.retrieval.index.reader import index_directory, load_index
from sources.retrieval.index.schema import STATE_DOCUMENT, Row, passage_document

_MEMORY: Final = 128_000_000  # bytes of passages gathered before they are written out as a segment
_LOCK: Final = "writer.lock"


@contextmanager
def writing(root: Path, *, wait: bool = False) -> Iterator[bool]:
    """Whether this process is the one writer now; the kernel lets the lock go when its holder dies.

    With ``wait`` it waits for the other one to be done, and is always the writer.
    """
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _is_locked(descriptor, 0 if wait else fcntl.LOCK_NB)
    finally:
        os.close(descriptor)


def _is_locked(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
    except BlockingIOError:
        return False
    return True


def discard_index(root: Path) -> None:
    """Throw the index away, and those of other versions. Call it only while ``writing``."""
    for directory in root.glob("passages-*"):
        shutil.rmtree(directory)


class IndexWriter:
    """A context manager that writes into the index, which is made where there is none. Use it only while ``writing``.

    What was put in since the last ``commit`` is lost when it ends or is killed, and the position with it: the next
    writer goes on from there. Raises ``ValueError`` on entry when what lies there can not be read.
    """

    def __init__(self, root: Path) -> None:
        self._directory = index_directory(root)
        self._directory.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        self._index: Index = load_index(self._directory)
        # One thread: the desk's machine has two processors, and people are waiting for the other one.
        self._writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self._writer.wait_merging_threads()
        del self._writer

    def add(self, rows: Iterable[Row]) -> int:
        """Put passages in and say how many; their documents must not be in the index yet, or be removed before."""
        count = 0
        for row in rows:
            self._writer.add_document(passage_document(row))
            count += 1
        return count

    def remove(self, document_ids: Iterable[int]) -> None:
        """Take all passages of these documents out."""
        for document_id in document_ids:
            self._writer.delete_documents_by_term("document", document_id)

    def commit(self, position: Position) -> None:
        """Make everything since the last commit, and how far that goes, visible to readers at once."""
        self.remove([STATE_DOCUMENT])
        self._writer.add_document(Document(document=STATE_DOCUMENT, state=position.as_text()))
        self._writer.commit()
