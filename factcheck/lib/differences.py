"""Two wordings side by side: what stayed, what is gone, what is new. Plain Python."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s*\S+")
LONGEST = 4_000
"""Words that are compared one by one; of a longer wording only the rest as a whole."""


class Change(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, with the space before it."""

    change: Change
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The words of both in one row: those of ``before`` are the same or gone, those of ``after`` the same or new.

    Words are compared without their case and the punctuation around them; what is shown is ``after``'s.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, _forms(old[:LONGEST]), _forms(new[:LONGEST]), autojunk=False)
    found = [piece for code in matcher.get_opcodes() for piece in _pieces(code, old, new)]
    return [*found, *_piece(Change.GONE, old[LONGEST:]), *_piece(Change.NEW, new[LONGEST:])]


def _pieces(code: tuple[str, int, int, int, int], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    kind, old_start, old_end, new_start, new_end = code
    if kind == "equal":
        yield from _piece(Change.SAME, new[new_start:new_end])
    else:
        yield from _piece(Change.GONE, old[old_start:old_end])
        yield from _piece(Change.NEW, new[new_start:new_end])


def _piece(change: Change, words: Sequence[str]) -> Iterator[Piece]:
    if words:
        yield Piece(change, "".join(words))


def _forms(words: Sequence[str]) -> list[str]:
    return [re.sub(r"^\W+|\W+$", "", word.strip()).casefold() or word.strip() for word in words]
