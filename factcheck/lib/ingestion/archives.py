"""Zip archives from strangers: checked before anything is unpacked."""

import io
import zipfile
import zlib
from xml.parsers import expat

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits

_DAMAGED = "The file is damaged: its archive can not be unpacked. Save it again, or paste the text."
_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,  # damage inside a part
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a password; as NotImplementedError an unknown compression
)
_RATIO = 200  # the XML of a long document packs 10 to 30 times; a bomb 1,000 times
_SMALL = 1_000_000  # a ratio says nothing about a short file


def check_archive(content: bytes, limits: ReadLimits) -> None:
    """Refuse an archive that unpacks to more than it should, or whose XML declares entities.

    Raises ``TooLarge`` with the limit named, or ``InvalidInput``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_sizes(members, limits)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    check_xml(archive.read(member))
    except _UNREADABLE as error:
        raise InvalidInput(_DAMAGED) from error


def check_xml(content: bytes) -> None:
    """``InvalidInput`` for XML that is broken or has a document type, with which entities grow without end."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - takes no keyword: this is all there is
    except expat.ExpatError as error:
        raise InvalidInput(_DAMAGED) from error


def _refuse_doctype(*_declaration: object) -> None:
    message = "The file is refused: its XML declares a document type, which no word processor writes."
    raise InvalidInput(message)


def _check_sizes(members: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    if len(members) > limits.members:
        message = f"The file holds {len(members):,} parts; {limits.members:,} are the limit."
        raise TooLarge(message)
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        message = f"The file unpacks to {unpacked:,} bytes; {limits.unpacked_bytes:,} are the limit."
        raise TooLarge(message)
    if any(member.file_size > max(_SMALL, _RATIO * member.compress_size) for member in members):
        message = f"A part of the file is packed more than {_RATIO} times, as only a bomb is. Paste the text instead."
        raise TooLarge(message)
