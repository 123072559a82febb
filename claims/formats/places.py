"""Words that a person typed, found again in a text whose white space may differ."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.lib.spans import Span

NEAR = 600
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Flat:
    """A text with single blanks between its words, and where each word begins: here, and in the text itself."""

    text: str
    here: list[int]
    there: list[int]

    def offset(self, place: int) -> int:
        """The offset in the text itself of a character of a word."""
        word = bisect_right(self.here, place) - 1
        return self.there[word] + place - self.here[word]


def flatten(text: str) -> Flat:
    """``text`` with single blanks."""
    words, here, there, place = [], [], [], 0
    for word in _WORD.finditer(text):
        words.append(word[0])
        here.append(place)
        there.append(word.start())
        place += len(word[0]) + 1
    return Flat(" ".join(words), here, there)


def find_nearest(body: str, words: str, pieces: Sequence[Span]) -> Span | None:
    """Where ``words`` stand as whole words nearest to ``pieces`` and in none of them; within ``NEAR`` characters."""
    hull = Span.hull(pieces)
    start = max(0, hull.start - NEAR)
    found = (span.shift(start) for span in whole_words(body[start : hull.end + NEAR], words))
    free = [span for span in found if not any(span.overlaps(piece) for piece in pieces)]
    return min(free, key=lambda span: min(_distance(span, piece) for piece in pieces), default=None)


def whole_words(text: str, words: str) -> Iterator[Span]:
    """Where ``words`` stand in ``text`` as whole words, in order; white space need not agree."""
    flat, wanted = flatten(text), " ".join(words.split())
    place = flat.text.find(wanted) if wanted else -1
    while place >= 0:
        end = place + len(wanted)
        if not flat.text[max(0, place - 1) : place].isalnum() and not flat.text[end : end + 1].isalnum():
            yield Span(flat.offset(place), flat.offset(end - 1) + 1)
        place = flat.text.find(wanted, place + 1)


def _distance(one: Span, other: Span) -> int:
    """Characters between the two; 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)
