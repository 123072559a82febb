"""Which claims two people judge, neither knowing of the other. Plain Python: rules and facts in, reasons out.

The rules read words, not meaning: they may ask for a second reviewer too often, which costs time, and each says which
words it went by, so that a person can see why.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

_WORD: Final = re.compile(r"[^\W_][\w'’-]{0,60}")
_FIGURE: Final = re.compile(r"\d[\d.,]{0,30}")
_NUMBER_LIST: Final = (
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half double doubled "
    "twice triple tripled percent"
)
_NUMBER_WORDS: Final = frozenset(_NUMBER_LIST.split())
_ARTICLES: Final = frozenset(("the", "a", "an", "this", "that", "in", "on", "at", "when", "if", "but", "and"))
_PEOPLE_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Rules:
    """What asks for a second reviewer. Words end in ``*`` where any ending will do; ``share`` is in percent."""

    forces: tuple[str, ...] = ()
    accused: bool = False
    accusing_words: tuple[str, ...] = ()
    health: bool = False
    health_words: tuple[str, ...] = ()
    numbers: bool = False
    below: float = 0.0
    topics: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at in a claim. ``key`` is its lasting name, by which the share is drawn."""

    key: str
    statement: str
    force: str
    confidence: float
    speaker: str = ""
    topic: str = ""


def reasons(rules: Rules, facts: Facts) -> list[str]:
    """Why two people judge the claim, a sentence for each rule that says so; empty when none does.

    The share is drawn only among claims that no other rule is about, and the same claim is always drawn alike.
    """
    found = [sentence for rule in _RULES if (sentence := rule(rules, facts))]
    return found or [sentence for sentence in (_drawn(rules, facts),) if sentence]


def _forced(rules: Rules, facts: Facts) -> str:
    return f"The speaker {facts.force}: such claims are judged by two people." if facts.force in rules.forces else ""


def _accused(rules: Rules, facts: Facts) -> str:
    if not rules.accused or not (word := _first_of(rules.accusing_words, facts.statement)):
        return ""
    name = next((name for name in _names(facts.statement) if name.casefold() != facts.speaker.casefold()), "")
    return f"It names {name[:_PEOPLE_SHOWN]} and may accuse (“{word}”)." if name else ""


def _health(rules: Rules, facts: Facts) -> str:
    word = _first_of(rules.health_words, facts.statement) if rules.health else ""
    return f"It is about health (“{word}”)." if word else ""


def _numbered(rules: Rules, facts: Facts) -> str:
    if not rules.numbers:
        return ""
    figure = _FIGURE.search(facts.statement)
    word = figure[0].rstrip(".,") if figure else _first_of(_NUMBER_WORDS, facts.statement)
    return f"It rests on a number (“{word}”)." if word else ""


def _unsure(rules: Rules, facts: Facts) -> str:
    if facts.confidence >= rules.below:
        return ""
    share, least = f"{facts.confidence:.0%}", f"{rules.below:.0%}"
    return f"The machine is {share} sure of how it read this claim; below {least} two people judge."


def _sensitive(rules: Rules, facts: Facts) -> str:
    topics = {topic.casefold() for topic in rules.topics}
    return f"The topic “{facts.topic}” is sensitive." if facts.topic and facts.topic.casefold() in topics else ""


_RULES: Final = (_forced, _accused, _health, _numbered, _unsure, _sensitive)


def _drawn(rules: Rules, facts: Facts) -> str:
    place = int.from_bytes(sha256(f"second review {facts.key}".encode()).digest()[:6]) / 2**48
    return (
        f"It was drawn: {rules.share:g} % of all other claims have two reviewers." if place < rules.share / 100 else ""
    )


def _first_of(wanted: Iterable[str], text: str) -> str:
    """The first word of ``text`` that is wanted; "fraud*" wants all that begins so."""
    listed = [word.casefold() for word in wanted]
    whole = {word for word in listed if not word.endswith("*")}
    begun = tuple(word[:-1] for word in listed if word.endswith("*") and len(word) > 1)
    for word in _WORD.findall(text):
        plain = word.casefold()
        if plain in whole or (begun and plain.startswith(begun)):
            return str(word)
    return ""


def _names(text: str) -> list[str]:
    """Runs of two capitalised words or more, without an article before them."""
    found: list[str] = []
    run: list[str] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0]
        joined = text[last : match.start()].isspace() or not run
        last = match.end()
        if word[0].isupper() and joined and (run or word.casefold() not in _ARTICLES):
            run.append(word)
            continue
        found += [" ".join(run)] if len(run) > 1 else []
        run = [word] if word[0].isupper() and word.casefold() not in _ARTICLES else []
    return [*found, " ".join(run)] if len(run) > 1 else found
