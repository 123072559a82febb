"""The lexicon of cues, spelled out in every inflection."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from claims.extraction.base import Force
from claims.extraction.cues.verbs import DOUBLING, IRREGULAR, NOUNS, VERBS


class Form(StrEnum):
    """The form of a verb that decides where its subject is looked for."""

    FINITE = "finite"
    GERUND = "gerund"
    BASE = "base"
    PARTICIPLE = "participle"


@dataclass(frozen=True, slots=True)
class Entry:
    """One verb of the lexicon in one form; ``particle`` holds the words that must follow it."""

    lemma: str
    force: Force
    complements: frozenset[str]
    particle: tuple[str, ...]
    forms: frozenset[Form]


def third_person(verb: str) -> str:
    """``verb`` with the ending of the third person; of a noun, its plural."""
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in DOUBLING else verb) + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if verb in DOUBLING else verb) + "ing"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row.split("/")[0]: tuple(row.split("/")[1:]) for row in IRREGULAR.split()}


def inflections(verb: str) -> dict[str, set[Form]]:
    """Every spelling of ``verb`` with the forms it may stand for."""
    regular = (third_person(verb), _past(verb), _past(verb), _gerund(verb))
    third, past, participle, gerund = _irregular().get(verb, regular)
    found: dict[str, set[Form]] = defaultdict(set)
    for word, form in (
        (verb, Form.BASE),
        (third, Form.FINITE),
        (past, Form.FINITE),
        (participle, Form.PARTICIPLE),
        (gerund, Form.GERUND),
    ):
        found[word].add(form)
    return found


def past(verb: str) -> str:
    """The simple past of ``verb``."""
    known = _irregular().get(verb)
    return known[1] if known else _past(verb)


@cache
def verbs() -> dict[str, tuple[Entry, ...]]:
    """Entries by the spelling of their first word; the ones with a particle come first."""
    lexicon: dict[str, dict[tuple[str, tuple[str, ...]], Entry]] = defaultdict(dict)
    for force, listed in VERBS.items():
        for item in listed.split():
            lemma, complements = item.split(":")
            verb, *particle = lemma.split("_")
            for word, forms in inflections(verb).items():
                entry = Entry(verb, force, frozenset(complements), tuple(particle), frozenset(forms))
                lexicon[word].setdefault((verb, entry.particle), entry)
    return {
        word: tuple(sorted(entries.values(), key=lambda entry: -len(entry.particle)))
        for word, entries in lexicon.items()
    }


@cache
def nouns() -> dict[str, Force]:
    """Force by reporting noun, singular and plural."""
    found = {noun: force for force, listed in NOUNS.items() for noun in listed.split()}
    return found | {third_person(noun): force for noun, force in found.items()}
