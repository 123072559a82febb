"""Says whether one text is a copy of another: re-headed, cut or lightly edited. Plain Python.

The article under check and its wire copies must not come back as evidence for themselves.
"""

import heapq
import re
import zlib

from factcheck.lib.fingerprints import normalise

WORDS = 8  # the same eight words in a row are not chance
LIMIT = 4096  # shingles kept of one text: all of them up to about 4,000 words
OWN_WORDS = 40  # with fewer words outside quotation marks a text is compared with its quotations

_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r'(?<![^\s(\[])"[^"]{1,600}"(?!\w)')
# 'In the British manner,' closed after a mark; an apostrophe inside a word closes nothing.
_SINGLE = re.compile(r"(?<![^\s(\[])'(?=\w)(?:[^']|(?<=\w)'(?=\w)){12,600}[.,!?]'(?!\w)")
_REOPENED = re.compile(r'\n\s{0,20}["“„«]')


def shingles(text: str) -> frozenset[int]:
    """The text as hashes of eight words in a row, the same on every machine; at most ``LIMIT``, the smallest.

    Quotations are left out, because two independent reports of one event quote the same words.
    A text of fewer than eight words is one shingle; one without words has none.
    """
    words = _compared_words(text)
    if not words:
        return frozenset()
    starts = range(max(1, len(words) - WORDS + 1))
    hashes = {zlib.crc32(" ".join(words[start : start + WORDS]).encode()) for start in starts}
    return frozenset(heapq.nsmallest(LIMIT, hashes) if len(hashes) > LIMIT else hashes)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """How much of the smaller text stands in the other, 0..1, from the shingles of both.

    Of a long text only the smallest hashes are known, so both are compared below the largest hash that both know of.
    """
    ceiling = min(_ceiling(a), _ceiling(b))
    known_a = {value for value in a if value <= ceiling}
    known_b = {value for value in b if value <= ceiling}
    smaller = min(len(known_a), len(known_b))
    return len(known_a & known_b) / smaller if smaller else 0.0


def own_words(text: str) -> list[str]:
    """The words of ``text`` outside quotations, in its normal spelling."""
    plain = normalise(_REOPENED.sub(_close_before, text))
    quotation = _SINGLE if plain.count('"') < 2 else _QUOTATION
    return _WORD.findall(quotation.sub(" ", plain))


def _compared_words(text: str) -> list[str]:
    own = own_words(text)
    return own if len(own) >= OWN_WORDS else _WORD.findall(normalise(text))


def _close_before(reopened: re.Match[str]) -> str:
    """A quotation of several paragraphs is opened at each of them and closed at the last one only: close it each time.

    A paragraph that is closed already gets an empty quotation, which holds no words.
    """
    return f'"{reopened.group()}'


def _ceiling(hashes: frozenset[int]) -> int:
    return max(hashes) if len(hashes) >= LIMIT else 2**32
