"""What the words beside a date make of it: the day of saying, a day to come, and what happened then. Plain Python."""

from collections.abc import Sequence

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
_NEAREST = 6  # tokens in which the word that a date belongs to is looked for
_REACH = 5  # tokens between a verb of saying and its day
_SENTENCE = 25  # tokens back in which "will" makes a weekday one to come


def is_of_saying(listed: Sequence[Token], start: int, end: int) -> bool:
    """Whether the date of the tokens ``start`` to ``end`` tells when somebody spoke, not when something happened."""
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if listed[at].lower in _SAYING:
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
