"""Full names anywhere in an article, for surnames whose bearer the article names without letting them speak there."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from claims.extraction import grammar
from claims.extraction.speaker_words import HONORIFICS, ORGANISATION_NOUNS, PERSON_NOUNS, PLACES, TITLES
from claims.extraction.word_lists import word_set

_WORD = r"[^\W\d_a-z](?:[\w-]|['’](?!s\b)){1,30}"
_SHORT = r"(?:[A-Z]|Mrs?|Ms|Dr|Gen|Col|Sen|Rep|Gov|Prof)"
_RUN = re.compile(
    rf"(?<![\w'’-])(?P<before>[a-z]{{3,20}}[ ])?(?P<names>(?:(?:{_WORD}|{_SHORT}\.)[ ]){{1,4}}{_WORD})"
    r"(?P<after>,[ ](?:who\b|\d\d,|(?:an?[ ]|the[ ])?(?:[\w-]{1,20}[ ]){0,2}[\w-]{1,20}))?"
)
_TITLED = re.compile(rf"\b([^\W\d_]{{3,20}})[ ](?=({_WORD}))")
_PLACE = re.compile(rf"\b(?:in|at|near|to|from|around)[ ]({_WORD})\b(?![ ][^\W\d_a-z])")
_NO_GIVEN_NAMES = (
    TITLES
    | HONORIFICS
    | PERSON_NOUNS
    | ORGANISATION_NOUNS
    | PLACES
    | grammar.DETERMINERS
    | grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.PERSONAL
    | grammar.TIME_WORDS
    | grammar.MONTHS
    | grammar.ADVERBS
    | word_set("mr mrs ms miss mx sir republican democrat democratic republicans democrats")
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A full name in the text. ``is_person`` tells whether a title or an apposition beside it shows a person."""

    given: str
    surname: str
    role: str
    is_person: bool


def full_names(text: str) -> Mapping[str, tuple[NamedPerson, ...]]:
    """By surname in lower case, one entry for each given name it stands behind in ``text``."""
    found: dict[str, dict[str, NamedPerson]] = defaultdict(dict)
    for person in filter(None, map(_read, _RUN.finditer(text))):
        known = found[person.surname.lower()]
        before = known.get(first_name(person.given))
        if before is None or (person.is_person, bool(person.role)) > (before.is_person, bool(before.role)):
            known[first_name(person.given)] = person
    return {surname: tuple(people.values()) for surname, people in found.items()}


def organisations(text: str) -> Mapping[str, frozenset[str]]:
    """Names such as "Corvane Logistics" by their first word in lower case, where that is never the name of a place."""
    found: dict[str, set[str]] = defaultdict(set)
    places = {match.lower() for match in _PLACE.findall(text)}
    for match in _RUN.finditer(text):
        words = match["names"].split()
        if words[-1].lower() in ORGANISATION_NOUNS and words[0].lower() not in _NO_GIVEN_NAMES | places:
            found[words[0].lower()].add(" ".join(words))
    return {word: frozenset(names) for word, names in found.items()}


def bearers_of_titles(text: str, people: Mapping[str, tuple[NamedPerson, ...]]) -> Mapping[str, NamedPerson]:
    """The person behind a bare title ("mayor") where ``text`` never puts it before another name."""
    followers: dict[str, set[str]] = defaultdict(set)
    for title, name in _TITLED.findall(text):
        if title.lower() in TITLES:
            followers[title.lower()].add(name)
    found: dict[str, NamedPerson] = {}
    for person in (person for bearers in people.values() for person in bearers if person.role):
        title = person.role.split()[-1].lower()
        if followers[title] <= {*person.given.split(), person.surname}:
            found[title] = person
    return found


def first_name(given: str) -> str:
    """The first of one or more given names, in lower case: what tells two bearers of a surname apart."""
    return given.split(maxsplit=1)[0].lower()


def _read(match: re.Match[str]) -> NamedPerson | None:
    words = match["names"].split()
    cut = _after_titles(words)
    given, surname = words[cut:-1], words[-1]
    if not given or _plain(given[0]) in _NO_GIVEN_NAMES or surname.lower() in _NO_GIVEN_NAMES:
        return None
    before, after = (match["before"] or "").strip(), (match["after"] or "").lower()
    title = " ".join(words[:cut]) or (before if before in TITLES else "")
    role = "" if _is_address(title) else title
    is_person = bool(title) or ", who" in after or after[2:4].isdigit() or bool(TITLES & set(after[1:].split()))
    return NamedPerson(" ".join(given), surname, role, is_person)


def _is_address(title: str) -> bool:
    return all(_plain(word) in HONORIFICS for word in title.split())


def _after_titles(words: list[str]) -> int:
    """Past the last title that stands before the name; 0 when none does."""
    titled = TITLES | HONORIFICS
    return max((index + 1 for index, word in enumerate(words[:-1]) if _plain(word) in titled), default=0)


def _plain(word: str) -> str:
    return word.lower().rstrip(".")
