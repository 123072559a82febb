"""The people and the organisations of one article, each with everything it is called there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.extraction.cast.figure import GIVEN_NAMES, PLACE_OPENERS, Figure, gender_of
from claims.extraction.cast.mentions import DEMONYM, Mention, is_group_word, surname
from claims.extraction.cast.roles import roles_at
from claims.extraction.cast.titles import PARTICLES, PLACES
from claims.extraction.cast.words import BEFORE_COMPANY, COMPANY_WORDS, SHORT_GROUP_NAMES

_MOST_NAMESAKES = 8
"""People with one surname beyond which nobody is looked for."""
_AFTER = re.compile(r"(?:[’']s)?[ ]([A-Za-z]{2,20})\b")
_MOST_READ = 3
"""Names of one figure beside which a role is looked for; titled ones always."""
_MOST_ROLES = 8
_LOOK = 24
_MOST_GROUP_WORDS = 3
_PLACED = frozenset({"in", "near", "outside", "across", "around", "throughout"})
_HELD = ("share", "stake", "stock", "invest", "confiden", "trust", "interest", "holding", "faith", "belie", "job")
"""What people have in a company, by how the words begin."""
_LONGEST_PERSON = 5


@dataclass(slots=True)
class Figures:
    """All figures of one article with the ways to look one up."""

    text: str
    all: list[Figure] = field(default_factory=list)
    by_surname: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    by_given: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, Figure] = field(default_factory=dict)
    by_first: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    by_last: dict[str, Figure] = field(default_factory=dict)
    by_noun: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    at: dict[int, Figure] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    places: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, found: Iterable[Mention]) -> "Figures":
        """The figures that ``found`` names, full names first so that a surname may come before its full name."""
        figures = cls(text, mentions=list(found))
        single: list[Mention] = []
        surnames = {mention.key for mention in figures.mentions if _bears_surname(mention)}
        for mention in figures.mentions:
            if len(mention.words) == 1 and mention.key in surnames:
                single.append(mention)
            elif mention.words[0].lower() in PARTICLES:
                single.append(mention._replace(is_group=False, key=surname(mention.words)))
            elif mention.is_group and not _is_bare_noun(mention):
                figures._meet_group(mention)
            elif len(mention.words) > 1:
                figures._meet_person(mention)
            else:
                single.append(mention)
        figures._link_short_forms()
        figures.places.update(m.key for m in single if m.key in figures.by_first and _is_placed(text, m))
        for mention in single:
            figures._meet_single(mention)
        for figure in figures.all:
            figure.gender = figure.gender or gender_of(figure)
        return figures

    def people_called(self, word: str) -> Sequence[Figure]:
        """Whom a bare surname, or else a bare given name, may stand for."""
        bearers = self.by_surname.get(word, ()) or [f for f in self.by_given.get(word, ()) if f.is_person]
        return bearers if len(bearers) <= _MOST_NAMESAKES else ()

    def group_called(self, name: str) -> Figure | None:
        """The organisation with this name, short form, or first word that only it has."""
        lower = name.lower()
        if lower in self.groups:
            return self.groups[lower]
        fitting = self.by_first.get(lower, ())
        return fitting[0] if len(fitting) == 1 else None

    def _meet_group(self, mention: Mention) -> None:
        figure = self.groups.get(mention.key)
        if figure is None:
            figure = Figure(mention.words, is_group=True, span=mention.span)
            self.groups[mention.key] = figure
            self.all.append(figure)
            if len(mention.words) > _MOST_GROUP_WORDS and not any(map(is_group_word, mention.words[-2:])):
                self.by_last[mention.key.split()[-1]] = figure
            if len(mention.words) > 1:
                self.by_noun[mention.words[-1].lower()].append(figure)
                if not DEMONYM.fullmatch(mention.words[0]):
                    self.by_first[mention.words[0].lower()].append(figure)
        self._note(figure, mention)

    def _meet_person(self, mention: Mention) -> None:
        if mention.words[0].lower() in PLACE_OPENERS and not mention.titles:
            self._meet_place(mention)
            return
        namesakes = self.by_surname[mention.key]
        figure = next((known for known in namesakes[:_MOST_NAMESAKES] if _same(known.words, mention.words)), None)
        if figure is None:
            figure = Figure(mention.words, is_group=False, span=mention.span)
            namesakes.append(figure)
            given = self.by_given[mention.words[0].lower()]
            if len(given) <= _MOST_NAMESAKES:
                given.append(figure)
            self.all.append(figure)
            figure.shown += mention.words[0].lower() in GIVEN_NAMES and len(mention.words) <= _LONGEST_PERSON
        elif mention.words != figure.words and _fullness(mention.words, figure.words) > _fullness(
            figure.words, mention.words
        ):
            figure.words, figure.span = mention.words, mention.span
        self._note(figure, mention)

    def _meet_place(self, mention: Mention) -> None:
        """``New York``: a name of its own, with no surname."""
        figure = self.groups.get(mention.name.lower())
        if figure is None:
            figure = Figure(mention.words, is_group=False, span=mention.span, shown=-1)
            self.groups[mention.name.lower()] = figure
            self.all.append(figure)
        self._note(figure, mention)

    def _meet_single(self, mention: Mention) -> None:
        """A bare word: somebody's surname or given name, an organisation's first word, or a name of its own."""
        if mention.is_group:
            self._meet_noun(mention)
            return
        word = mention.key
        people = [f for f in self.people_called(word) if f.shown > 0 or f.starts[0] < mention.span.start]
        figure = people[0] if len(people) == 1 else None
        if not people:
            is_place = word in PLACES or word in self.places
            figure = self.group_called(word) if not is_place and not mention.titles else None
        if figure is None and not people:
            figure = self._out_of_group(mention) or self._new_single(mention)
        if figure and not figure.shown and len(figure.words) > 1:
            figure.shown = 1
        if figure:
            self._note(figure, mention)

    def _meet_noun(self, mention: Mention) -> None:
        """``the Council``: the only organisation whose name ends so, else a name of its own."""
        bearers = self.by_noun.get(mention.key, ())
        if len(bearers) == 1 and mention.key not in self.groups:
            self._note(bearers[0], mention)
        else:
            self._meet_group(mention)

    def _out_of_group(self, mention: Mention) -> Figure | None:
        """``Enver Roe`` where "Port Council Enver Roe" was one run of capitals and "Roe" stands alone later."""
        group = self.by_last.get(mention.key)
        if group is None or group.starts[0] > mention.span.start:
            return None
        figure = Figure(group.words[-2:], is_group=False, span=group.span, shown=1, starts=list(group.starts))
        self.at.update(dict.fromkeys(group.starts, figure))
        self.by_surname[mention.key].append(figure)
        self.all.append(figure)
        return figure

    def _new_single(self, mention: Mention) -> Figure | None:
        if not mention.titles and DEMONYM.fullmatch(mention.words[0]):
            return None
        figure = Figure(mention.words, is_group=False, span=mention.span)
        figure.shown = -1
        figure.is_place = figure.is_place or mention.key in self.places
        self.by_surname[mention.key].append(figure)
        self.all.append(figure)
        return figure

    def _note(self, figure: Figure, mention: Mention) -> None:
        figure.starts.append(mention.span.start)
        self.at[mention.span.start] = figure
        if figure.is_group:
            return
        self._note_company(figure, mention)
        if mention.titles:
            figure.shown += 2
            figure.titles = [*figure.titles, " ".join(mention.titles)][:_MOST_ROLES]
        if mention.titles or len(figure.starts) <= _MOST_READ:
            found = roles_at(self.text, mention)
            figure.shown += 2 * len(found)
            figure.roles = list(dict.fromkeys((*figure.roles, *found)))[:_MOST_ROLES]

    def _note_company(self, figure: Figure, mention: Mention) -> None:
        if len(figure.words) > 1 or mention.titles or len(figure.starts) > _MOST_NAMESAKES:
            return
        end = mention.span.end
        after = _AFTER.match(self.text, end, end + _LOOK)
        before = self.text[max(0, mention.span.start - _LOOK) : mention.span.start].split()[-1:]
        if (after and after[1].lower() in COMPANY_WORDS) or (before and before[0].lower() in BEFORE_COMPANY):
            figure.is_group = True
            self.groups.setdefault(figure.name.lower(), figure)

    def _link_short_forms(self) -> None:
        """``PMU`` and ``Popular Mobilisation Units``, with or without brackets, where one name alone fits."""
        if all(len(figure.words) > 1 for figure in self.groups.values()):
            return
        fitting: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.all:
            if len(figure.words) > 1:
                for letters in _initials(figure.words):
                    fitting[letters].append(figure)
        joined: set[int] = set()
        for key, short in list(self.groups.items()):
            longs = fitting.get(key, ()) if len(short.words) == 1 else ()
            if len(longs) == 1 and not longs[0].short:
                self._join(longs[0], short, key)
                joined.add(id(short))
        self.all = [figure for figure in self.all if id(figure) not in joined]

    def _join(self, long: Figure, short: Figure, key: str) -> None:
        long.is_group, long.short = True, short.words[0]
        long.starts = sorted((*long.starts, *short.starts))
        self.groups[key] = self.groups[" ".join(long.words).lower()] = long
        self.at.update(dict.fromkeys(short.starts, long))


def _is_bare_noun(mention: Mention) -> bool:
    """Whether a capitalised noun stands for a longer name: ``the Council``, ``the Post``."""
    return len(mention.words) == 1 and mention.key in SHORT_GROUP_NAMES and not mention.words[0].isupper()


def _is_placed(text: str, mention: Mention) -> bool:
    """Whether a lone name stands as a place: ``in Velmar``, but not ``shares in Velmar``."""
    before = text[max(0, mention.span.start - _LOOK) : mention.span.start].split()[-2:]
    if not before or mention.titles or before[-1].lower() not in _PLACED:
        return False
    return not (before[1:] and before[0].lower().startswith(_HELD))


def _bears_surname(mention: Mention) -> bool:
    """Whether a name of several words may be a person's: not ``New GM``."""
    if len(mention.words) == 1 or mention.is_group:
        return False
    return not mention.words[-1].isupper() or mention.name.isupper()


def _initials(words: Sequence[str]) -> set[str]:
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return {capitals.lower(), "".join(word[0] for word in words).lower()}


def _fullness(words: Sequence[str], other: Sequence[str]) -> tuple[bool, bool, int]:
    """A longer name is fuller; one in capitals is not, nor one that only puts a description before the other."""
    is_described = tuple(words[-len(other) :]) == tuple(other) and words[0].lower() not in GIVEN_NAMES
    return (not "".join(words).isupper(), len(words) <= len(other) or not is_described, len(" ".join(words)))


def _same(known: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with one surname may be one person's: ``J. Roe`` and ``Jane Roe``."""
    a, b = known[0].lower().rstrip("."), other[0].lower().rstrip(".")
    size = min(len(known), len(other))
    if a == b or tuple(known[-size:]) == tuple(other[-size:]):
        return True
    shorter, longer = sorted((a.replace(".", ""), b.replace(".", "")), key=len)
    return len(shorter) == 1 and longer.startswith(shorter)
