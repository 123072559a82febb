"""Numbers that count nothing: they name a thing, tell the time of day, number a list or dial a phone. Plain Python."""

from collections.abc import Sequence
from itertools import pairwise

from sources.stance.words import Token, word_set

# What is told apart by a number written after it: "berth 4", "supports 17 and 18", "Article 5".
_NUMBERED = word_set(
    "annex appendix article articles berth berths chapter chapters clause exhibit figure gate hall halls highway "
    "junction line lines lot motorway page pages paragraph paragraphs phase platform regulation resolution "
    "room rooms route rule section sections support supports table terminal tram unit version volume wing zone"
)
_VERBS_TOO = word_set("support supports")  # "support 300 families"
_LINKS = word_set("and to or , – -")
_TIME_WORDS = word_set("am pm o'clock")
_TIES = (":", "-", "/")


def is_label(listed: Sequence[Token], at: int) -> bool:
    """Whether the digits at a token are a name, a time of day, a number in a list, or part of a phone number."""
    return (
        _hangs_on_a_word(listed, at)
        or _numbers_a_thing(listed, at)
        or _is_time(listed, at)
        or _numbers_a_list(listed, at)
        or _is_dialled(listed, at)
    )


def _hangs_on_a_word(listed: Sequence[Token], at: int) -> bool:
    """Whether a hyphen ties it to a word, as in the name of an illness, or it is what follows a bare decimal point."""
    if at and listed[at - 1].text == "." and listed[at - 1].end == listed[at].start:
        return True
    return (
        at > 1 and listed[at - 1].text == "-" and listed[at - 2].is_word and listed[at - 2].end == listed[at].start - 1
    )


def _numbers_a_thing(listed: Sequence[Token], at: int) -> bool:
    """ "Berth 4", and the 18 of "supports 17 and 18"."""
    linked = at > 2 and listed[at - 1].lower in _LINKS and listed[at - 2].is_number
    label = lower_at(listed, at - 3 if linked else at - 1)
    counts = label in _VERBS_TOO and at + 1 < len(listed) and listed[at + 1].is_content
    return label in _NUMBERED and not counts


def _is_time(listed: Sequence[Token], at: int) -> bool:
    """ "2.47 a.m.", "6 pm", "14:30"."""
    following = [token.lower for token in listed[at + 1 : at + 4]]
    if following[:1] and following[0] in _TIME_WORDS:
        return True
    return following in (["a", ".", "m"], ["p", ".", "m"]) or ":" in {_tie(listed, at), _tie(listed, at - 2)}


def _numbers_a_list(listed: Sequence[Token], at: int) -> bool:
    """ "1." and "1)" at the very start, "(3)" anywhere."""
    before, after = lower_at(listed, at - 1), lower_at(listed, at + 1)
    return (at == 0 and after in {".", ")"}) or (before == "(" and after == ")")


def _is_dialled(listed: Sequence[Token], at: int) -> bool:
    """Whether it begins with a nought, stands beside one that does, or is one of three tied by dashes."""
    near = listed[max(0, at - 1) : at + 2]
    ties = [_tie(listed, index) for index in range(at - 4, at + 3, 2)]
    return any(_has_leading_nought(token) for token in near) or any(
        first and first == second for first, second in pairwise(ties)
    )


def _tie(listed: Sequence[Token], at: int) -> str:
    """The mark that ties the number at a token to the next number without a blank, or nothing."""
    if at < 0 or at + 2 >= len(listed) or listed[at + 1].text not in _TIES:
        return ""
    tied = listed[at].is_number and listed[at + 2].is_number and listed[at + 2].start == listed[at].end + 1
    return listed[at + 1].text if tied else ""


def _has_leading_nought(token: Token) -> bool:
    return token.is_number and token.text[:1] == "0" and token.text[1:2].isdecimal()


def lower_at(listed: Sequence[Token], at: int) -> str:
    """The word at an index in lower case, or nothing where there is none."""
    return listed[at].lower if 0 <= at < len(listed) else ""
