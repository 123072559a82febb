"""What the words beside a date make of it: the day of saying, a day to come, and what happened then. Plain Python."""

from collections.abc import Sequence
from enum import StrEnum

from sources.stance.words import Token, word_set

_SAYING = word_set(
    "said says say told tells added adds reported reports stated states warned warns announced announces wrote writes "
    "argued claimed claims insisted noted confirmed confirms explained denied denies published replied testified "
    "tweeted posted declared according statement interview"
)
# What may stand between the verb and the day: "told reporters in parliament late on Thursday".
_BETWEEN = word_set(
    "on in at a an the late early earlier this last statement interview letter reporters journalists parliament "
    "council him her them us it to news press conference radio television agency morning afternoon evening night"
)
_PARTS_OF_DAY = word_set("morning afternoon evening night")
_TO_COME = word_set("will shall would next tomorrow plans planned")
_ENDS = word_set(". ; : ! ?")
_DASHES = word_set("- – — −")
_OPENS = word_set("( ; [ ,")
_CLOSES = word_set(") ] rrb")
# What a year before it tells the publication of: "a 1997 film" was released in 1997.
_WORKS = word_set("film movie album single song novel book game record documentary sequel")
_RELEASED = frozenset({"releas"})
_PHRASE = 6  # tokens between a year and the work that it dates
_LIVES = 4  # tokens around a date in which "born" and "died" are looked for
_NEAREST = 6  # tokens in which the word that a date belongs to is looked for
_REACH = 5  # tokens between a verb of saying and its day
_SENTENCE = 25  # tokens back in which "will" makes a weekday one to come


class Life(StrEnum):
    """Whether a date is that of a birth or of a death."""

    NEITHER = ""
    BORN = "born"
    DIED = "died"


_LIFE_OF = {
    **dict.fromkeys(("born", "birth", "birthday", "birthdate", "b"), Life.BORN),
    **dict.fromkeys(("died", "dead", "death", "dies", "killed", "passed", "expired", "perished", "d"), Life.DIED),
}


def life_event(listed: Sequence[Token], start: int, end: int) -> Life:
    """Birth or death, from "born on", "died in", or a life in brackets: "(3 May 1911 – 24 January 1986)"."""
    before = [token.lower for token in listed[max(0, start - _LIVES) : start]]
    for word in reversed(before):
        if word in _LIFE_OF:
            return _LIFE_OF[word]
        if word in _ENDS:
            break
    after = listed[end].lower if end < len(listed) else ""
    if before[-1:] and before[-1] in _OPENS and after in _DASHES:
        return Life.BORN
    if before[-1:] and before[-1] in _DASHES and after in _CLOSES:
        return Life.DIED
    return next(
        (_LIFE_OF[token.lower] for token in listed[end : end + _LIVES] if token.lower in _LIFE_OF), Life.NEITHER
    )


def works(listed: Sequence[Token], end: int) -> frozenset[str]:
    """The stem of "released" where the words after a year make it that of a film, an album or a book."""
    for token in listed[end : end + _PHRASE]:
        if token.lower in _WORKS:
            return _RELEASED
        if not token.is_word and token.text != "-":
            break
    return frozenset()


def is_of_saying(listed: Sequence[Token], start: int, end: int) -> bool:
    """Whether the date of the tokens ``start`` to ``end`` tells when somebody spoke, not when something happened."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if listed[at].lower in _SAYING and not listed[at].is_capitalised:
            return True
        if listed[at].lower not in _BETWEEN:
            break
    after = end + (end < len(listed) and listed[end].lower in _PARTS_OF_DAY)
    return after < len(listed) and listed[after].lower in _SAYING


def is_to_come(listed: Sequence[Token], at: int) -> bool:
    """Whether the words before a weekday in its sentence put it after the day of writing: "will close on Monday"."""
    for token in reversed(listed[max(0, at - _SENTENCE) : at]):
        if token.lower in _ENDS:
            return False
        if token.lower in _TO_COME:
            return True
    return False


def happening(listed: Sequence[Token], start: int, end: int) -> str:
    """The stem of the word that a date belongs to: the last before it that says something and is no name.

    Where its sentence has none, it is the first after it.
    """
    for token in reversed(listed[max(0, start - _NEAREST) : start]):
        if token.lower in _ENDS:
            break
        if token.is_word and token.is_content and not token.is_capitalised:
            return token.stem
    return next((token.stem for token in listed[end : end + _NEAREST] if token.is_word and token.is_content), "")
