"""What a person asks the library for: words, phrases in quotation marks, and what must not be there. Plain Python."""

import re
import unicodedata
from dataclasses import dataclass

MOST_PARTS = 40
_READ = 2_000  # characters of what was typed that are read

_MARKS = str.maketrans("“”„«»", '"""""')
_PART = re.compile(r'(?P<minus>[-−–]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TOKEN = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]
"""Words that stand one after the other, of letters and digits only, in lower case."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage must hold all of ``phrases``, which may be of one word, and none of ``without``."""

    phrases: tuple[Phrase, ...]
    without: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phrases)


def read_wanted(typed: str) -> Wanted:
    """Read what a person typed: ``ferry "east pier" -budget``. Whatever is typed has a reading.

    A word with a mark inside ("ice-cold", "1,200") is a phrase. Without a word that must be there nothing is wanted.
    """
    text = unicodedata.normalize("NFC", typed[:_READ]).translate(_MARKS)
    phrases, without = list[Phrase](), list[Phrase]()
    for part in _PART.finditer(text):
        words = tuple(_TOKEN.findall((part["phrase"] or part["word"] or "").lower()))
        if words:
            (without if part["minus"] else phrases).append(words)
    return Wanted(_few(phrases), _few(without))


def _few(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(phrases))[:MOST_PARTS]
