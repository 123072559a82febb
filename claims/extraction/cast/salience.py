"""Whom "he", "she", "it" or "the company" stands for: the names before, weighed by how near and how they stand there.

What counts is how far the best lies before the second.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from claims.extraction.cast.figure import Figure
from claims.extraction.cast.figures import Figures
from claims.extraction.cast.mentions import Mention
from claims.extraction.cast.weights import W, as_group, as_person
from claims.extraction.cast.words import GROUP_NOUNS
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
PRONOUN = re.compile(r"\b(?:[Hh](?:e|im|is|er|ers|imself|erself)|[Ss]he|H(?:E|IM|IS|ER)|SHE)\b")
_DESCRIBED = re.compile(r"\b(?:[Tt]he|[Tt]his) (?P<noun>[a-z]{4,14})\b")
_OBJECT_BEFORE = word_set("of in on at by for from with to about against between among over under and than like")
_LOOK_BACK, _LONGEST_TITLE = 60, 4
_WINDOW = 30
"""Names and pronouns before a pronoun that are weighed."""
_REACH = 4
"""Sentences back that are weighed."""
_FARTHEST = 1_500
"""Characters back that are weighed."""
_OPENING = 14
"""Characters at the front of a sentence within which a pronoun is its subject."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who a pronoun may be, the likeliest first, and by how much the first leads."""

    figures: tuple[Figure, ...]
    lead: float

    @property
    def first(self) -> Figure | None:
        """The likeliest, where it has a name and the lead is large enough to give it."""
        is_clear = self.figures and self.lead >= W.likely and self.figures[0].is_named
        return self.figures[0] if is_clear else None


class _Place(NamedTuple):
    """Where a name or a pronoun stands, by numbers of sentence and paragraph."""

    start: int
    sentence: int
    paragraph: int
    is_quoted: bool


class _Event(NamedTuple):
    """A name, or what stands for one, at a place; ``opens`` where no other stands before it in its sentence."""

    at: _Place
    figure: Figure
    weight: float
    opens: bool


@dataclass(slots=True)
class Salience:
    """The names and pronouns of one article in order, each pronoun weighed once. ``spoken`` holds where sources start
    and end, ``nouns`` the group noun ("it", "company") of the sources that are one by their place; nobody asks for what
    stands behind ``until``."""

    layout: Layout
    figures: Figures
    spoken: Sequence[tuple[int, int]]
    nouns: Mapping[int, str]
    until: int
    _events: list[_Event] = field(default_factory=list)
    _weighed: dict[int, Weighed] = field(default_factory=dict)
    _sentences: list[int] = field(default_factory=list)
    _paragraphs: list[int] = field(default_factory=list)
    _quoted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sentences = [span.start for span in self.layout.sentences]
        self._paragraphs = [span.start for span in self.layout.paragraphs]
        self._quoted = [span.end for span in self.layout.quoted]
        for start, mention, word in sorted(self._places(), key=lambda place: place[0]):
            if start > self.until:
                return
            if mention:
                self._meet(mention)
            else:
                self._weigh(start, word)

    def at(self, start: int) -> Weighed:
        """What the pronoun or the group noun at ``start`` may stand for."""
        return self._weighed.get(start, Weighed((), 0.0))

    def _places(self) -> Iterator[tuple[int, Mention | None, str]]:
        for mention in self.figures.mentions:
            yield mention.span.start, mention, ""
        for pronoun in PRONOUN.finditer(self.layout.text):
            yield pronoun.start(), None, GENDERS[pronoun.group().lower()]
        for start, noun in self.nouns.items():
            yield start, None, noun
        if "it" in self.nouns.values():
            yield from self._described()

    def _described(self) -> Iterator[tuple[int, Mention | None, str]]:
        """The groups that the article only describes ("the company"): "it" may stand for them as well."""
        for phrase in _DESCRIBED.finditer(self.layout.text):
            if phrase["noun"] in GROUP_NOUNS and phrase.start() not in self.nouns:
                yield phrase.start(), None, phrase["noun"]

    def _meet(self, mention: Mention) -> None:
        figure = self.figures.at.get(mention.span.start)
        if figure:
            place = self._place(mention.span.start)
            weight, opens = self._weight(mention, place)
            self._events.append(_Event(place, figure, weight, opens))

    def _place(self, start: int) -> _Place:
        sentence, paragraph = bisect_right(self._sentences, start) - 1, bisect_right(self._paragraphs, start) - 1
        nearest = bisect_right(self._quoted, start)
        is_quoted = nearest < len(self._quoted) and self.layout.quoted[nearest].start <= start
        return _Place(start, max(0, sentence), max(0, paragraph), is_quoted)

    def _weight(self, mention: Mention, place: _Place) -> tuple[float, bool]:
        """What the place of one name says for it, apart from the distance, and whether it opens its sentence."""
        weight = W.possessive if mention.is_possessive else 0.0
        if self._is_spoken(place.start):
            return weight + W.speaker, self._opens_sentence(place)
        if self._is_prepositional(place.start):
            return weight + W.prepositional, False
        opens = self._opens_sentence(place)
        return weight + (W.subject if opens else 0.0), opens

    def _is_prepositional(self, start: int) -> bool:
        """Whether a preposition stands before the name, its article and up to two titles."""
        words = self.layout.text[max(0, start - _LOOK_BACK) : start].split()[-_LONGEST_TITLE:]
        while words and (words[-1][0].isupper() or words[-1] == "the") and words[-1].lower() not in _OBJECT_BEFORE:
            words.pop()
        return bool(words) and words[-1].lower() in _OBJECT_BEFORE

    def _is_spoken(self, start: int) -> bool:
        nearest = bisect_left(self.spoken, (start + 1, 0)) - 1
        return nearest >= 0 and self.spoken[nearest][0] <= start < self.spoken[nearest][1]

    def _opens_sentence(self, place: _Place) -> bool:
        """Whether no other name stands before it in its sentence."""
        if not self._sentences or not self._events:
            return True
        before = self._events[-1].at
        return before.is_quoted or before.start < self._sentences[place.sentence]

    def _weigh(self, start: int, word: str) -> None:
        place = self._place(start)
        opening = bool(self._sentences) and start - self._sentences[place.sentence] < _OPENING
        best: dict[Figure, float] = {}
        for event in reversed(self._events[-_WINDOW:]):
            score = _score(event, place, word, opening=opening)
            if score is not None:
                score += 0.0 if best else W.latest
                best[event.figure] = max(score, best.get(event.figure, -9.0))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        lead = ranked[0][1] - max(second, 0.0) if ranked else 0.0
        self._weighed[start] = Weighed(tuple(figure for figure, _ in ranked[:4]), lead)
        figure = self._stood_for(start, word, ranked[0][0] if ranked else None, lead)
        if figure:
            weight = W.pronoun + (W.speaker if self._is_spoken(start) else W.subject if opening else 0.0)
            self._events.append(_Event(place, figure, weight, opening))

    def _stood_for(self, start: int, word: str, likeliest: Figure | None, lead: float) -> Figure | None:
        """Whom the phrase at ``start`` goes on with, for the pronouns behind it; a described group stays one."""
        is_described = word in GROUP_NOUNS
        if likeliest and lead >= (W.likely if is_described else W.likely / 2):
            return likeliest
        if not is_described:
            return None
        span = Span(start, start + len(word))
        return Figure(("the", word), is_group=True, span=span, starts=[start], is_named=False)


def _score(event: _Event, here: _Place, word: str, *, opening: bool) -> float | None:
    """How well the figure of ``event`` fits ``word`` at ``here``; None where it cannot be meant."""
    distance = here.sentence - event.at.sentence
    if not 0 <= distance <= _REACH or here.start - event.at.start > _FARTHEST:
        return None
    fit = as_person(event.figure, word) if word in ("m", "f") else as_group(event.figure, word)
    if fit is None:
        return None
    score = W.distance[distance] + event.weight + fit + W.often * log(len(event.figure.starts))
    score += W.quoted if event.at.is_quoted and not here.is_quoted else 0.0
    score += W.paragraph if event.at.paragraph != here.paragraph else 0.0
    return score + (W.parallel if event.opens and distance and opening else 0.0)
