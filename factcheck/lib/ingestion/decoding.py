"""Bytes of unknown encoding to text, and whether they are text at all."""

import codecs
import re
from dataclasses import dataclass

from factcheck.lib.errors import InvalidInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"})
_CANDIDATES = ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "shift_jis", "euc_jp", "gb18030", "euc_kr"]
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
_NEAR_CERTAIN = 0.1  # how much messier than the best guess Western text may look and still be preferred


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and, when its encoding had to be guessed or was damaged, a sentence about that."""

    text: str
    note: str = ""


def is_binary(content: bytes) -> bool:
    """Whether ``content`` is no text: more than 1 in 100 of its first bytes are control characters, and over 3."""
    sample = content[:_SAMPLE]
    if _marked(sample):
        return False
    controls = len(_CONTROLS.findall(sample))
    return controls > max(3, len(sample) // 100)


def decode(content: bytes, *, charset: str = "", lenient: bool = False) -> Decoded:
    """``content`` as text: by its byte order mark, as UTF-8, as the declared ``charset``, or as what it looks like.

    Raises ``InvalidInput`` naming the first byte at fault when it is none of these; with ``lenient`` that byte is
    replaced and a note says so.
    """
    try:
        return Decoded(content.decode(_marked(content) or "utf-8"))
    except UnicodeDecodeError as error:
        return _decode_other(content, charset, lenient=lenient, fault=error)


def _marked(content: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def _decode_other(content: bytes, charset: str, *, lenient: bool, fault: UnicodeDecodeError) -> Decoded:
    encoding = _known(charset) or _guess(content, fault.start)
    if encoding not in ("", "utf-8") and not _marked(content):
        try:
            return Decoded(content.decode(encoding), f"The text is not in UTF-8; it was read as {encoding}.")
        except (UnicodeDecodeError, LookupError):
            pass
    if lenient:
        replaced = content.decode(_marked(content) or encoding or "utf-8", errors="replace")
        return Decoded(replaced, f"Some characters are damaged, the first at byte {fault.start:,}; they read \ufffd.")
    message = f"The file is no valid text: byte {fault.start:,} fits no encoding. Save it as UTF-8 and try again."
    raise InvalidInput(message)


def _known(charset: str) -> str:
    label = charset.strip().strip("\"'").lower()
    if label in _WESTERN:
        return "cp1252"
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    return info.name if info._is_text_encoding else ""


def _guess(content: bytes, fault: int) -> str:
    if _mostly_utf8(content):
        return ""
    from charset_normalizer import from_bytes

    start = max(0, fault - _SAMPLE // 2)
    matches = from_bytes(content[start : start + _SAMPLE], cp_isolation=_CANDIDATES)
    best = matches.best()
    if best is None:
        return ""
    for match in matches:
        # short Western texts look as much like their neighbours; they are by far the most frequent
        if "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos + _NEAR_CERTAIN:
            return "cp1252"
    return best.encoding


def _mostly_utf8(content: bytes) -> bool:
    """Whether damaged UTF-8 is likelier than another encoding: many sound characters for each broken one."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return sound > 10 * broken
