"""Every name in an article where it stands: the runs of capitalised words, read into titles and name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from claims.extraction.cast.titles import HONORIFICS, ORGANISATION_NOUNS, PERSON_NOUNS, PLACES, TITLES
from claims.extraction.cast.words import FEMALE_NAMES, MALE_NAMES, NO_GIVEN_NAMES
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_PREFIX = r"(?:[Aa]l|[Ee]l|[Aa]t|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]z|[OodDl])"
_SHORT = "Mrs?|Ms|Dr|St|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Sens?|Reps?|Gov|Prof|Rev|Hon|Adm|Cmdr|Brig|Supt|Insp|Det|Pres"
_WORD = re.compile(
    rf"(?<![\w@-])(?=[^\W\d_bcf-kmnp-uw-z])(?:{_PREFIX}[-’'](?=[A-Z])|(?:al|el|de|van)(?=[A-Z][a-z]))?"
    rf"(?:(?:[A-Z]\.){{1,4}}|(?:{_SHORT})\.(?=[ ][A-Z])"
    r"|[^\W\d_a-z]\w*(?:&\w+|[-’'](?!s\b)\w+)*(?:\.(?:com|org|net)\b)?)"
)
_GAP = re.compile(
    r"[ ]|[ ](?:al|el|bin|ibn|ben|de|da|di|del|della|der|den|van|von|la|le|du|dos|y|e)[ ]"
    r"|[ ](?:van[ ]der|van[ ]den|de[ ]la|de[ ]los)[ ]|,?[ ](?=(?:Jr|Sr|II|III|IV)\b)"
)
_LINK = re.compile(r"[ ](?:of|for|on|and|&)[ ](?:the[ ])?")
_MOST_WORDS = 10
_LONGEST_GAP = 12
_SUFFIXES = word_set("jr sr ii iii iv")
_SHORT_GROUPS = 3
_OFFICE_AND_NAME = 3
"""Words of the shortest run that holds a nationality or an office before a full name."""
DEMONYM = re.compile(r"[^\W\d_a-z][a-z]{2,}(?:ian|ish|ese|ean|can|qi|ni|gian|nch|tch|eli|uan)s?")
_OPENERS = NO_GIVEN_NAMES | word_set(
    """however meanwhile according asked speaking addressing responding despite although though when while after before
    also then here there now today yesterday still yet both all many most some other others such even only perhaps
    someone somebody anyone anybody everyone everybody nobody nothing something
    what why how where who whose which not no yes well just like unlike among under following given both this"""
)
"""Words that a sentence may begin with and that no name does."""


class Mention(NamedTuple):
    """One name in the text. ``titles`` stand before it ("Prime Minister"); ``is_group`` where a word shows it is an
    organisation's. A possessive one is followed by ``’s``. ``key`` is the surname in lower case, suffixes left
    out; for a group, the whole name."""

    span: Span
    titles: tuple[str, ...]
    words: tuple[str, ...]
    is_group: bool
    is_possessive: bool
    key: str

    @property
    def name(self) -> str:
        """The name alone."""
        return " ".join(self.words)


def surname(words: tuple[str, ...]) -> str:
    """The last word that is no suffix, in lower case."""
    is_suffixed = len(words) > 1 and plain(words[-1]) in _SUFFIXES
    return words[-2 if is_suffixed else -1].lower()


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """``word`` in lower case without its full stop."""
    return word.lower().rstrip(".,")


@lru_cache(maxsize=4096)
def is_group_word(word: str) -> bool:
    """Whether ``word`` inside a name shows an organisation; the short ones ("UN") only in capitals."""
    lower = plain(word)
    return lower in ORGANISATION_NOUNS and (len(lower) > _SHORT_GROUPS or word.isupper() or lower in ("inc", "ltd"))


def mentions(layout: Layout) -> list[Mention]:
    """The names of the text in order, without overlaps. A lone capitalised word that opens a sentence is one only where
    the text shows it so elsewhere too."""
    starts = {span.start for span in layout.sentences} | {span.start for span in layout.quoted}
    found: list[tuple[Mention, bool]] = []
    for run in _runs(layout.text):
        is_lone = len(run) == 1
        if is_lone and _is_never_alone(run[0].group()):
            continue
        opens = run[0].start() in starts or _opens_quotation(layout.text, run[0])
        mention = _read(layout.text, run, opens=opens)
        if mention:
            found.append((mention, is_lone and opens and not mention.is_group))
    known = {word.lower() for mention, alone in found if not alone for word in mention.words}
    return [mention for mention, alone in found if not alone or _is_shown(layout.text, mention, known)]


def _is_shown(text: str, mention: Mention, known: set[str]) -> bool:
    """Whether a lone word that opens a sentence is a name: possessive, known elsewhere, or a label ("WEIL:")."""
    is_label = mention.name.isupper() and text[mention.span.end : mention.span.end + 1] == ":"
    return is_label or mention.is_possessive or mention.words[0].lower() in known


def _opens_quotation(text: str, word: re.Match[str]) -> bool:
    return text[max(0, word.start() - 1) : word.start()] in ("“", '"', "‘", "(", ":")


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and (len(run) >= _MOST_WORDS or not _goes_on(text, run, word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _goes_on(text: str, run: list[re.Match[str]], word: re.Match[str]) -> bool:
    end, start = run[-1].end(), word.start()
    if start - end > _LONGEST_GAP:
        return False
    gap = text[end:start]
    if gap == " " or _GAP.fullmatch(gap):
        return True
    if not _LINK.fullmatch(gap) or not any(is_group_word(part.group()) for part in run):
        return False
    return "and" not in gap or (
        not gap.endswith("the ") and any(" of " in text[a.end() : b.start()] for a, b in pairwise(run))
    )


_COMMON = NO_GIVEN_NAMES - PLACES - ORGANISATION_NOUNS - TITLES | grammar.MONTHS | grammar.WEEKDAYS
"""Words that are no name alone."""


def _read(text: str, run: list[re.Match[str]], *, opens: bool) -> Mention | None:
    first = 0
    if opens or run[0].group() in ("I", "The", "A"):
        while first < len(run) and plain(run[first].group()) in _STARTERS:
            first += 1
    if len(run) > 1:
        run = _trimmed(run[first:])
    elif first:
        return None
    if not run or (len(run) == 1 and _is_common(run[0].group())):
        return None
    words = [word.group() for word in run]
    cut = _name_start(text, run, words) if len(run) > 1 else 0
    cut = cut or int(opens and len(run) > 2 and _is_occupation(words[0]))
    if cut >= len(run) or (len(run) - cut == 1 and _is_common(words[cut])):
        return None
    span = Span(run[cut].start(), run[-1].end())
    joined = tuple(span.cut(text).split())
    group = any(map(is_group_word, words[cut:])) or (
        not cut and is_acronym(joined) and text[span.end : span.end + 1] != ":"
    )
    is_possessive = text[span.end : span.end + 2] in ("’s", "'s")
    key = " ".join(joined).lower() if group else surname(joined)
    return Mention(span, tuple(words[:cut]), joined, group, is_possessive, key)


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run without weekdays and months, without titles and numbered products behind the name ("Ryanair CEO")."""
    while run and plain(run[0].group()) in _NEVER:
        run = run[1:]
    for index, word in enumerate(run):
        if _ends_name(word.group()):
            run = run[:index]
            break
    while run and _is_trailing(run[-1].group()):
        run = run[:-1]
    return run


@lru_cache(maxsize=4096)
def _is_never_alone(word: str) -> bool:
    lower = word.lower()
    return lower in _COMMON or _ends_name(word) or _is_common(word)


@lru_cache(maxsize=4096)
def _ends_name(word: str) -> bool:
    return bool(_DIGIT.search(word)) or plain(word) in _NEVER


@lru_cache(maxsize=4096)
def _is_trailing(word: str) -> bool:
    lower = plain(word)
    return (lower in _TITLES and lower not in _ALSO_NAMES) or lower in ("chief", "vice", "prime", "executive")


def _after_office(text: str, run: list[re.Match[str]]) -> int:
    """Past the office in ``Minister of Education | Stefania Roe``."""
    if len(run) < _OFFICE_AND_NAME:
        return 0
    start = run[0].start()
    before = text[max(0, start - 24) : start].split()
    is_office = before[-1:] in (["of"], ["for"]) and plain(before[-2] if before[1:] else "") in _TITLES
    return int(is_office)


_DIGIT = re.compile(r"\d")
_ALSO_NAMES = word_set(
    "king prince pope bishop baker fisher judge sheriff farmer star major price dean host page cardinal speaker"
)
_LONG_PLACES = frozenset(
    {"united states", "united kingdom", "saudi arabia", "north korea", "south korea", "new zealand"}
)


def _is_occupation(word: str) -> bool:
    """Whether the first word of a sentence is what somebody does: ``Novelist Ann Lee``."""
    return bool(_OCCUPATION.fullmatch(word)) and word.lower() not in _GIVEN_NAMES


_GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
_OCCUPATION = re.compile(r"[A-Z][a-z]+(?:ist|yst|ician|riter|inger|layer|eeper|wner|anger|orker)")


def _name_start(text: str, run: list[re.Match[str]], words: list[str]) -> int:
    """The number of the first word of the name, behind titles, nationalities and offices."""
    is_group = any(is_group_word(word) for word in words)
    cut = 0 if is_group and not _is_titled_person(words) else _after_titles(words)
    return cut or (0 if is_group else _after_places(words)) or _after_office(text, run)


_NEVER = (
    grammar.WEEKDAYS
    | grammar.MONTHS
    | word_set("i jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri")
)
_STARTERS = (_OPENERS - TITLES - HONORIFICS - PLACES - ORGANISATION_NOUNS) | {"the", "a", "an"}
_TITLES = TITLES | HONORIFICS
_FORMS = word_set("someone somebody anyone everyone everybody nobody inc corp co ltd llc plc prime vice chief")


def _is_common(word: str) -> bool:
    lower = plain(word)
    return (
        lower in PERSON_NOUNS
        or lower in _TITLES
        or lower in _FORMS
        or lower in grammar.PERSONAL
        or lower in grammar.DETERMINERS
    )


def is_acronym(words: tuple[str, ...]) -> bool:
    """Whether capitals show an organisation: ``VPA``, ``RealVelmarPolitics``."""
    if len(words) > 1:
        return False
    return (words[0].isupper() and len(words[0]) > 1) or bool(_COMPOUND.fullmatch(words[0]))


_COMPOUND = re.compile(
    r"(?!Mac|Fitz|Van|Von|Del|Des|Dos|San|Las|Los)[A-Z][a-z]{2,20}(?:[A-Z][a-z]{2,20}|[A-Z]{1,3}){1,4}"
)


def _is_titled_person(words: list[str]) -> bool:
    """Whether a title stands behind the organisation: ``Justice Department spokesman Ann Lee``."""
    cut = _after_titles(words)
    return cut > 0 and not any(is_group_word(word) for word in words[cut:])


def _after_titles(words: list[str]) -> int:
    """Past the last title before the name; 0 when none stands there."""
    return max((index + 1 for index, word in enumerate(words[:-1]) if plain(word) in _TITLES), default=0)


def _after_places(words: list[str]) -> int:
    """Past a country or a nationality before a name of two words: ``Iraqi | Haider Abadi``."""
    if len(words) < _OFFICE_AND_NAME:
        return 0
    pair = " ".join(words[:2]).lower()
    cut = 2 if len(words) > 3 and pair in _LONG_PLACES else 0
    while 2 < len(words) - cut <= 4 and (plain(words[cut]) in PLACES or DEMONYM.fullmatch(words[cut])):
        cut += 1
    return cut
