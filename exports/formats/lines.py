"""Many entries of the feed as NDJSON: one entry to a line, each as the feed itself shows it.

The payload is put into the line as the text that the database holds, unread: it was JSON when it was frozen.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

AT_ONCE: Final = 64_000
_plain = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry with its payload as JSON text on one line; ``supersedes`` is an id, or ``None``."""

    id: str
    sequence: int
    kind: str
    at: str
    note: str
    supersedes: str | None
    schema_version: int
    payload: str


def ndjson(entries: Iterable[RawEntry]) -> Iterator[bytes]:
    """The lines in pieces of about 64,000 characters."""
    waiting: list[str] = []
    size = 0
    for entry in entries:
        line = _line(entry)
        waiting.append(line)
        size += len(line)
        if size >= AT_ONCE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


def dashed(identifier: str) -> str:
    """A UUID as it is written, from the text of a database that may keep it without dashes."""
    if len(identifier) == len("00000000-0000-4000-8000-000000000000"):
        return identifier
    return "-".join((identifier[:8], identifier[8:12], identifier[12:16], identifier[16:20], identifier[20:]))


def utc(moment: str) -> str:
    """A moment as it is written, from the text that a database has of one in UTC: "2026-03-06 08:00:00.1+00"."""
    return f"{moment[:10]}T{moment[11:19]}Z"


def _line(entry: RawEntry) -> str:
    before = f'"{entry.supersedes}"' if entry.supersedes else "null"
    note = _plain(entry.note) if entry.note else '""'
    return (
        f'{{"id":"{entry.id}","sequence":{entry.sequence},"kind":"{entry.kind}","at":"{entry.at}","note":{note},'
        f'"supersedes":{before},"schema_version":{entry.schema_version},"payload":{entry.payload}}}\n'
    )
