"""What the marks between two words say: an ellipsis, the end of a sentence, brackets."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from claims.extraction.fidelity.words import Word
from claims.extraction.text.sentences import ABBREVIATIONS
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_ELLIPSIS = re.compile(r"…|\.[ ]?\.[ ]?\.")
_STOP = re.compile(r"[.!?]")
_OTHER = re.compile(r"[,;:—–-]")
_BRACKETS = re.compile(r"\[([^\[\]]{1,200})\]")

_SHORTENED = ABBREVIATIONS - word_set("no ill mass miss wash ore mar sat inc etc")
"""Shortenings after which a full stop ends no sentence; those that are also words, or end one, do."""
BRACKET = "["
"""Before the form of an editor's word: it agrees with nothing that was said."""
_LOOKED_AT = 500
"""Words from which a text in capitals is known."""


class Marked:
    """Words of one text, asked for what stands between them."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self.is_shouted = _is_shouted(text, words)
        self.brackets = [match.span() for match in _BRACKETS.finditer(text)]

    def between(self, left: int, right: int) -> str:
        """The text from the end of one word to the start of another; empty at the ends of the text."""
        if left < 0 or right >= len(self.words):
            return ""
        return self.text[self.words[left].end : self.words[right].start]

    def is_elided(self, left: int, right: int) -> bool:
        """Whether an ellipsis stands between two words that follow each other."""
        return bool(_ELLIPSIS.search(self.between(left, right)))

    def is_sentence_end(self, left: int) -> bool:
        """Whether a sentence ends between this word and the next one."""
        if left < 0 or left + 1 >= len(self.words) or not _STOP.search(self.between(left, left + 1)):
            return False
        word, following = self.words[left], self.text[self.words[left + 1].start]
        shortened = word.form in _SHORTENED or word.end - word.start == 1
        return not shortened and not following.islower()

    def sentences(self) -> list[tuple[int, int]]:
        """The numbers ``[first, last)`` of the words of each sentence."""
        ends = [number + 1 for number in range(len(self.words) - 1) if self.is_sentence_end(number)]
        return list(pairwise([0, *ends, len(self.words)]))

    def is_pause(self, left: int) -> bool:
        """Whether some mark stands between this word and the next one."""
        return bool(_OTHER.search(self.between(left, left + 1)))

    def is_bracketed(self, number: int) -> bool:
        """Whether an editor's square brackets stand around the word."""
        place = bisect_right(self.brackets, (self.words[number].start, len(self.text))) - 1
        return place >= 0 and self.words[number].end <= self.brackets[place][1]

    def span(self, first: int, last: int) -> Span | None:
        """The stretch of the words ``[first, last)``, with brackets around them; None when there are none."""
        if first >= last:
            return None
        start, end = self.words[first].start, self.words[last - 1].end
        opened = start - 1 if self.text[start - 1 : start] == "[" else start
        return Span(opened, end + 1 if self.text[end : end + 1] == "]" else end)

    def forms(self, first: int, last: int) -> tuple[str, ...]:
        """The normal spellings of the words ``[first, last)``."""
        return tuple(word.form.removeprefix(BRACKET) for word in self.words[first:last])

    def is_name(self, number: int) -> bool:
        """Whether a word has a capital that no start of a sentence gives it."""
        word = self.words[number]
        if self.is_shouted:
            return False
        opens = number == 0 or self.is_sentence_end(number - 1)
        return self.text[word.start].isupper() and word.form != "i" and not opens


def _is_shouted(text: str, words: Sequence[Word]) -> bool:
    """Whether the text is in capitals, so that they tell nothing."""
    first = words[:_LOOKED_AT]
    return sum(text[word.start : word.end].isupper() for word in first) * 2 > len(first)
