"""What a file is, by its bytes first and its name second."""

import io
import re
import zipfile

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.base import Upload
from factcheck.lib.ingestion.decoding import is_binary

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
CAPTIONS = "text/vtt"
TEXT = "text/plain"

ACCEPTED = "HTML, PDF, DOCX, Markdown, captions (SRT, VTT) and plain text can be read."
_KNOWN_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as DOCX"),
    (b"{\\rtf", "an RTF file; save it as DOCX"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
)
_HTML_START = re.compile(
    rb"<(?:!doctype\s{1,20}html|html|head|title|meta|body|main|article|section|div|table|h1|p|script|style)\b", re.I
)
_PAGE_START = re.compile(rb"<(?:!doctype\s{1,20}html|html)\b", re.I)
_XML_START = re.compile(rb"<(?:\?xml|!doctype)\b", re.I)
_XML_TYPES = frozenset({"text/xml", "application/xml", "application/rss+xml", "application/atom+xml"})
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_CAPTION_START = re.compile(rb"WEBVTT\b|\d{1,6}[ \t]{0,8}\r?\n(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{3}[ \t]{0,8}-->")
_MARKDOWN_NAMES = (".md", ".markdown")
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{1,40})", re.I | re.A)


def sniff(upload: Upload) -> str:
    """The media type to read ``upload`` as; ``InvalidInput`` for what can not be read.

    A name or a declared type only decides between the kinds of text, never what a binary file is.
    """
    content = upload.content
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _sniff_archive(content)
    _refuse_binary(content)
    return _sniff_text(upload)


def charset(declared_type: str) -> str:
    """The charset of a Content-Type header; empty when it names none."""
    found = _CHARSET.search(declared_type[:200])
    return found[1] if found else ""


def _sniff_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        message = f"The file is a damaged archive. {ACCEPTED}"
        raise InvalidInput(message) from error
    if "word/document.xml" in names:
        return DOCX
    message = f"The file is an archive but no Word document. {ACCEPTED}"
    raise InvalidInput(message)


def _refuse_binary(content: bytes) -> None:
    for magic, kind in _KNOWN_OTHERS:
        if content.startswith(magic):
            message = f"The file is {kind}. {ACCEPTED}"
            raise InvalidInput(message)
    if is_binary(content):
        message = f"The file is binary, not text. {ACCEPTED}"
        raise InvalidInput(message)


def _sniff_text(upload: Upload) -> str:
    name, declared = upload.filename.lower(), upload.declared_type.partition(";")[0].strip().lower()
    # a page in UTF-16 shows its tags once the zero bytes are out
    start = upload.content[:2048].replace(b"\0", b"")
    if declared in _HTML_TYPES or name.endswith(_HTML_NAMES) or _begins_as_html(start):
        return HTML
    if declared in _XML_TYPES or name.endswith(".xml") or _XML_START.match(_bare(start)):
        message = f"XML is not taken; export it as HTML or text. {ACCEPTED}"
        raise InvalidInput(message)
    if _CAPTION_START.match(_bare(start)):
        return CAPTIONS
    if declared == MARKDOWN or name.endswith(_MARKDOWN_NAMES):
        return MARKDOWN
    return TEXT


def _begins_as_html(start: bytes) -> bool:
    bare = _bare(start)
    if bare.startswith(b"<?xml"):
        return bool(_PAGE_START.match(_past_prolog(bare)))
    if bare.startswith(b"<!--"):
        return bool(_HTML_START.search(bare))
    return bool(_HTML_START.match(bare))


def _bare(start: bytes) -> bytes:
    """``start`` without byte order mark and blanks."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")


def _past_prolog(start: bytes) -> bytes:
    """What stands after the declaration of an XML file, its instructions and comments."""
    while start.startswith((b"<?", b"<!--")):
        mark = b"?>" if start.startswith(b"<?") else b"-->"
        start = start.partition(mark)[2].lstrip()
    return start
