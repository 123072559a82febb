"""The words by a number that tell what it counts or measures. Plain Python."""

from collections.abc import Sequence

from sources.stance.words import Token, word_set

_AROUND = 8  # tokens on either side that say what is measured
_HEAD = 4  # tokens before a number in which the word it belongs to is looked for
_THINGS = 3  # words of the phrase that is counted
_PHRASE = 6  # tokens after a number in which that phrase is looked for

_SAME_THING = {
    "citizen": "person", "resident": "person", "individual": "person", "inhabitant": "person", "fatal": "die",
    "troop": "soldier", "casualt": "die", "movie": "film", "kid": "child",
}  # fmt: skip
_PLURALS = word_set("people men women children")
_BREAKS = word_set(', . ; : ! ? ( ) " “ ” — – per')
_LINKS, _ARTICLES = word_set("from to of"), word_set("the a its their his her our all some total just")
_LINKED, _PER_WITHIN = 3, 3  # tokens
_HEADS = word_set("capita head person resident inhabitant citizen")
# Words that a number is measured over, and never what it counts.
_NO_THINGS = word_set("year years month months week weeks day days time times average")


def counted(listed: Sequence[Token], at: int) -> frozenset[str]:
    """The stems of what is counted: the next words that say something, within the phrase."""
    things: list[str] = []
    for token in listed[at : at + _PHRASE]:
        if token.lower in _BREAKS or len(things) == _THINGS or token.lower in _NO_THINGS:
            break
        if token.is_word and token.is_content:
            things.append(_SAME_THING.get(token.stem, token.stem))
        elif things:
            break
    return frozenset(things)


def nearby(listed: Sequence[Token], start: int, end: int) -> frozenset[str]:
    """The stems of the words that say something on either side."""
    near = (*listed[max(0, start - _AROUND) : start], *listed[end : end + _AROUND])
    return frozenset(_SAME_THING.get(token.stem, token.stem) for token in near if token.is_word and token.is_content)


def head(listed: Sequence[Token], first: int) -> str:
    """The stem of the last word before a number that says something, or nothing."""
    for token in reversed(listed[max(0, first - _HEAD) : first]):
        if token.is_word and token.is_content:
            return token.stem
    return ""


def title_before(listed: Sequence[Token], at: int) -> str:
    """The word with a capital letter right before a number, whose part it may be: "Apollo 13"."""
    before = listed[at - 1] if at else None
    return before.stem if before is not None and before.is_word and before.is_capitalised and before.is_content else ""


def link(listed: Sequence[Token], first: int) -> str:
    """The "from", "to" or "of" before a number: "from 40 to 46", "120 of the 480"."""
    for token in reversed(listed[max(0, first - _LINKED) : first]):
        if token.lower in _LINKS:
            return token.lower
        if token.lower not in _ARTICLES:
            break
    return ""


def per(listed: Sequence[Token], at: int) -> str:
    """The stem of what a number is counted over: "per person", "a head", "for each pupil"."""
    for index in range(at, min(at + _PER_WITHIN, len(listed) - 1)):
        if listed[index].lower in {"per", "each", "every"}:
            over = listed[index + 1].stem
            return "person" if over in _HEADS else over
        if not listed[index].is_word:
            break
    return ""


def shown_end(listed: Sequence[Token], at: int) -> int:
    """Where the number ends for a reader: after "people" in "1,200 local people", else after the number itself."""
    for index, token in enumerate(listed[at : at + _THINGS], start=at):
        if not (token.is_word and token.is_content):
            break
        if token.lower in _PLURALS or (token.lower.endswith("s") and not token.lower.endswith("ss")):
            return index + 1
    return at
