"""Texts made comparable, and their hashes: for saying that two things are the same thing."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """``text`` in one spelling: NFKC, case folded, plain quotes and dashes, single spaces, no invisible characters."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    return _SPACE.sub(" ", plain).strip().casefold()


def hash_bytes(content: bytes) -> str:
    """SHA-256 of ``content``, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def hash_text(text: str) -> str:
    """SHA-256 of ``text`` in its normal spelling: the same for copies that differ in case, spacing or quotes."""
    return hash_bytes(normalise(text).encode())


def hash_parts(parts: Iterable[str]) -> str:
    """SHA-256 of several texts in their normal spelling; ``["ab", "c"]`` and ``["a", "bc"]`` differ."""
    return hash_bytes("\x1f".join(normalise(part) for part in parts).encode())
