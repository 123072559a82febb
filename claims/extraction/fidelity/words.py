"""The words of a quotation or a transcript in one spelling, each with its place."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.extraction.fidelity import numerals
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}|\[[^\W\d_]\][^\W\d_]+|\d+(?:[.,:]\d+)*[^\W\d_]*|[^\W\d_]+(?:['’][^\W_]+)*|[%$£€]"
)
_SIGNS = {"%": "percent", "$": "dollars", "£": "pounds", "€": "euros"}
_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    "y'all": ("you", "all"),
}  # fmt: skip
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_IS = word_set("he she it that this there here what who where how when why everybody everyone nobody somebody")
"""Words after which "'s" is a verb; after any other it is read as a genitive."""


class Word(NamedTuple):
    """One word at ``[start, end)``: ``form`` is its normal spelling. The words of a contraction share their place."""

    start: int
    end: int
    form: str


def words(text: str, spans: Iterable[Span]) -> list[Word]:
    """The words of ``text`` within ``spans``, in order, in linear time."""
    found: list[Word] = []
    unfinished: list[int] = []
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            forms, is_unfinished = _forms(match.group())
            if is_unfinished:
                unfinished.append(len(found))
            start, end = match.span()
            for form in forms:
                found.append(Word(start, end, form))
    return list(_joined(found, unfinished)) if unfinished else found


@lru_cache(maxsize=20_000)
def _forms(raw: str) -> tuple[tuple[str, ...], bool]:
    """The plain words in ``raw``, and whether what they mean depends on the words that follow ("two", "per", "$")."""
    word = raw.casefold().replace("’", "'").replace("[", "").replace("]", "")
    if word in _SIGNS:
        return (_SIGNS[word],), word != "%"
    if word == "per" or numerals.is_part(word):
        return (word,), True
    if word in _WHOLE:
        return _WHOLE[word], False
    if "'" in word:
        return _contracted(word), False
    return (numerals.spelling(word.replace(".", "")),), False


def _contracted(word: str) -> tuple[str, ...]:
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending), full
    if word.endswith("'s") and word[:-2] in _IS:
        return word[:-2], "is"
    return (word,)


def _joined(found: list[Word], unfinished: list[int]) -> Iterator[Word]:
    """The words with numbers of several words made one, "per cent" too, and the sign of a currency after its number."""
    done = 0
    for position in unfinished:
        if position >= done:
            yield from found[done:position]
            used, finished = _finished(found, position)
            yield from finished
            done = position + used
    yield from found[done:]


def _finished(found: list[Word], position: int) -> tuple[int, tuple[Word, ...]]:
    """How many words from ``position`` on are one, and what they are."""
    word = found[position]
    following = found[position + 1] if position + 1 < len(found) else None
    if word.form == "per":
        joined = following is not None and following.form == "cent"
        return (2, (Word(word.start, following.end, "percent"),)) if following and joined else (1, (word,))
    if numerals.is_part(word.form):
        used, number = _number(found, position)
        return used, (number,)
    if following is None or not following.form[0].isdigit():
        return 1, (word,)
    used, number = _number(found, position + 1)
    return used + 1, (number, word)


def _number(found: list[Word], position: int) -> tuple[int, Word]:
    first = found[position]
    used, form = numerals.read([word.form for word in found[position : position + numerals.LONGEST]])
    if not used:
        return 1, Word(first.start, first.end, numerals.spelling(first.form))
    return used, Word(first.start, found[position + used - 1].end, form)
