"""Words and marks of a text with their offsets."""

import re
from typing import NamedTuple

from claims.extraction.sentences import ABBREVIATIONS

_DOTTED = "|".join(sorted((word for word in ABBREVIATIONS if "." not in word), key=len, reverse=True))
_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,8}|\b(?i:" + _DOTTED + r")\.(?=\s)|[^\W\d_]\.(?=\s[^\Wa-z_])"
    r"|\b(?i:he|she|it|they|we|you|i|who|that|there|what)(?=['’](?:s|re|ve|ll|d|m)\b)|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d+(?:[.,:]\d+)+(?!\w)|[^\W_]+(?:['’\-&@][^\W_]+)*)|(?P<dash>—|--+|(?<=\s)[–-](?=\s))|(?P<mark>[^\w\s])",
)


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


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``, in order."""
    return [
        Token(
            match.start(),
            match.end(),
            match.group(),
            match.group().lower().replace("’", "'"),
            match.lastgroup or "mark",
        )
        for match in _TOKEN.finditer(text, start, end)
    ]
