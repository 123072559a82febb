"""Who the speakers of one article are: the same person under several phrases, where that is certain."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claims.extraction.base import SpeakerKind
from claims.extraction.full_names import NamedPerson, bearers_of_titles, first_name, full_names, organisations
from claims.extraction.names import Reading, read_source
from claims.extraction.speaker_words import HONORIFICS
from factcheck.lib.spans import Span

_LONG_FORM = re.compile(
    r"\b(?P<long>[A-Z][\w’'-]{0,30}(?:\s(?:(?:of|for|and|the|on|to|in)\s)?[A-Z][\w’'-]{0,30}){1,7})"
    r"\s\((?P<short>[A-Z][A-Za-z&]{1,9})\)"
)
_MOST_SPELLINGS = 8
"""Full names with one surname beyond which nobody is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as it is told to people: ``name`` is the fullest name, or the words of the source."""

    name: str
    kind: SpeakerKind
    role: str


def _long_forms(text: str) -> Mapping[str, str]:
    """``Long Form (LF)`` under both of its forms, where the letters fit."""
    found: dict[str, str] = {}
    for match in _LONG_FORM.finditer(text):
        long = _matching_tail(match["long"], match["short"])
        if " " in long:
            joined = f"{long} ({match['short']})"
            found.setdefault(match["short"].lower(), joined)
            found.setdefault(long.lower(), joined)
    return found


def _matching_tail(long: str, short: str) -> str:
    """The last words of ``long`` whose initials are the letters of ``short``; empty when they are not."""
    words = long.split()
    for start in range(len(words)):
        tail = words[start:]
        capitals = "".join(word[0] for word in tail if word[0].isupper())
        every = "".join(word[0] for word in tail)
        if short.upper() in (capitals.upper(), every.upper()):
            return " ".join(tail)
    return ""


@dataclass(slots=True)
class Cast:
    """The speakers of one article, asked for in order of the text."""

    text: str
    _long_forms: Mapping[str, str] = field(init=False)
    _named: Mapping[str, tuple[NamedPerson, ...]] = field(init=False)
    _by_title: Mapping[str, NamedPerson] = field(init=False)
    _organisations: Mapping[str, frozenset[str]] = field(init=False)
    _by_surname: dict[str, dict[str, Speaker]] = field(default_factory=lambda: defaultdict(dict))
    _by_role: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self._long_forms = _long_forms(self.text)
        self._named = full_names(self.text)
        self._by_title = bearers_of_titles(self.text, self._named)
        self._organisations = organisations(self.text)

    def introduce(self, sources: Iterable[Span]) -> None:
        """Take note of the full names among ``sources``, so that a bare surname before them is understood too."""
        for source in sources:
            reading = read_source(self.text, source.start, source.end)
            if reading.kind is SpeakerKind.PERSON and " " in reading.name:
                self._note(reading)

    def speaker(self, source: Span) -> Speaker:
        """The speaker whom the words under ``source`` stand for."""
        reading = read_source(self.text, source.start, source.end)
        if reading.kind is SpeakerKind.PERSON:
            return self._person(reading)
        if reading.kind is SpeakerKind.ORGANISATION:
            return Speaker(self._long_forms.get(reading.name.lower(), reading.name), reading.kind, "")
        if reading.kind is SpeakerKind.UNRESOLVED:
            return self._bearer_of_role(reading)
        return Speaker(reading.name, reading.kind, "")

    def _person(self, reading: Reading) -> Speaker:
        if " " not in reading.name:
            return self._person_by_surname(reading)
        known = self._by_surname[_surname(reading.name)]
        self._note(reading)
        for ending in _endings(known[reading.name].role):
            self._by_role[ending].add(reading.name)
        return Speaker(reading.name, SpeakerKind.PERSON, reading.role or known[reading.name].role)

    def _note(self, reading: Reading) -> None:
        known = self._by_surname[_surname(reading.name)]
        before = known.get(reading.name)
        if before is None or not before.role:
            known[reading.name] = Speaker(reading.name, SpeakerKind.PERSON, reading.role)

    def _person_by_surname(self, reading: Reading) -> Speaker:
        """The one person of the article with this surname; the bare surname when there is none or more than one."""
        person = self._only_person(_surname(reading.name))
        if person:
            role = person.role if _is_rank(reading.role) else reading.role
            return Speaker(person.name, SpeakerKind.PERSON, role or person.role)
        if reading.name.lower() in self._long_forms:
            return Speaker(self._long_forms[reading.name.lower()], SpeakerKind.ORGANISATION, "")
        wholes = self._organisations.get(reading.name.lower(), frozenset())
        if len(wholes) == 1 and not reading.role and _surname(reading.name) not in self._named:
            return Speaker(next(iter(wholes)), SpeakerKind.ORGANISATION, "")
        return Speaker(reading.name, SpeakerKind.PERSON, reading.role)

    def _only_person(self, surname: str) -> Speaker | None:
        """Whoever bears ``surname`` as a speaker, or is shown to be a person elsewhere; nobody when two may."""
        known, named = self._by_surname.get(surname, {}), self._named.get(surname, ())
        if len(named) > 1 or len(known) > _MOST_SPELLINGS:
            return None
        given = {first_name(name) for name in known} | {first_name(person.given) for person in named}
        if len(given) != 1:
            return None
        shown = next((person for person in named if person.is_person), None)
        role = shown.role if shown else ""
        if known:
            speaker = max(known.values(), key=lambda person: bool(person.role))
            return Speaker(speaker.name, SpeakerKind.PERSON, speaker.role or role)
        return Speaker(f"{shown.given} {shown.surname}", SpeakerKind.PERSON, role) if shown else None

    def _bearer_of_role(self, reading: Reading) -> Speaker:
        """``The minister`` when exactly one speaker so far has a role that ends so; else honestly unresolved.

        Where no speaker has one, it is the only person in the article who bears the title.
        """
        words = reading.words.lower()
        role = words.removeprefix("the ") if words.startswith("the ") else ""
        names = self._by_role.get(role, set())
        titled = None if names else self._by_title.get(role)
        if titled:
            return self._person(Reading(f"{titled.given} {titled.surname}", SpeakerKind.PERSON, titled.role, words))
        if len(names) != 1:
            return Speaker(reading.words, SpeakerKind.UNRESOLVED, "")
        name = next(iter(names))
        return self._by_surname[_surname(name)][name]


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()


def _endings(role: str) -> Iterator[str]:
    """The role, and what is left of it when words are taken from its front."""
    words = role.lower().split()[-5:]
    for start in range(len(words)):
        yield " ".join(words[start:])


def _is_rank(role: str) -> bool:
    return all(word.lower().rstrip(".") in HONORIFICS for word in role.split())
