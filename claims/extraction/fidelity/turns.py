"""Who speaks where in a transcript, from the labels at the start of its lines ("MR DILLON:", "Q:")."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.cast.titles import HONORIFICS, PARTICLES, TITLES
from claims.extraction.fidelity.base import Turn
from claims.extraction.fidelity.words import Word, words
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_LABEL = re.compile(
    r"^[ \t]{0,8}(?:\[?\d{1,2}(?::\d\d){1,2}\]?[ \t]{0,4})?"
    r"(?:(?P<label>[^\W\d_][^\n:()\[\]]{0,59})(?:[(\[][^\n()\[\]]{1,60}[)\]])?[ \t]?:(?=\s|$)"
    r"|(?P<bare>[QA])(?=[.]?[ \t]{2}))",
    re.MULTILINE,
)
_MOST_WORDS = 7
_SMALL = PARTICLES | word_set("of the for and to in on")
_NO_LABELS = word_set(
    "note however correction update example remember first second third finally again listen look but"
)
_ROLES = word_set(
    """q a question answer reporter journalist speaker moderator interviewer host presenter president chairman
    chairwoman chair secretary minister spokesman spokeswoman spokesperson senator judge court clerk witness male female
    voice participant operator interpreter mayor governor general press unidentified man woman official the"""
)
_ARTICLES = word_set("the a")
_SUFFIXES = word_set("jr sr ii iii phd md")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text with its turns and words, made once and used for many quotations. Labels are no words of it."""

    text: str
    turns: Sequence[Turn]
    words: Sequence[Word]

    @classmethod
    def of(cls, text: str) -> "Transcript":
        """The transcript ``text``, in time that grows with its length."""
        turns = tuple(_turns(text))
        return cls(text, turns, words(text, (turn.span for turn in turns)))

    def turn(self, word: int) -> Turn:
        """The turn that holds the word of that number."""
        return self.turns[bisect_right(self.turns, self.words[word].start, key=lambda turn: turn.span.start) - 1]


def _turns(text: str) -> Iterator[Turn]:
    label, start = "", 0
    for match in _LABEL.finditer(text):
        found = match["label"] or match["bare"]
        if _is_label(found):
            if match.start() > start:
                yield Turn(label, Span(start, match.start()))
            label, start = found.strip(), match.end()
    if start < len(text):
        yield Turn(label, Span(start, len(text)))


def _is_label(label: str) -> bool:
    parts = label.replace(".", " ").split()
    if not 1 <= len(parts) <= _MOST_WORDS or (len(parts) == 1 and label.lower() in _NO_LABELS):
        return False
    return all(part[0].isupper() or part[0].isdigit() or part.lower() in _SMALL for part in parts)


@lru_cache(maxsize=20_000)
def surname(name: str) -> str:
    """The last word of a name in lower case, titles and "Jr" left out; empty when nothing of a name is left.

    "MR DILLON", "Dillon" and "Colonel Ryan Dillon" have the same one; "Q", "THE PRESIDENT" and "Speaker 2" have none.
    """
    parts = [part.strip(".,").lower() for part in name.split(",", maxsplit=1)[0].split()]
    named = [part for part in parts if part.isalpha() or "-" in part or "'" in part or "’" in part]
    kept = [part for part in named if part not in _SUFFIXES | _ROLES | HONORIFICS | TITLES]
    return kept[-1].replace("’", "'") if kept else ""


def is_somebody_else(turn: Turn, turns: Sequence[Turn], speaker: str) -> bool:
    """Whether the turn is certainly not of the person ``speaker``.

    A label that names another person is certain. One that names nobody ("Q") is, where ``speaker`` has turns of his
    own.
    """
    wanted, given = surname(speaker), surname(turn.label)
    if not wanted or not turn.label:
        return False
    if given:
        return given != wanted
    if (_ROLES - _ARTICLES).intersection(turn.label.lower().split(), speaker.lower().split()):
        return False
    return any(surname(other.label) == wanted for other in turns)
