"""The words of a description: "the former finance minister", "CEO of Corvel"."""

from claims.extraction.cast.mentions import plain
from claims.extraction.cast.titles import PERSON_NOUNS, TITLES
from claims.extraction.text import grammar
from claims.extraction.text.word_lists import word_set

_SHORT_TITLES = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "col": "colonel",
    "gen": "general",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
    "ceo": "executive",
    "supt": "superintendent",
}
_EMPTY = grammar.ARTICLES | grammar.POSSESSIVES | word_set("former ex then current new late this that said of for")
_ENDS_NOUNS = grammar.PREPOSITIONS | grammar.RELATIVES
_PLURALS = word_set("people men women police")


def title(word: str) -> str:
    """``word`` in lower case, a shortened title spelt out."""
    return _SHORT_TITLES.get(plain(word), plain(word))


def role_nouns(phrase: str) -> list[str]:
    """The nouns for people in ``phrase`` before its first preposition, titles spelt out."""
    found: list[str] = []
    for word in phrase.split():
        if word.lower() in _ENDS_NOUNS:
            break
        if plain(word) in PERSON_NOUNS:
            found.append(title(word))
    return found


def other_words(phrase: str) -> set[str]:
    """What ``phrase`` says besides its last noun for people, articles and words such as "former"."""
    return {title(word) for word in phrase.split()} - _EMPTY - set(role_nouns(phrase)[-1:])


def is_office(phrase: str) -> bool:
    """Whether a bare role opens the phrase: ``CEO of Corvel``."""
    first, _, rest = phrase.partition(" ")
    return plain(first) in TITLES and rest.startswith("of ")


def means_one(phrase: str) -> bool:
    """Whether the phrase is about one certain person: ``the minister``, ``Tessar's mayor``."""
    first = phrase.split(None, 1)[0].lower() if phrase.strip() else ""
    is_definite = is_office(phrase) or first in ("the", "this", "that") or first.endswith(("’s", "'s"))
    return is_definite and not any(noun.endswith("s") or noun in _PLURALS for noun in role_nouns(phrase))


def without_article(phrase: str) -> str:
    """``phrase`` without "the"."""
    return phrase.removeprefix("the ").removeprefix("The ")
