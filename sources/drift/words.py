"""A text as words that can be compared: typography, case and spacing make no difference, numbers and signs do."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
_NARROW: Final = "\u00a0\u2009\u202f"
_LETTER: Final = r"[^\W\d_]"
_JOINT: Final = f"[{_INVISIBLE}\u0300-\u036f'’]"
_WORD: Final = re.compile(
    rf"(?P<percent>\bper[ {_NARROW}]?cent\b|\bpct\b)"
    rf"|(?P<number>(?:(?<![^\s(\[{{<>=~≈/])[-−–](?=\d))?\d{{1,400}}(?:[.,'’{_NARROW}]\d{{1,400}}){{0,40}}(?:st|nd|rd|th)?)"
    rf"|(?P<word>{_LETTER}(?:{_JOINT}{{0,8}}{_LETTER}){{0,400}}[\u0300-\u036f]{{0,8}})"
    r"|(?P<sign>[%‰€$£¥₹°½¼¾&?])",
    re.IGNORECASE,
)
_GROUPED: Final = re.compile(rf"-?\d{{1,3}}(?:[,'{_NARROW}]\d{{3}})+(?:\.\d+)?")
_GROUP_MARK: Final = re.compile(f"[,'{_NARROW}]")
_HIDDEN: Final = re.compile(f"[{_INVISIBLE}]")
_ENDS: Final = ".!?…:;"
_SPELLINGS: Final = {"&": "and", "pct": "%"}
_PLAIN: Final = str.maketrans({"’": "'", "−": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``text`` in one spelling (``forms``), and where each begins and ends."""

    text: str
    forms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.forms)

    def cut(self, first: int, last: int) -> str:
        """The text from word ``first`` to before word ``last``; empty when there is none."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def ends_sentence(self, word: int) -> bool:
        """Whether a sentence or a line ends behind a word."""
        stop = self.starts[word + 1] if word + 1 < len(self) else len(self.text)
        between = self.text[self.ends[word] : stop]
        return stop == len(self.text) or "\n" in between or any(mark in between for mark in _ENDS)

    def begins_sentence(self, word: int) -> bool:
        """Whether a sentence or a line begins with a word; what follows the last one does."""
        return word == 0 or word >= len(self) or self.ends_sentence(word - 1)


def read_words(text: str) -> Words:
    """``text`` as words; the work grows with its length.

    A percent sign is the word "percent", "1,200" is 1200, "3rd" is 3, and a minus before a number is part of it.
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(text):
        forms.append(_form(found.group(), found.lastgroup or ""))
        starts.append(found.start())
        ends.append(found.end())
    return Words(text, forms, starts, ends)


def _form(word: str, sort: str) -> str:
    if sort == "percent":
        return "%"
    plain = word if word.isascii() else _HIDDEN.sub("", unicodedata.normalize("NFKC", word).translate(_PLAIN))
    if sort == "number":
        return _number(plain if word.isascii() else _HIDDEN.sub("", word.translate(_PLAIN)))
    form = plain.casefold()
    return _SPELLINGS.get(form, form)


def _number(word: str) -> str:
    bare = word.rstrip("stndrhSTNDRH")
    return _GROUP_MARK.sub("", bare) if _GROUPED.fullmatch(bare) else bare


def is_number(form: str) -> bool:
    """Whether a form is a number in digits."""
    return form.lstrip("-")[:1].isdigit()
