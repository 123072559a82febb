"""Kept bytes as records of a web archive (WARC 1.1, ISO 28500). Plain Python."""

import base64
import datetime as dt
import http
import io
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SOFTWARE = "factcheck-workbench"
_FIELDS = "application/warc-fields"
# The body is kept unpacked and whole, so these would no longer be true of it.
_NOT_TRUE_ANY_MORE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes and how they came: answered by ``url`` with ``status`` and ``headers``, or handed in where it is empty.

    ``sha256`` is that of ``content``, hexadecimal; ``asked_url`` is the address that led to ``url``; ``key`` is a name
    that no other capture has.
    """

    key: str
    content: bytes
    sha256: str
    at: dt.datetime
    media_type: str = ""
    url: str = ""
    asked_url: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    key: str
    at: dt.datetime
    url: str
    content: bytes
    media_type: str
    answer: StatusAndHeaders | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{SOFTWARE} {self.kind} {self.key}')}>"


def write_warc(captures: Iterable[Capture], out: IO[bytes], *, filename: str, at: dt.datetime) -> int:
    """Write ``captures`` to ``out`` as a packed web archive, and return how many there were.

    The same captures and ``at`` give the same bytes. Each record has the SHA-256 of its content as payload digest.
    """
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n".encode()
    _write(writer, _Record("warcinfo", f"info of {filename}", at, "", info, _FIELDS, extra={"WARC-Filename": filename}))
    count = 0
    for capture in captures:
        for record in _records(capture):
            _write(writer, record)
        count += 1
    return count


def name_of_bytes(sha256: str) -> str:
    """The address of bytes that have no place on the web: a ``ni`` name after RFC 6920."""
    packed = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{packed}"


def _records(capture: Capture) -> Iterator[_Record]:
    digest = {"WARC-Payload-Digest": f"sha256:{base64.b32encode(bytes.fromhex(capture.sha256)).decode()}"}
    key, at = capture.key, capture.at
    if not capture.url:
        media_type = capture.media_type or "application/octet-stream"
        yield _Record("resource", key, at, name_of_bytes(capture.sha256), capture.content, media_type, extra=digest)
        return
    media_type = "application/http; msgtype=response"
    answered = _Record("response", key, at, capture.url, capture.content, media_type, _answer(capture), digest)
    yield answered
    if capture.asked_url not in ("", capture.url):
        via = f"via: {capture.asked_url}\r\n".encode()
        yield _Record("metadata", key, at, capture.url, via, _FIELDS, extra={"WARC-Concurrent-To": answered.id})


def _write(writer: WARCWriter, record: _Record) -> None:
    headers = {"WARC-Record-ID": record.id, "WARC-Date": _moment(record.at), **record.extra}
    made = writer.create_warc_record(
        record.url,
        record.kind,
        payload=io.BytesIO(record.content),
        length=len(record.content),
        warc_content_type=record.media_type,
        warc_headers_dict=headers,
        http_headers=record.answer,
    )
    writer.write_record(made)


def _answer(capture: Capture) -> StatusAndHeaders:
    """The head of the answer; what the kept body no longer agrees with stands under an archive's name."""
    lines = []
    for name, value in capture.headers.items():
        shown = "-".join(part.capitalize() for part in name.split("-"))
        prefix = "X-Archive-Orig-" if name in _NOT_TRUE_ANY_MORE else ""
        lines.append((f"{prefix}{shown}", " ".join(value.split())))
    lines.append(("Content-Length", str(len(capture.content))))
    return StatusAndHeaders(f"{capture.status} {_phrase(capture.status)}", lines, "HTTP/1.1")


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
