"""What an article calls somebody right before or right after a name: "council spokesman", "the mayor of Tessar"."""

import re
from collections.abc import Sequence

from claims.extraction.cast.mentions import Mention, plain
from claims.extraction.cast.titles import HONORIFICS, ORGANISATION_NOUNS, PERSON_NOUNS, PLACES, TITLES
from claims.extraction.text import grammar
from claims.extraction.text.word_lists import word_set

_AFTER = re.compile(r",[ ](?P<age>\d\d,?[ ])?(?P<words>(?:[\w’'&.-]{1,30}[ ]){0,10}[\w’'&-]{1,30})(?=[,.;:)]|[ ][–—-])")
_APPOSED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)[ ]((?:[\w’'-]{1,30}[ ]){0,6}[\w’'-]{1,30}),[ ]\Z"
)
_AGE_OR_WHO = re.compile(r",[ ](?:who\b|(?:aged[ ])?\d\d(?:,|[ ]years))")
_LOOK_BACK, _LOOK_AHEAD, _MOST_WORDS = 90, 140, 6
_STOPS = (
    grammar.DETERMINERS
    | grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.PERSONAL
    | grammar.AUXILIARIES
    | grammar.TIME_WORDS
    | {"according", "said", "says", "told", "added", "who", "which"}
)
_TITLES = TITLES | HONORIFICS
_NOUNS = PERSON_NOUNS - word_set("people police many some others sources")
_HEAD_WITHIN = 5
_NO_OWNERS = word_set("former vice prime")
_FORMS = HONORIFICS | word_set("gov sen rep sens reps")
_BETTER = _NOUNS - _FORMS
_OWNERS = ORGANISATION_NOUNS | PLACES
_DETERMINERS = grammar.ARTICLES | grammar.POSSESSIVES
_PREPOSITIONS = grammar.PREPOSITIONS - {"to"}


def roles_at(text: str, mention: Mention) -> Sequence[str]:
    """The roles beside one name; an age or a relative clause counts as an empty one, for it shows a person."""
    found = [role for role in (_before(text, mention), _after(text, mention)) if role]
    if not found and _AGE_OR_WHO.match(text, mention.span.end, mention.span.end + _LOOK_AHEAD):
        return [""]
    return found


def _before(text: str, mention: Mention) -> str:
    """The words before the name, from the last word that no role has."""
    start = mention.span.start - sum(len(title) + 1 for title in mention.titles)
    ahead = text[max(0, start - _LOOK_BACK) : start]
    kept: list[str] = []
    for word in reversed(ahead.replace("\n", " . ").split()[-_MOST_WORDS:]):
        if word.lower() in _STOPS or not word[-1].isalnum() or not word[0].isalnum() or _is_verb(word):
            break
        kept.insert(0, word)
    titles = list(mention.titles)
    apposed = _APPOSED.search(ahead) if ahead.endswith(", ") else None
    if apposed and any(plain(word) in _NOUNS for word in apposed[1].split()[:_HEAD_WITHIN]):
        return apposed[1]
    if kept and plain(kept[-1]) in _NOUNS:
        better = [title for title in titles if plain(title) not in HONORIFICS]
        return " ".join((*kept, *better))
    return "" if not titles or _is_form(titles) else " ".join((*_place(kept), *titles))


def _place(kept: Sequence[str]) -> Sequence[str]:
    """The capitalised words right before a title."""
    cut = len(kept)
    while cut and kept[cut - 1][0].isupper():
        cut -= 1
    return kept[cut:]


def _is_verb(word: str) -> bool:
    return word.islower() and grammar.is_verb_like(word) and word not in _NOUNS


def _is_form(titles: Sequence[str]) -> bool:
    return all(plain(title) in HONORIFICS for title in titles)


def _after(text: str, mention: Mention) -> str:
    """``the mayor of Tessar`` after ``Jonas Weil,``, without its article."""
    end = mention.span.end
    found = _AFTER.match(text, end, end + _LOOK_AHEAD) if text[end : end + 1] == "," else None
    if not found:
        return ""
    words = found["words"].split()
    if words[0].lower() in _DETERMINERS:
        words = words[1:]
    cut = next((i for i, word in enumerate(words) if word.lower() in grammar.RELATIVES or _is_clause(word)), len(words))
    words = words[:cut]
    head = next((i for i, word in enumerate(words[:_HEAD_WITHIN]) if plain(word) in _NOUNS), None)
    if head is None or (words[0][0].isupper() and _is_somebody_else(words, head)):
        return ""
    if any(word.lower() in _PREPOSITIONS for word in words[:head]):
        return ""
    return " ".join(words)


def _is_clause(word: str) -> bool:
    return word.lower() in grammar.AUXILIARIES or word.lower() in ("said", "says", "told", "and", "but")


def _is_somebody_else(words: Sequence[str], head: int) -> bool:
    """``Ann Lee, Mayor Bo Roe``: a name follows the title."""
    return len(words) > head + 1 and words[head + 1][0].isupper()


def without_rank(role: str) -> str:
    """``vice-presidential nominee`` of "vice-presidential nominee Gov."; a rank alone stays."""
    words = role.split()
    while len(words) > 1 and plain(words[-1]) in _FORMS and any(plain(word) in _BETTER for word in words[:-1]):
        words.pop()
    return " ".join(words)


def is_address(role: str) -> bool:
    """Whether ``role`` holds nothing but forms of address and ranks."""
    return all(plain(word) in HONORIFICS for word in role.split())


def affiliation_of(role: str) -> str:
    """For whom somebody with this role stands: ``coalition`` of "coalition spokesman"."""
    words = role.split()
    head = next((i for i, word in enumerate(words) if plain(word) in _NOUNS), None)
    if head is None:
        return ""
    if len(words) > head + 2 and words[head + 1].lower() in ("of", "for", "at", "with", "from"):
        rest = words[head + 2 :]
        rest = rest[1:] if rest[0].lower() in _DETERMINERS else rest
        cut = next((i for i, word in enumerate(rest) if i and word.lower() in ("in", "on", "at", "against")), len(rest))
        return " ".join(rest[:cut])
    return " ".join(_owner(words[:head]))


def _owner(words: Sequence[str]) -> Sequence[str]:
    """The leading words that name somebody: capitals, a group noun, a possessive."""
    cut = 0
    for index, word in enumerate(words):
        bare = plain(word).removesuffix("’s").removesuffix("'s")
        is_name = word[0].isupper() and plain(word) not in _TITLES and word.lower() not in _NO_OWNERS
        is_name = is_name and not grammar.is_adverb(word.lower())
        if is_name or bare in _OWNERS:
            cut = index + 1
    kept = [
        word for word in words[:cut] if plain(word) not in _TITLES and plain(word) not in ("former", "then", "late")
    ]
    return [word.removesuffix("’s").removesuffix("'s") if word is kept[-1] else word for word in kept]
