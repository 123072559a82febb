"""A source that is a name or a description: the figure it means, or honestly what it says."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.descriptions import is_office, means_one, other_words, role_nouns, without_article
from claims.extraction.cast.figure import Figure
from claims.extraction.cast.figures import Figures
from claims.extraction.cast.mentions import Mention, plain
from claims.extraction.cast.namesakes import choose, fitting, gender_said
from claims.extraction.cast.reading import Reading, read_source
from claims.extraction.cast.roles import affiliation_of, is_address, without_rank
from claims.extraction.cast.speaker import Speaker
from claims.extraction.cast.titles import DOCUMENT_NOUNS, PERSON_NOUNS
from claims.extraction.cast.words import BEFORE_COMPANY
from claims.extraction.text import grammar
from factcheck.lib.spans import Span

_MOST_CANDIDATES = 4
_MOST_BEARERS = 40
"""People with one role beyond which it tells nobody."""
_LONGEST_PHRASE = 400
_SHORT_DESCRIPTION = 3
_PLACED = re.compile(r"[ ](?:for|of|from|at|in|with)[ ]")
_POSSESSIVE = re.compile(r"[’']s?\b")
_FROM = re.compile(r"\b(?:from|by|of)\s")
_POSSESSED = re.compile(r"[’']s?\s(?P<rest>[\w ]{2,40})")


@dataclass(slots=True)
class Naming:
    """Looks up the figures of one article by what a source calls them."""

    figures: Figures
    by_role: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for figure in self.figures.all:
            if not figure.is_group:
                nouns = {noun for phrase in (*figure.titles, *figure.roles) for noun in role_nouns(phrase)}
                for noun in nouns:
                    self._note(noun, figure)

    def _note(self, noun: str, figure: Figure) -> None:
        bearers = self.by_role[noun]
        if len(bearers) < _MOST_BEARERS:
            bearers.append(figure)

    def speaker(self, span: Span, last: Sequence[Figure] = ()) -> tuple[Speaker, Figure | None]:
        """Who the phrase under ``span`` is; ``last`` are the speakers before, the latest last."""
        text = self.figures.text
        span = Span(span.start, min(span.end, span.start + _LONGEST_PHRASE))
        reading = read_source(text, span.start, span.end)
        mention = self._mention(span, reading)
        if mention:
            return self._named(mention, reading, last)
        reading = _checked(reading)
        if is_office(span.cut(text)):
            return self._described(span, reading, last)
        if reading.kind in (SpeakerKind.UNRESOLVED, SpeakerKind.UNNAMED):
            return self._described(span, reading, last)
        affiliation = self._owner(span) if reading.kind is SpeakerKind.DOCUMENT else ""
        name = reading.name or span.cut(text)
        how = f"“{name}” is read as {_KINDS[reading.kind]}."
        return Speaker(name, reading.kind, reading.role, affiliation, how=how, confidence=0.8, spans=(span,)), None

    def told(self, figure: Figure, how: str, confidence: float, role: str = "") -> Speaker:
        """The speaker that ``figure`` is."""
        if figure.speaks_as_group:
            return Speaker(figure.name, SpeakerKind.ORGANISATION, how=how, confidence=confidence, spans=(figure.span,))
        role = without_rank(role if role and not is_address(role) else figure.role or role)
        affiliation = next(filter(None, map(affiliation_of, (role, *figure.roles))), "")
        return Speaker(
            figure.name,
            SpeakerKind.PERSON,
            role,
            self.full_name(affiliation),
            how=how,
            confidence=confidence,
            spans=(figure.span,),
        )

    def unresolved(self, words: str, figures: Sequence[Figure], how: str) -> Speaker:
        """Nobody for certain: whom ``words`` may mean."""
        return Speaker(words, SpeakerKind.UNRESOLVED, candidates=_names(figures), how=how, confidence=0.5)

    def full_name(self, words: str) -> str:
        """An organisation's fullest name, or ``words`` where there is no other."""
        figure = self.figures.groups.get(words.lower())
        return figure.name if figure else words

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """The names within ``span``."""
        found = self.figures.mentions
        first = bisect_left(found, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(found, span.end, key=lambda mention: mention.span.start)
        return found[first:last]

    def _mention(self, span: Span, reading: Reading) -> Mention | None:
        """The mention that the phrase is about: the one that bears the name read, or a person at its end."""
        inside = self.mentions_in(span)
        if inside and _is_whole(span.cut(self.figures.text), inside[0]):
            return inside[0]
        before = self._person_before_preposition(span, inside)
        if before or is_office(span.cut(self.figures.text)):
            return before or self._person_at_end(span, inside)
        if reading.kind in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION) and reading.name:
            bearer = _bearer_of(reading, inside)
            if bearer:
                return bearer
        if reading.kind is SpeakerKind.DOCUMENT:
            return None
        return self._person_at_end(span, inside) or self._company_at_end(span, inside)

    def _person_before_preposition(self, span: Span, inside: Sequence[Mention]) -> Mention | None:
        """``Lydia Roe`` of "Lydia Roe for Port Authority"."""
        first = inside[0] if inside else None
        figure = self.figures.at.get(first.span.start) if first else None
        if first is None or figure is None or not figure.is_person or first.is_possessive:
            return None
        ahead = first.span.start - span.start - sum(len(title) + 1 for title in first.titles)
        return first if ahead == 0 and _PLACED.match(self.figures.text, first.span.end, span.end) else None

    def _person_at_end(self, span: Span, inside: Sequence[Mention]) -> Mention | None:
        """``Ann Lee`` of "the ambassador to Velmar Ann Lee", and of "his father, Ann Lee"."""
        phrase = span.cut(self.figures.text)
        cut = phrase.find(",")
        if cut < 0 and phrase.lower().startswith(("a ", "an ")):
            return None
        ends = {span.start + len(phrase.rstrip(" ,")), span.start + len(phrase.rstrip(" ,.")), span.start + cut}
        ending = (mention for mention in inside if mention.span.end in ends and not mention.is_possessive)
        return next((mention for mention in ending if self._is_full_person(mention)), None)

    def _is_full_person(self, mention: Mention) -> bool:
        figure = self.figures.at.get(mention.span.start)
        return bool(figure and figure.is_person and (len(mention.words) > 1 or mention.titles))

    def _company_at_end(self, span: Span, inside: Sequence[Mention]) -> Mention | None:
        """``Corvel.com`` of "the security firm Corvel.com"."""
        last = inside[-1] if inside else None
        if last is None or last.span.end != span.end:
            return None
        ahead = self.figures.text[span.start : last.span.start].split()
        return last if ahead and ahead[-1].lower() in BEFORE_COMPANY else None

    def _named(self, mention: Mention, reading: Reading, last: Sequence[Figure]) -> tuple[Speaker, Figure | None]:
        text = self.figures.text
        figure = self.figures.at.get(mention.span.start)
        if figure is None:
            return self._shared(mention, reading, last)
        role = reading.role if reading.kind is SpeakerKind.PERSON and not figure.is_group else ""
        how, confidence = _why(mention.span.cut(text), figure)
        speaker = self.told(figure, how, confidence, role)
        is_label = text[mention.span.end : mention.span.end + 1] == ":"
        if not figure.is_person and reading.kind is SpeakerKind.ORGANISATION and not mention.titles and not is_label:
            speaker = Speaker(figure.name, reading.kind, how=how, confidence=0.85, spans=(mention.span,))
        return speaker, figure

    def _shared(self, mention: Mention, reading: Reading, last: Sequence[Figure]) -> tuple[Speaker, Figure | None]:
        """A surname that several people bear."""
        bearers = fitting(self.figures.people_called(mention.key), gender_said(mention, reading.role))
        choice = choose(mention, bearers, last) if bearers else None
        if choice is None:
            how = f"{len(bearers) or 'Too many'} people in the article are called {mention.name}."
            return self.unresolved(mention.name, bearers, how), None
        speaker = self.told(choice.figure, choice.how, choice.confidence, reading.role)
        return replace(speaker, candidates=_names(choice.others)), choice.figure

    def _described(self, span: Span, reading: Reading, last: Sequence[Figure]) -> tuple[Speaker, Figure | None]:
        """``The minister``, ``the mayor of Tessar``, ``a senior official``."""
        words = span.cut(self.figures.text)
        if means_one(words):
            found = self._bearers(words)
            bearer = self._bearer(words, span.start, found, last)
            if bearer[1]:
                return bearer
            if found or reading.kind is SpeakerKind.UNRESOLVED:
                return self.unresolved(words, found, _fits(words, len(found))), None
        if reading.kind is SpeakerKind.UNRESOLVED:
            return self.unresolved(words, (), f"“{words}” names nobody."), None
        name = words if is_office(words) else reading.name
        owner = self._owner(span) if _POSSESSIVE.search(words) else ""
        affiliation = owner or self.full_name(affiliation_of(name))
        how = f"The article does not name the source: “{name}”."
        return Speaker(name, SpeakerKind.UNNAMED, "", affiliation, how=how, confidence=0.9, spans=(span,)), None

    def _bearer(
        self, words: str, place: int, found: Sequence[Figure], last: Sequence[Figure]
    ) -> tuple[Speaker, Figure | None]:
        """The only one of ``found`` who was named before, or who is one of the last two speakers."""
        before = [figure for figure in found if figure.starts[0] < place] or found
        recent = [figure for figure in before if figure in last[-2:]]
        for bearers, confidence in ((before, 0.9), (recent, 0.7)):
            if len(bearers) == 1:
                how = f"{bearers[0].name} is the only one so far whom the article calls “{without_article(words)}”."
                return self.told(bearers[0], how, confidence), bearers[0]
        return self.unresolved(words, found, _fits(words, len(found))), None

    def _bearers(self, words: str) -> Sequence[Figure]:
        """Whom a description fits: everybody with its noun, or those with its other words too where there are any."""
        nouns, others = role_nouns(words), other_words(words)
        bearers = self.by_role.get(nouns[-1], ()) if nouns else ()
        if not others:
            return bearers
        exact = [figure for figure in bearers if _is_called(figure, others)]
        return exact or (bearers if len(words.split()) <= _SHORT_DESCRIPTION else ())

    def _possessed(self, span: Span, mention: Mention, name: str) -> str:
        """``Masoud Barzani’s office``, but ``Masoud Barzani`` alone of his spokesman or at the front."""
        rest = _POSSESSED.match(self.figures.text, mention.span.end, span.end)
        if rest is None or mention.span.start == span.start or plain(rest["rest"].split()[-1]) in PERSON_NOUNS:
            return name
        return f"{name}’s {rest['rest'].strip()}"

    def _owner(self, span: Span) -> str:
        """``Masoud Barzani’s office`` of "a statement from Mr Barzani’s office"."""
        text = self.figures.text
        for mention in self.mentions_in(span):
            figure = self.figures.at.get(mention.span.start)
            name = figure.name if figure else mention.name
            if mention.is_possessive:
                return self._possessed(span, mention, name)
            if _FROM.search(text[max(span.start, mention.span.start - 20) : mention.span.start]):
                return name
        return ""


def _names(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(figure.name for figure in figures[:_MOST_CANDIDATES]))


def _is_called(figure: Figure, words: set[str]) -> bool:
    return any(words <= {plain(word) for word in role.split()} for role in (*figure.roles, *figure.titles))


def _fits(words: str, count: int) -> str:
    return f"“{words}” fits {count} people of the article." if count else f"Nobody is named as “{words}”."


def _why(words: str, figure: Figure) -> tuple[str, float]:
    """Why ``words`` are the name of ``figure``, and how sure that is."""
    if words.lower() == " ".join(figure.words).lower():
        return f"The article names {figure.name} here.", 0.97 if len(figure.words) > 1 else 0.85
    if figure.is_group:
        return f"“{words}” is the only organisation in the article that this can be: {figure.name}.", 0.92
    return _by_surname(words, figure), 0.95


def _by_surname(words: str, figure: Figure) -> str:
    part = "surname" if plain(words.rsplit(maxsplit=1)[-1]) == plain(figure.words[-1]) else "name"
    return f"“{words}” is the {part} of {figure.name}, the only person of that name in the article."


def _bearer_of(reading: Reading, inside: Sequence[Mention]) -> Mention | None:
    """The mention with the name that was read, whole or by its last word."""
    name = reading.name.lower().split()
    whole = next((mention for mention in inside if mention.name.lower() == reading.name.lower()), None)
    if whole:
        return whole
    for mention in inside:
        is_last = not mention.is_possessive and mention.words[-1].lower() == name[-1]
        if "and" in name and "and" not in mention.words:  # "British and Norwegian Forces"
            continue
        if is_last and (mention.is_group or reading.kind is SpeakerKind.PERSON or len(name) == 1):
            return mention
    return None


def _checked(reading: Reading) -> Reading:
    """A reading whose name is a common noun or a month, put right."""
    if reading.kind not in (SpeakerKind.PERSON, SpeakerKind.ORGANISATION) or " " in reading.name:
        return reading
    word = plain(reading.name)
    if word in _DAYS:
        return replace(reading, name=reading.words, kind=SpeakerKind.UNNAMED, role="")
    if word in DOCUMENT_NOUNS:
        return replace(reading, kind=SpeakerKind.DOCUMENT, role="")
    return replace(reading, kind=SpeakerKind.UNNAMED, role="") if word in PERSON_NOUNS else reading


def _is_whole(words: str, mention: Mention) -> bool:
    return words.strip(" ,").removeprefix("the ").removeprefix("The ") == mention.name


_DAYS = grammar.MONTHS | grammar.WEEKDAYS
_KINDS = {
    SpeakerKind.PERSON: "a person",
    SpeakerKind.ORGANISATION: "an organisation",
    SpeakerKind.DOCUMENT: "a document",
}
