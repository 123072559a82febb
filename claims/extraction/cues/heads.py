"""Every word that can be the head of a cue, with its lemma and its force: what a cue is read by once it is found.

The rules look for the words of ``cue_words`` alone. A trained finder marks more: attitudes ("is wary of"), plans
("the mayor's bid to"), decrees ("the law bans"), and so this table is larger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extraction.base import Force
from claims.extraction.cues.head_words import ADJECTIVES, ALONE, MORE_NOUNS, MORE_VERBS, WEAK
from claims.extraction.cues.inflections import inflections, third_person
from claims.extraction.cues.verbs import NOUNS, VERBS

_ALONE_LEMMAS = {"according": "according to"}


@dataclass(frozen=True, slots=True)
class Head:
    """The word that a cue is read by. ``particle`` holds the words that must follow it."""

    lemma: str
    force: Force
    is_noun: bool = False
    particle: tuple[str, ...] = ()

    @property
    def is_weak(self) -> bool:
        """Whether another head in the same cue says more."""
        return not self.is_noun and not self.particle and self.lemma in WEAK


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Heads by spelling in lower case, verbs first, those with a particle before those without."""
    found: dict[str, dict[tuple[str, tuple[str, ...], bool], Head]] = {}
    for spelling, head in (*_listed_verbs(), *_more_verbs(), *_nouns(), *_adjectives()):
        found.setdefault(spelling, {}).setdefault((head.lemma, head.particle, head.is_noun), head)
    return {
        spelling: tuple(sorted(known.values(), key=lambda head: (head.is_noun, -len(head.particle))))
        for spelling, known in found.items()
    }


def _listed_verbs() -> Iterator[tuple[str, Head]]:
    for force, listed in VERBS.items():
        for item in listed.split():
            verb, *particle = item.split(":")[0].split("_")
            head = Head(" ".join([verb, *particle]), force, particle=tuple(particle))
            yield from ((spelling, head) for spelling in inflections(verb))


def _more_verbs() -> Iterator[tuple[str, Head]]:
    for force, listed in MORE_VERBS.items():
        for verb in listed.split():
            yield from ((word, Head(verb, force)) for word in inflections(verb))


def _nouns() -> Iterator[tuple[str, Head]]:
    for table in (MORE_NOUNS, NOUNS):
        for force, listed in table.items():
            for noun in listed.split():
                yield from ((word, Head(noun, force, is_noun=True)) for word in (noun, third_person(noun)))


def _adjectives() -> Iterator[tuple[str, Head]]:
    for force, listed in ADJECTIVES.items():
        yield from ((word, Head(word, force)) for word in listed.split())
    yield from ((word, Head(_ALONE_LEMMAS.get(word, word), force)) for word, force in ALONE.items())
