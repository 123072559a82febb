"""Who the speakers of one article are: the same person under several phrases, where that is certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.extraction.base import SpeakerKind
from claims.extraction.names import Reading, read_source
from factcheck.lib.spans import Span

_LONG_FORM = re.compile(r"\b(?P<long>[A-Z][\w’'-]*(?:\s(?:(?:of|for|and|the|on|to|in)\s)?[A-Z][\w’'-]*){1,7})\s\((?P<short>[A-Z][A-Za-z&]{1,9})\)")
_SMALL_WORDS = frozenset("of for and the on to in".split())
_FULL_NAME = re.compile(r"\b[A-Z][\w.’'-]*(?:\s(?:(?:al|de|van|von|bin|der|la)[ -])?[A-Z][\w’'-]*){1,3}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as it is told to people: ``name`` is the fullest name, or the words of the source."""

    name: str
    kind: SpeakerKind
    role: str


def _long_forms(text: str) -> Mapping[str, str]:
    """ "Long Form (LF)" by both of its forms, where the letters fit."""
    found: dict[str, str] = {}
    for match in _LONG_FORM.finditer(text):
        words = [word for word in match["long"].split() if word not in _SMALL_WORDS]
        short = match["short"]
        long = _matching_tail(match["long"], short)
        if long and len(words) > 1:
            joined = f"{long} ({short})"
            found.setdefault(short.lower(), joined)
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
    """The speakers of one article, read in order of the text."""

    text: str
    long_forms: Mapping[str, str] = field(init=False)
    people: dict[str, list[Speaker]] = field(default_factory=dict)
    full_names: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.long_forms = _long_forms(self.text)
        for match in _FULL_NAME.finditer(self.text):
            name = match.group()
            self.full_names.setdefault(name.split()[-1].lower(), set()).add(name)

    def speaker(self, source: Span) -> Speaker:
        """The speaker whom the words under ``source`` stand for."""
        reading = read_source(self.text, source.start, source.end)
        if reading.kind is SpeakerKind.PERSON:
            return self._person(reading)
        if reading.kind is SpeakerKind.ORGANISATION:
            return Speaker(self.long_forms.get(reading.name.lower(), reading.name), reading.kind, "")
        if reading.kind is SpeakerKind.UNRESOLVED:
            return self._by_role(reading)
        return Speaker(reading.name, reading.kind, reading.role)

    def _person(self, reading: Reading) -> Speaker:
        if len(reading.name.split()) == 1:
            return self._by_surname(reading)
        self._remember(Speaker(reading.name, SpeakerKind.PERSON, reading.role))
        return self._known(reading.name, reading.role)

    def _remember(self, speaker: Speaker) -> None:
        known = self.people.setdefault(speaker.name.split()[-1].lower(), [])
        for index, other in enumerate(known):
            if other.name == speaker.name:
                known[index] = other if other.role else speaker
                return
        known.append(speaker)

    def _known(self, name: str, role: str) -> Speaker:
        known = next(person for person in self.people[name.split()[-1].lower()] if person.name == name)
        return Speaker(name, SpeakerKind.PERSON, role or known.role)

    def _by_surname(self, reading: Reading) -> Speaker:
        """The one person with this surname met so far; the bare surname when there is none or more than one."""
        surname = self._bare(reading.name)
        known = self.people.get(surname.lower(), [])
        if len(known) == 1:
            return Speaker(known[0].name, SpeakerKind.PERSON, reading.role if not _is_rank(reading.role) and reading.role else known[0].role)
        if surname.lower() in self.long_forms:
            return Speaker(self.long_forms[surname.lower()], SpeakerKind.ORGANISATION, "")
        return Speaker(surname, SpeakerKind.PERSON, reading.role)

    @staticmethod
    def _bare(name: str) -> str:
        return name.removesuffix("'s").removesuffix("’s")

    def _by_role(self, reading: Reading) -> Speaker:
        """ "The minister" when exactly one speaker so far has a role that ends so; else honestly unresolved."""
        words = reading.words.lower().removeprefix("the ")
        fitting = [
            person
            for people in self.people.values()
            for person in people
            if reading.words.lower().startswith("the ") and (f" {person.role.lower()}").endswith(f" {words}")
        ]
        if len(fitting) == 1:
            return fitting[0]
        return Speaker(reading.words, SpeakerKind.UNRESOLVED, "")


def _is_rank(role: str) -> bool:
    from claims.extraction.speaker_words import HONORIFICS

    return all(word.lower().rstrip(".") in HONORIFICS for word in role.split())
