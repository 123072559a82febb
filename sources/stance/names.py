"""Names in a text (runs of capitalised words) and where two texts put different names in one place. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.lib.spans import Span
from sources.stance.dates import CALENDAR
from sources.stance.regions import REGIONS
from sources.stance.words import STOP_WORDS, Token, join, word_set

MOST = 60  # names read from one text
_RELATED = 0.4  # of the claim's words
_ALIKE = 3  # letters of a given name that its short form keeps
_WITHIN = word_set("of de la van von der den bin al el da di")
_TITLES = word_set(
    "mr mrs ms dr prof professor president minister senator sen rep governor gov general gen colonel col captain capt "
    "sir lord lady king queen prince princess pope judge chancellor secretary mayor sheriff sergeant sgt lieutenant lt "
    "the chief prime vice deputy former chairman"
)
# Words that many bodies have in their names: alone they name none.
_GENERIC = word_set(
    "court council board bank act ministry university company party agency hospital union institute office department "
    "government parliament police authority commission committee association school church street road lake river port "
    "city town county valley island isles bridge north south east west northern southern eastern western new old first"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name: where it stands, its words in lower case without titles, and the words right before and after.

    ``region`` is the state or country that follows a place: "ohio" of "Springfield, Ohio".
    """

    span: Span
    words: tuple[str, ...]
    before: tuple[str, str]
    after: str
    region: str = ""

    @property
    def initials(self) -> str:
        """The first letters of a name of several words: "World Health Organization" gives "who"."""
        return "".join(word[0] for word in self.words if word not in _WITHIN) if len(self.words) > 1 else ""


@dataclass(frozen=True, slots=True)
class NameClash:
    """A name of the claim and the other name that the passage has in its place."""

    claimed: Name
    found: Name


def names(listed: Sequence[Token], sentence_starts: frozenset[int]) -> list[Name]:
    """The names of a text, in order, at most ``MOST``.

    One capitalised word at the start of a sentence is no name unless the text has it capitalised elsewhere too.
    """
    inner = {token.lower for token in listed if token.is_capitalised and token.start not in sentence_starts}
    found: list[Name] = []
    at = 0
    while at < len(listed) and len(found) < MOST:
        end = _run_end(listed, at)
        if end > at and (end > at + 1 or listed[at].start not in sentence_starts or listed[at].lower in inner):
            found.append(_name(listed, at, end))
        at = max(end, at + 1)
    return [name for name in found if name.words and not CALENDAR.issuperset(name.words)]


def shared_names(claimed: Sequence[Name], found: Sequence[Name]) -> list[tuple[Name, Name]]:
    """Each name of the claim, once, with the first of the passage that can be the same."""
    by_last: dict[str, list[Name]] = {}
    for name in found:
        by_last.setdefault(name.words[-1], []).append(name)
        if len(name.words) > 1:
            by_last.setdefault(name.initials, []).append(name)
            by_last.setdefault(name.words[0], []).append(name)
    once = {name.words: name for name in reversed(claimed)}.values()
    pairs = [(name, _first_alike(name, by_last)) for name in reversed(once)]
    return [(name, other) for name, other in pairs if other is not None]


def _first_alike(name: Name, by_word: Mapping[str, Sequence[Name]]) -> Name | None:
    keys = (name.words[-1], name.words[0], name.initials)
    candidates = [other for key in keys for other in by_word.get(key, ())]
    return next((other for other in candidates if can_be_same(name, other)), None)


def can_be_same(a: Name, b: Name) -> bool:
    """Whether the shorter name is part of the longer ("Berg", "Anna Berg"), its initials, or is cut short ("A. Berg").

    A place is not one of another region: Springfield, Ohio.
    """
    if _other_region(a, b):
        return False
    short, long = sorted((a, b), key=lambda name: len(name.words))
    if short.words == (long.initials,):
        return True
    if set(short.words) <= set(long.words):
        return len(short.words) == len(long.words) or not _GENERIC.issuperset(short.words)
    alike = a.words[-1] == b.words[-1] and a.words[-1] not in _GENERIC
    return alike and not _same_surname(a, b)


def clashes(claimed: Sequence[Name], found: Sequence[Name], words: Mapping[str, int], shared: float) -> list[NameClash]:
    """Names of the claim that the passage lacks and has another name for: same surname, or the same place in a phrase.

    A name that the passage has anywhere clashes with nothing, and so does a name of the passage that the claim has.
    ``words`` counts the words of the passage: a surname that also stands alone there may be that of the claim's name.
    ``shared`` is the share of the claim's words in the passage: with few, another name is merely somebody else's.
    """
    if shared < _RELATED:
        return []
    in_claim = {word for name in claimed for word in name.words}
    in_passage = {word for name in found for word in name.words}
    others = [name for name in found if not in_claim.issuperset(name.words)]
    unknown = [name for name in claimed if not in_passage.issuperset(name.words)]
    unknown = [name for name in unknown if not any(can_be_same(name, other) for other in found)]
    pairs = [(name, _namesake(name, others, words) or _substitute(name, others, in_claim)) for name in unknown]
    elsewhere = [(name, _elsewhere(name, found)) for name in claimed]
    found_pairs = [NameClash(name, rival) for name, rival in (*elsewhere, *pairs) if rival is not None]
    whole = [clash.claimed.span for clash in found_pairs if clash.claimed.region]
    return [clash for clash in found_pairs if clash.claimed.region or not _lies_in(clash.claimed.span, whole)]


def _lies_in(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _elsewhere(name: Name, found: Sequence[Name]) -> Name | None:
    """A place of that name in another region, where the passage has none in the same."""
    alike = [other for other in found if other.words == name.words]
    return alike[0] if alike and all(_other_region(name, other) for other in alike) else None


def _other_region(a: Name, b: Name) -> bool:
    return bool(a.region and b.region) and a.region != b.region


def _namesake(name: Name, others: Sequence[Name], words: Mapping[str, int]) -> Name | None:
    return next((other for other in others if words[other.words[-1]] == 1 and _same_surname(name, other)), None)


def _substitute(name: Name, others: Sequence[Name], in_claim: set[str]) -> Name | None:
    return next((other for other in others if in_claim.isdisjoint(other.words) and _same_place(name, other)), None)


def _same_surname(a: Name, b: Name) -> bool:
    """Two people of one surname: no given name of the one is, or begins like, one of the other ("Chris", "C")."""
    if len(a.words) == 1 or len(b.words) == 1 or a.words[-1] != b.words[-1]:
        return False
    return not any(_begins_alike(x, y) for x in a.words[:-1] for y in b.words[:-1])


def _begins_alike(a: str, b: str) -> bool:
    return a.startswith(b[:_ALIKE]) or b.startswith(a[:_ALIKE])


def _same_place(a: Name, b: Name) -> bool:
    """ "born in Paris" and "born in London"; "the French army" and "the Spanish army"."""
    return (all(a.before) and a.before == b.before) or (bool(a.after) and a.after == b.after)


def _run_end(listed: Sequence[Token], at: int) -> int:
    end = at
    while end < len(listed) and _is_name_word(listed[end], first=end == at):
        end += 1
        inside = end + 1 < len(listed) and listed[end].lower in _WITHIN
        if inside and end > at and _is_name_word(listed[end + 1], first=False):
            end += 1
    return end


def _is_name_word(token: Token, *, first: bool) -> bool:
    is_acronym = token.text.isupper() and len(token.text) > 1
    return token.is_capitalised and (not first or is_acronym or token.lower not in STOP_WORDS)


def _name(listed: Sequence[Token], start: int, end: int) -> Name:
    words = tuple(token.lower for token in listed[start:end] if token.lower not in _TITLES)
    before = (_stem_before(listed, start - 1), _lower(listed, start - 1))
    following = listed[end] if end < len(listed) else None
    if following is not None and following.text == "-" and end + 1 < len(listed):
        following = listed[end + 1]
    after = following.stem if following is not None and following.is_word and following.is_content else ""
    region, until = _region(listed, end)
    return Name(join(listed[start:until]), words, before if before[1] in _LINKS else ("", ""), after, region)


def _region(listed: Sequence[Token], end: int) -> tuple[str, int]:
    """The state or country after a comma ("Springfield, Ohio"), and the index after it."""
    if _lower_in(listed, end) == ",":
        one, two = _lower_in(listed, end + 1), _lower_in(listed, end + 2)
        if f"{one} {two}" in REGIONS:
            return f"{one} {two}", end + 3
        if one in REGIONS:
            return one, end + 2
    return "", end


def _lower_in(listed: Sequence[Token], at: int) -> str:
    return listed[at].lower if at < len(listed) else ""


_LINKS = word_set("in at from for of by to with on against")


def _stem_before(listed: Sequence[Token], at: int) -> str:
    """The stem of the last word that says something before a link word ("born" in "born in")."""
    token = listed[at - 1] if at >= 1 else None
    return token.stem if token is not None and token.is_word and token.is_content else ""


def _lower(listed: Sequence[Token], at: int) -> str:
    return listed[at].lower if at >= 0 else ""
