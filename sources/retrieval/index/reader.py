"""Opening the index for reading, and noticing that it has changed."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tantivy import Index, Query, Searcher

from sources.retrieval.index.position import Position
from sources.retrieval.index.schema import ENGLISH, STATE_DOCUMENT, VERSION, analyser, schema


class IndexBroken(Exception):
    """There is no index that can be read; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """The index as it was at one commit."""

    searcher: Searcher
    position: Position


def index_directory(root: Path) -> Path:
    """Where the index of this version lies; another version has a folder of its own."""
    return root / f"passages-{VERSION}"


def open_index(root: Path) -> OpenIndex:
    """The newest commit; what was opened before is used as long as nothing was committed since.

    Raises ``IndexBroken`` when there is none, or none that can be read.
    """
    meta = _meta(root, VERSION)
    try:
        seen = os.stat(meta)  # noqa: PTH116 - for every search: a Path would cost as much as half of the rest
    except OSError as error:
        message = f"there is no {meta}"
        raise IndexBroken(message) from error
    return _open(meta, (seen.st_ino, seen.st_mtime_ns, seen.st_size))


@lru_cache(maxsize=2)
def _meta(root: Path, _version: int) -> str:
    return str(index_directory(root) / "meta.json")


@lru_cache(maxsize=1)
def _open(meta: str, _commit: tuple[int, int, int]) -> OpenIndex:
    """Opened once for each commit, which the writer makes visible by putting another file in the place of one."""
    try:
        return read_index(load_index(Path(meta).parent))
    except (ValueError, TypeError, OSError) as error:
        message = f"the index of {meta} can not be read: {error}"
        raise IndexBroken(message) from error


def load_index(directory: Path) -> Index:
    """The index in ``directory``, with our way of cutting words. Raises ``ValueError`` for what is none of ours."""
    index = Index(schema(), str(directory))
    index.register_tokenizer(ENGLISH, analyser())
    return index


def read_index(index: Index) -> OpenIndex:
    """The newest commit of ``index``. Raises ``ValueError`` or ``TypeError`` when its position can not be read."""
    searcher = index.searcher()
    query = Query.term_query(schema(), "document", STATE_DOCUMENT)
    hits = searcher.search(query, 1, count=False).hits
    if not hits:
        message = "it does not say how far it is"
        raise ValueError(message)
    kept = searcher.doc(hits[0][1]).get_first("state")
    return OpenIndex(searcher, Position.from_text(str(kept)))
