"""Whether a time that could lie on either side of publication belongs to something past or something to come."""

import re
from enum import Enum

from claims.extraction.text.word_lists import word_set


class Tense(Enum):
    """What the verb near a time says. ``LATER`` is what was to come when it was said ("would")."""

    PAST = "past"
    FUTURE = "future"
    LATER = "later"
    OPEN = "open"


_BEFORE, _AFTER, _WORDS = 110, 90, 14
_OPENING_WORDS = 2
_END = re.compile(r"[.!?;\n](?=\s|\Z)|[\n\"“”]")
_WORD = re.compile(r"[A-Za-z]{1,20}(?:['’][a-z]{1,2})?")
_WILL = word_set("will won't shall may can upcoming tomorrow begins starts opens expires")
_MEANS_TO = word_set("plans plan intends intend expects expect hopes hope aims aim")
_WOULD = word_set("would could should might")
_MEANT_TO = word_set("planned intended wanted hoped aimed agreed promised vowed pledged threatened expected")
_DUE = word_set("due set expected scheduled slated going likely poised bound planned")
_PAST = word_set(
    """was were had did said told went came took met made gave began held wrote won lost left spoke saw got fell rose
    struck found led ran sent built brought broke became hit kept put sold shot stood thought knew drew flew grew
    paid quit read sat bought caught fought taught felt heard ate drove chose swore tore withdrew"""
)
_BE = word_set("be been being have has is are was were")
_TO_BE = word_set("is are isn't aren't")
_COMES_TO = _TO_BE | _MEANS_TO
_BREAKS = word_set("after when who which because since while as where before whose following amid despite")
_LIMITS = word_set("by until till")


def _words(piece: str) -> list[str]:
    """The words in small letters, "*" for names, which show no tense."""
    words = [match.group().replace("’", "'") for match in _WORD.finditer(piece)]
    return [word.lower() if word[0].islower() or "'" in word else "*" for word in words]


def _ends(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed") and word != "need"


def _is_due(word: str, before: str) -> bool:
    """ "is due", "set to": what is expected still, unless "was due"."""
    return word in _DUE and before not in ("was", "were", "been", "had")


def _of(word: str, before: str) -> Tense:
    """The tense that one word shows, by the word before it."""
    if word in _WILL or (word == "to" and before in _COMES_TO):
        return Tense.FUTURE
    if word.endswith("'ll") or _is_due(word, before):
        return Tense.FUTURE
    if word in _WOULD or (word == "to" and before in _MEANT_TO):
        return Tense.LATER
    return Tense.PAST if word in _PAST else Tense.OPEN


def _backward(words: list[str]) -> tuple[Tense, bool]:
    """The tense of the nearest finite verb before, and whether it is open or shown by no more than a form in -ed."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word in _BREAKS:
            break
        before = words[index - 1] if index else ""
        found = _of(word, before)
        if found is not Tense.OPEN and not (found is Tense.PAST and before in _BE):
            return found, False
        if _ends(word) and before not in _BE:
            return Tense.PAST, True
    return Tense.OPEN, True


def _forward(words: list[str]) -> Tense:
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in _TO_BE and (following in _DUE or following == "to"):
            return Tense.FUTURE
        found = _of(word, words[index - 1] if index else "")
        if found is not Tense.OPEN:
            return found
        if _ends(word):
            return Tense.PAST
    return Tense.OPEN


def tense(text: str, start: int, end: int, lead: str = "") -> Tense:
    """The tense around ``text[start:end]``, within its sentence and some hundred characters.

    ``lead`` is the preposition that opens the time: "by Friday" and "until Friday" lie ahead unless a verb says no.
    """
    before = _words(_END.split(text[max(0, start - _BEFORE) : start])[-1])[-_WORDS:]
    found, weak = _backward(before)
    if weak and lead in _LIMITS:
        return Tense.FUTURE
    if found is Tense.OPEN and len(before) <= _OPENING_WORDS:
        return _forward(_words(_END.split(text[end : end + _AFTER])[0])[:_WORDS])
    return found
