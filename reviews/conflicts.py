"""Whether somebody wrote the article that a claim is from. Plain Python: names in, answer out."""

import re
from collections.abc import Iterable
from typing import Final

from factcheck.lib.fingerprints import normalise

_BETWEEN: Final = re.compile(r"[,;&/|·•]|\b(?:and|und|et|y|by|von|par|with)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w[\w'’-]{0,60}")


def wrote(byline: str, names: Iterable[str]) -> str:
    """The one of ``names`` that stands in ``byline``; empty when none does.

    A name of several words is looked for word by word: "Rosa Lind" stands in "By Rosa Lind and Rolf Tanner, Halvern"
    and not in "Rosalind Lindner". A single word, such as an account's name, counts only where it is a whole part of
    the byline.
    """
    line = _words(byline)
    parts = [_words(part) for part in _BETWEEN.split(byline)]
    for name in names:
        words = _words(name)
        if (words in parts) if len(words) == 1 else (words and _stands_in(words, line)):
            return name
    return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(normalise(text))


def _stands_in(words: list[str], line: list[str]) -> bool:
    return any(line[place : place + len(words)] == words for place in range(len(line) - len(words) + 1))
