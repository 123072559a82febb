"""How well a name fits "he", "it" or "the company", and what it gains or loses by how it stands before them.

The weights were found on labelled news (``bench/speakers.py``).
"""

from dataclasses import dataclass

from claims.extraction.cast.figure import Figure
from claims.extraction.cast.mentions import is_group_word
from claims.extraction.cast.titles import DOCUMENT_NOUNS
from claims.extraction.cast.words import COMPANY_NOUNS, GROUP_WORDS, PUBLIC_BODIES
from claims.extraction.text.word_lists import word_set


@dataclass(frozen=True, slots=True)
class Weights:
    """What a name gains or loses by how it stands; ``likely`` is the lead that names somebody."""

    distance: tuple[float, ...] = (3.4, 2.8, 1.6, 0.6, 0.3)
    subject: float = 0.8
    parallel: float = 0.8
    speaker: float = 2.9
    pronoun: float = 0.4
    prepositional: float = -1.3
    possessive: float = -2.2
    quoted: float = -0.2
    paragraph: float = -0.25
    unshown: float = -0.2
    single: float = -0.6
    nameless: float = -1.7
    described: float = 1.9
    gendered: float = 0.8
    often: float = 1.4
    latest: float = 0.4
    named_so: float = 1.9
    place: float = -0.4
    likely: float = 1.3


W = Weights()
SURE = 2.0
"""By how much the best must lead for a certain answer."""
_NO_GROUP_WORDS = DOCUMENT_NOUNS | word_set("act amendment rule treaty day week street avenue river war")
_LAND = word_set(
    "lake cape mount mountain mountains hill hills valley bay gulf strait sound ocean sea island islands isle "
    "peninsula canyon desert forest glacier creek falls beach coast reef"
)
"""Words that open or end the name of a stretch of land or water, which is nobody."""


def as_person(figure: Figure, gender: str) -> float | None:
    """How well a figure fits "he" or "she"; None where it cannot be."""
    if figure.is_group or (figure.gender and figure.gender != gender) or figure.is_place:
        return None
    if figure.shown < 0:
        return W.unshown + W.single
    return (W.gendered if figure.gender else 0.0) + (0.0 if figure.is_person else W.unshown)


def _is_land(figure: Figure) -> bool:
    ends = {figure.words[0].lower(), figure.words[-1].lower()}
    return not figure.is_group and not ends.isdisjoint(_LAND)


def _is_no_company(figure: Figure) -> bool:
    return (figure.is_place and not figure.is_group) or any(word.lower() in PUBLIC_BODIES for word in figure.words)


def as_group(figure: Figure, noun: str) -> float | None:
    """How well a figure fits "it" or a group noun; None where it cannot be."""
    if not figure.is_named:
        return W.described if noun == "it" else None
    if figure.is_person or any(word.lower() in _NO_GROUP_WORDS for word in figure.words):
        return None
    if _is_land(figure) or (noun in COMPANY_NOUNS and _is_no_company(figure)):
        return None
    fit = 0.0 if figure.is_group else W.nameless
    words = GROUP_WORDS.get(noun)
    if words is None:
        return fit + (W.place if figure.is_place else 0.0)
    if any(word.lower() in words for word in figure.words):
        return fit + W.named_so
    return None if figure.is_group and any(is_group_word(word) for word in figure.words) else fit
