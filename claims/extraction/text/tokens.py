"""Words and marks of a text with their offsets."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
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
            found.append(Token(match.start(), match.end(), words, words.lower(), kind or "mark"))
    return found


class Tokenized:
    """A text whose words and marks are looked for once, however many stretches of it are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _all(self) -> list[Token]:
        return tokens(self.text, 0, len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self._all]

    def tokens(self, start: int, end: int) -> list[Token]:
        """What ``tokens(text, start, end)`` gives."""
        first = bisect_left(self._starts, start)
        stop = bisect_left(self._starts, end, first)
        if first == stop or not self._begins(first, start):
            return tokens(self.text, start, end)
        if self._ends(self._all[stop - 1], end):
            return self._all[first:stop]
        last = self._last_after_space(first, stop)
        return self._all[first:last] + tokens(self.text, self._starts[last], end)

    def _begins(self, first: int, start: int) -> bool:
        """Whether no token lies across ``start``, after which number ``first`` is the first one to begin."""
        return start in (0, self._starts[first]) or self.text[start - 1].isspace()

    def _last_after_space(self, first: int, stop: int) -> int:
        """The last token before number ``stop`` that has white space before it, or ``first``."""
        last = stop - 1
        while last > first and not self.text[self._starts[last] - 1].isspace():
            last -= 1
        return last

    def _ends(self, token: Token, end: int) -> bool:
        """Whether ``token`` is the same where the text ends at ``end``: shortenings and dashes show by what follows."""
        if token.end != end:
            return token.end < end
        return self.text[end : end + 1] != "_" and (token.text == "." or token.text[-1] not in ".–-")
