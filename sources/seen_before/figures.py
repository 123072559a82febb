"""The numbers of a claim as values, however they are written. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.lib.spans import Span
from sources.stance.numerals import read_number
from sources.stance.shares import read_share
from sources.stance.words import Token, join, word_set

_ABOUT = word_set("about around nearly almost roughly some approximately circa over under than up")
_NEAR = 3  # tokens before a number in which such a word is looked for
_GROUP = 3
_EVERY = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in a claim; ``is_loose`` where a word says that it is about right."""

    value: float
    span: Span
    is_loose: bool
    in_words: bool


def amounts(tokens: Sequence[Token]) -> Iterator[Amount]:
    """The numbers of a claim; a share in words as its percentage, so that "a quarter" is 25."""
    listed = [token for at, token in enumerate(tokens) if not _joins(tokens, at)]
    at = 0
    while at < len(listed):
        read = _share(listed, at) or _grouped(listed, at) or read_number(listed, at)
        if read is None:
            at += 1
            continue
        before = {token.lower for token in listed[max(0, at - _NEAR) : at]}
        number = listed[at : read[1]]
        yield Amount(read[0], join(number), not before.isdisjoint(_ABOUT), not any(token.is_number for token in number))
        at = read[1]


def _joins(listed: Sequence[Token], at: int) -> bool:
    """Whether it is the hyphen behind a number: "48-million-euro"."""
    return 0 < at < len(listed) - 1 and listed[at].text == "-" and listed[at - 1].is_number and listed[at + 1].is_word


def _grouped(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Digits in groups of three with blanks between them: "30 000"."""
    end = at + 1
    while end < len(listed) and listed[at].text.isdecimal() and _is_group(listed[end], listed[end - 1].end):
        end += 1
    if end == at + 1 or len(listed[at].text) > _GROUP:
        return None
    return float("".join(token.text for token in listed[at:end])), end


def _is_group(token: Token, after: int) -> bool:
    return token.text.isdecimal() and len(token.text) == _GROUP and token.start == after + 1


def _share(listed: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "Half", "twice", "every fifth", and what the engine reads as a share."""
    lower = listed[at].lower
    following = listed[at + 1].lower if at + 1 < len(listed) else ""
    if lower == "twice":
        return 2.0, at + 1
    if lower == "half" and following not in {"a", "million", "billion"}:
        return 50.0, at + 1
    if lower == "one" and [token.lower for token in listed[at + 1 : at + 3]] == ["in", "two"]:
        return 50.0, at + 3
    if lower == "every" and following in _EVERY:
        return 100 / _EVERY[following], at + 2
    return read_share(listed, at)
