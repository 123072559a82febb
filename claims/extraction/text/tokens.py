"""Words and marks of a text with their offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.extraction.text.sentences import ABBREVIATIONS
from claims.extraction.text.word_lists import word_set

_TOKEN = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){2,8}|[^\W\d_]{1,6}\.(?=\s))"
    r"|(?P<word>\d+(?:[.,:]\d+)+(?!\w)|[^\W_]+(?:['’\-&@][^\W_]+)*|['’](?:s|re|ve|ll|d|m)\b)"
    r"|(?P<dash>—|--+|(?<=\s)[–-](?=\s))|(?P<mark>[^\w\s])"
)
_SPLIT_OFF = word_set("he she it they we you i who that there what")
_CONTRACTIONS = word_set("s re ve ll d m")


class Token(NamedTuple):
    """One word or mark. ``kind`` is "word", "dash", "mark" or "quote"; a whole quotation is one token."""

    start: int
    end: int
    text: str
    lower: str
    kind: str

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts like a name."""
        return self.text[0].isupper()


def _token(start: int, text: str, kind: str) -> Token:
    return Token(start, start + len(text), text, text.lower().replace("’", "'"), kind)


def _is_one_word(dotted: str) -> bool:
    """Whether a word with its full stop is a shortening ("Mr.", "U.S.", the initial "J.") and not a sentence's end."""
    bare = dotted[:-1]
    if "." in bare:
        return True
    return bare.lower() in ABBREVIATIONS or (len(bare) == 1 and bare.isupper() and bare != "I")


def _contracted(start: int, text: str) -> Iterator[Token]:
    """``he’s`` as two tokens, any other word as one."""
    cut = max(text.find("'"), text.find("’"))
    if text[:cut].lower() in _SPLIT_OFF and text[cut + 1 :].lower() in _CONTRACTIONS:
        yield _token(start, text[:cut], "word")
        yield _token(start + cut, text[cut:], "word")
    else:
        yield _token(start, text, "word")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``, in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind, words = match.lastgroup, match.group()
        if kind == "dotted":
            is_word = _is_one_word(words)
            found.append(_token(match.start(), words if is_word else words[:-1], "word"))
            if not is_word:
                found.append(_token(match.end() - 1, ".", "mark"))
        elif "'" in words or "’" in words:
            found.extend(
                _contracted(match.start(), words) if kind == "word" else [_token(match.start(), words, "mark")]
            )
        else:
            found.append(_token(match.start(), words, kind or "mark"))
    return found
