"""The feed as a table for spreadsheets: CSV (RFC 4180) in UTF-8, with a byte order mark so that Excel reads it as such.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from exports.formats.entries import Entry
from exports.formats.prose import speaker_name

COLUMNS: Final = (
    "sequence", "kind", "at", "id", "supersedes", "note", "article_id", "external_id", "headline", "article_url",
    "outlet", "language", "claim_id", "statement", "quote", "speaker", "role", "said_on", "rating", "rating_slug",
    "rating_value", "rationale", "evidence_count", "evidence",
)  # fmt: skip
AT_ONCE: Final = 200
_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")


def csv_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The table in pieces of many rows, its head first."""
    yield "\ufeff".encode() + _written([COLUMNS])
    waiting: list[list[Any]] = []
    for entry in entries:
        waiting.append(_row(entry))
        if len(waiting) == AT_ONCE:
            yield _written(waiting)
            waiting = []
    if waiting:
        yield _written(waiting)


def safe(value: Any) -> Any:
    """``value`` so that no spreadsheet runs it: numbers as they are, text that could be a formula as text."""
    if not isinstance(value, str):
        return value
    text = value.replace("\x00", "")
    return f"'{text}" if text[:1] in _FORMULA or text.lstrip()[:1] in _FORMULA else text


def _written(rows: Iterable[Iterable[Any]]) -> bytes:
    page = io.StringIO()
    csv.writer(page).writerows([safe(cell) for cell in row] for row in rows)
    return page.getvalue().encode()


def _row(entry: Entry) -> list[Any]:
    claim, article = entry.payload["claim"], entry.payload["article"]
    return [
        entry.sequence, entry.kind, entry.at, entry.id, entry.supersedes, entry.note,
        *(article[name] for name in ("id", "external_id", "headline", "url", "outlet", "language")),
        *(claim[name] for name in ("id", "statement", "quote")),
        speaker_name(claim), claim["speaker"]["role"] if claim["speaker"] else "", claim["said"]["on"] or "",
        *_verdict(entry), len(entry.payload["evidence"]), "\n".join(map(_cited, entry.payload["evidence"])),
    ]  # fmt: skip


def _verdict(entry: Entry) -> list[Any]:
    verdict = entry.payload["verdict"]
    if verdict is None:
        return ["", "", "", ""]
    rating = verdict["rating"]
    return [rating["name"], rating["slug"], "" if rating["value"] is None else rating["value"], verdict["rationale"]]


def _cited(piece: Mapping[str, Any]) -> str:
    document = piece["document"]
    return f"{piece['stance']}: {document['publisher']}, {document['title']} {document['url']}".strip()
