"""Lines of a typeset page put back into paragraphs."""

import re

_ENDS = (".", "!", "?", ":", ";", "”", '"', "’", "»", ")", "…")
_ITEM = re.compile(r"(?:[•◦▪–*]|-\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_COMPOUND = re.compile(r"\b[^\W\d_]{1,40}-[^\W\d_]{1,40}\b")
_FULL = 0.75  # of the page's widest line: a line shorter than that, and ended, ends its paragraph
_SHORT = 0.5  # so short a line before a capital is a heading
_SOFT_HYPHEN = "\u00ad"


def join_lines(text: str, width: int = 0, compounds: frozenset[str] = frozenset()) -> str:
    """``text`` with the lines of each paragraph on one line and paragraphs one empty line apart.

    ``width`` is the length of a full line, if the lines of ``text`` may all be shorter. A word divided at a line end
    loses its hyphen unless it is one of ``compounds``.
    """
    lines = [line.strip() for line in text.split("\n")]
    width = max(width, line_width(text))
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        if line and (not before or _starts_paragraph(before, line, width)):
            paragraphs.append([line])
        elif line:
            _append(paragraphs[-1], line, compounds)
        before = line
    return "\n\n".join("".join(pieces) for pieces in paragraphs)


def line_width(text: str) -> int:
    """The length of the longest line."""
    return max(map(len, text.split("\n")))


def find_compounds(text: str) -> frozenset[str]:
    """The words that ``text`` writes with a hyphen within a line, in lower case."""
    return frozenset(word.lower() for word in _COMPOUND.findall(text))


def _starts_paragraph(before: str, line: str, width: int) -> bool:
    if _ITEM.match(line):
        return True
    if len(before) < _FULL * width and before.endswith(_ENDS):
        return True
    return len(before) < _SHORT * width and not line[0].islower() and not before.endswith((",", "-", _SOFT_HYPHEN))


def _append(pieces: list[str], line: str, compounds: frozenset[str]) -> None:
    last = pieces[-1]
    if last.endswith(_SOFT_HYPHEN):
        pieces[-1] = last[:-1]
    elif len(last) > 1 and last.endswith("-") and last[-2].isalpha() and line[0].islower():
        divided = f"{last.split()[-1]}{line.split(maxsplit=1)[0]}"
        kept = any(word.lower() in compounds for word in _COMPOUND.findall(divided))
        pieces[-1] = last if kept else last[:-1]
    else:
        pieces.append(" ")
    pieces.append(line)
