"""Text in the one form in which it is stored: plain newlines, no control characters, paragraphs an empty line apart."""

import re

_LINE_ENDS = str.maketrans({"\x85": "\n", "\x0b": "\n", "\u2028": "\n", "\x0c": "\n\n", "\u2029": "\n\n"})
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACE = re.compile(r"\s+")


def tidy(text: str) -> str:
    """``text`` with newlines in one form, without control characters, trailing blanks and runs of empty lines."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    lines = (line.rstrip() for line in _UNWANTED.sub("", plain).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n").rstrip()


def one_line(text: str, *, limit: int = 500) -> str:
    """``text`` on one line with single blanks, cut at ``limit`` characters: for headlines and names."""
    return _UNWANTED.sub("", _SPACE.sub(" ", text[: limit * 4])).strip()[:limit].rstrip()


def without_headline(text: str, headline: str) -> str:
    """``text`` without its first paragraph when that only repeats the headline and something follows."""
    first, _gap, rest = text.partition("\n\n")
    return rest if rest and headline and one_line(first) == headline else text
