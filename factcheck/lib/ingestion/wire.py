"""What the sandbox and its worker say to each other: a length, a JSON header, then the bytes of the file."""

import dataclasses
import datetime as dt
import json
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from factcheck.lib.ingestion.base import Mark, Reading, ReadLimits, Upload
from factcheck.lib.ingestion.listing import Entry, Listing, ListingKind, Part

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, within limits and seconds of processor time: its text, or the pages that it names."""

    upload: Upload
    limits: ReadLimits
    cpu_seconds: int
    names_pages: bool = False


def write_job(job: Job, stream: BinaryIO) -> None:
    """Write ``job`` for ``read_job``."""
    header = {
        "filename": job.upload.filename,
        "declared_type": job.upload.declared_type,
        "url": job.upload.url,
        "limits": dataclasses.asdict(job.limits),
        "cpu_seconds": job.cpu_seconds,
        "names_pages": job.names_pages,
    }
    packed = json.dumps(header).encode()
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.write(job.upload.content)


def read_job(stream: BinaryIO) -> Job:
    """The job that ``write_job`` wrote."""
    (length,) = _LENGTH.unpack(stream.read(_LENGTH.size))
    header = json.loads(stream.read(length))
    upload = Upload(stream.read(), header["filename"], header["declared_type"], header["url"])
    return Job(upload, ReadLimits(**header["limits"]), header["cpu_seconds"], header["names_pages"])


def pack_reading(reading: Reading) -> dict[str, Any]:
    """``reading`` as JSON takes it."""
    packed = dataclasses.asdict(reading)
    for name in ("published_at", "published_on"):
        packed[name] = packed[name].isoformat() if packed[name] else None
    return packed


def unpack_reading(packed: dict[str, Any]) -> Reading:
    """The reading that ``pack_reading`` packed; ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    at, on = packed["published_at"], packed["published_on"]
    return Reading(
        **{
            **packed,
            "published_at": dt.datetime.fromisoformat(at) if at else None,
            "published_on": dt.date.fromisoformat(on) if on else None,
            "notes": tuple(packed["notes"]),
            "breaks": tuple(Mark(**mark) for mark in packed["breaks"]),
        }
    )


def pack_listing(listing: Listing) -> dict[str, Any]:
    """``listing`` as JSON takes it."""
    packed = dataclasses.asdict(listing)
    for entry in packed["entries"]:
        entry["published_at"] = entry["published_at"].isoformat() if entry["published_at"] else None
    return packed


def unpack_listing(packed: dict[str, Any]) -> Listing:
    """The listing that ``pack_listing`` packed; ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    return Listing(
        **{
            **packed,
            "kind": ListingKind(packed["kind"]),
            "entries": tuple(_entry(entry) for entry in packed["entries"]),
            "parts": tuple(Part(**part) for part in packed["parts"]),
            "notes": tuple(packed["notes"]),
        }
    )


def _entry(packed: dict[str, Any]) -> Entry:
    at = packed["published_at"]
    return Entry(**{**packed, "published_at": dt.datetime.fromisoformat(at) if at else None})
