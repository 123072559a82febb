"""Any file to a Reading: finds out what it is and has it read."""

import dataclasses
from collections.abc import Callable

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import Reading, ReadLimits, Upload
from factcheck.lib.ingestion.language import guess_language
from factcheck.lib.ingestion.sniffing import CAPTIONS, DOCX, HTML, MARKDOWN, PDF, sniff

Reader = Callable[[Upload, ReadLimits], Reading]
DEFAULT_LIMITS = ReadLimits()


def read(
    content: bytes,
    *,
    filename: str = "",
    declared_type: str = "",
    url: str = "",
    limits: ReadLimits = DEFAULT_LIMITS,
) -> Reading:
    """Read ``content`` as what its bytes are; name and declared type decide only between kinds of text.

    ``declared_type`` may be a whole Content-Type header; ``url`` is where the content came from. Raises
    ``InvalidInput`` for what is empty, damaged or of another kind, and ``TooLarge`` with the limit named.

    The parsers trust nothing, but can be slow and hungry: files from outside go through ``sandbox.read_safely``.
    """
    check_size(content, limits)
    upload = Upload(content, filename, declared_type, url)
    media_type = sniff(upload)
    reading = _reader(media_type)(upload, limits)
    _check_text(reading.text, media_type, limits)
    return _with_language(dataclasses.replace(reading, media_type=media_type))


def check_size(content: bytes, limits: ReadLimits) -> None:
    """``InvalidInput`` for no content at all, ``TooLarge`` for more than the limit."""
    if not content.strip():
        message = "The file is empty. Choose another file, or paste the text."
        raise InvalidInput(message)
    if len(content) > limits.bytes:
        message = f"The file has {len(content):,} bytes; {limits.bytes:,} are the limit."
        raise TooLarge(message)


def _reader(media_type: str) -> Reader:
    # imported here: each reader brings its parser along
    if media_type == PDF:
        from factcheck.lib.ingestion.pdf import read_pdf as reader
    elif media_type == DOCX:
        from factcheck.lib.ingestion.docx import read_docx as reader
    elif media_type == HTML:
        from factcheck.lib.ingestion.html import read_html as reader
    elif media_type == CAPTIONS:
        from factcheck.lib.ingestion.transcripts import read_captions as reader
    elif media_type == MARKDOWN:
        from factcheck.lib.ingestion.markdown import read_markdown as reader
    else:
        from factcheck.lib.ingestion.text import read_text as reader
    return reader


def _check_text(text: str, media_type: str, limits: ReadLimits) -> None:
    if not text.strip():
        message = f"The file is empty: there is no text in it (read as {media_type})."
        raise InvalidInput(message)
    if len(text) > limits.characters:
        message = (
            f"The text has {len(text):,} characters; {limits.characters:,} are the limit. "
            "Split it, or paste the part that matters."
        )
        raise TooLarge(message)


def _with_language(reading: Reading) -> Reading:
    """The reading in the language of its text: pages often keep the language code of their template."""
    guessed, stated = guess_language(reading.text), reading.language
    if not guessed or guessed == stated:
        return reading
    note = f"The file says that its language is {stated!r}, but the text looks like {guessed!r}."
    return dataclasses.replace(reading, language=guessed, notes=(*reading.notes, note) if stated else reading.notes)
