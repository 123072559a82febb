"""Which names may be two names of the same speaker: a question for a person, never an answer.

Two persons may be the same when they have the surname in common and their given names do not speak against it: one has
none, an initial fits, one has a name more. Two organisations may be when one is the acronym of the other, or when they
differ by an article or by marks alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from claims.extraction.text.word_lists import word_set

MOST_IN_GROUP = 40
"""Names that share a key beyond this number are not paired: the key says nothing then."""
_WORD = re.compile(r"[^\W_]{1,60}(?:['’-][^\W_]{1,60}){0,3}")
_TITLES = word_set(
    """mr mrs ms miss dr prof professor sir dame lord lady president minister senator sen rep gov governor mayor judge
    justice colonel col general gen captain capt major lieutenant lt sergeant sgt king queen prince princess"""
)
_ENDS = frozenset({"jr", "sr", "ii", "iii"})
_SMALL = frozenset({"the", "of", "for", "and", "in", "on", "to", "a", "an"})


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker by key, kind ("person", "organisation", "document") and name."""

    key: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two speakers that may be the same, the fuller name second, and why they are asked about."""

    alias: int
    speaker: int
    why: str


def alike(speakers: Iterable[Named]) -> Iterator[Alike]:
    """The pairs of ``speakers`` that may be the same, each once; the work grows with their number."""
    groups: defaultdict[tuple[str, str], list[Named]] = defaultdict(list)
    for speaker in speakers:
        for key in _keys(speaker):
            groups[speaker.kind, key].append(speaker)
    seen: set[tuple[int, int]] = set()
    for group in groups.values():
        if len(group) > MOST_IN_GROUP:
            continue
        for one, other in combinations(sorted(group, key=lambda named: (len(named.name), named.key)), 2):
            why = _why(one, other)
            if why and (one.key, other.key) not in seen:
                seen.add((one.key, other.key))
                yield Alike(one.key, other.key, why)


def _keys(speaker: Named) -> set[str]:
    """What two names of one speaker have in common."""
    if speaker.kind == "person":
        parts = _person(speaker.name)
        return {parts[-1]} if parts else set()
    words = _words(speaker.name)
    plain = "".join(words)
    return {plain, _acronym(words)} - {""}


def _why(one: Named, other: Named) -> str:
    """Why the two may be the same, in words; empty when they may not."""
    if one.kind == "person":
        short, long = _person(one.name), _person(other.name)
        return "the surname is the same and the given names fit" if _fits(short[:-1], long[:-1]) else ""
    short, long = _words(one.name), _words(other.name)
    if "".join(short) == "".join(long):
        return "the names differ by small words or marks alone"
    is_acronym = len(short) == 1 and short[0] == _acronym(long)
    return "one name is the acronym of the other" if is_acronym else ""


def _fits(short: list[str], long: list[str]) -> bool:
    """Whether given names may be those of one person: the first ones agree, the others do not clash in order."""
    if not short or not long:
        return True
    if not _same_given(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return (
        len(short) <= 1 or len(long) <= 1 or all(any(_same_given(name, other) for other in rest) for name in short[1:])
    )


def _same_given(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _person(name: str) -> list[str]:
    """Given names and surname in small letters, without titles and endings."""
    words = [word.casefold() for word in _WORD.findall(name)]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ENDS:
        words = words[:-1]
    return words


def _words(name: str) -> list[str]:
    """The words of an organisation's name in small letters; "U.N." is one word."""
    plain = re.sub(r"(?<=\b[^\W\d_])\.", "", name)
    words = [word.casefold() for word in _WORD.findall(plain)]
    return words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words


def _acronym(words: list[str]) -> str:
    """The first letters of the words that count; the word itself where there is one alone."""
    counting = [word for word in words if word not in _SMALL]
    return "".join(word[0] for word in counting) if len(counting) > 1 else "".join(words)
