"""A statement made into the words that count when it is compared with another. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.lib.spans import Span
from sources.seen_before.attribution import claimed
from sources.seen_before.figures import Amount, amounts
from sources.seen_before.lexicon import LONGEST_PHRASE, is_light, meaning, phrase_at
from sources.stance.words import STOP_WORDS, Token, tokens, word_set

CHARACTERS = 2_000  # of a statement; what lies beyond is not read
_KEPT = 4_096
_LONGEST_KEY = 60
_SHOUTED = 0.6  # of the words begin with a capital: then a capital tells nothing
_CALENDAR = word_set(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec"
)
_PERIODS = {
    form: unit
    for unit in word_set("second minute hour day week month quarter year decade century")
    for form in (unit, f"{unit}s")
    if form not in {"second", "quarter", "quarters"}
} | {"centuries": "century"}
_UNITS = word_set("mm cm m km kg g mg t ha mph ppm k bn mn tn b c f l ml")
_WRITTEN_NUMBERS = word_set(
    "quarter quarters thirds fifths tenths "
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that says something: what stands for it and its synonyms, and where it stands.

    ``place`` is the index of its first token; ``is_name`` tells that a capital letter marks it.
    """

    meaning: str
    span: Span
    place: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement without the words that only say who says it: all tokens, the words that count, and the numbers.

    ``core`` is where that stands in the text; every span counts characters of the text.
    """

    text: str
    core: Span | None
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    amounts: tuple[Amount, ...]

    @property
    def claim(self) -> str:
        """The words of the core."""
        return self.core.cut(self.text) if self.core else ""

    @property
    def meanings(self) -> frozenset[str]:
        """What the words that count stand for."""
        return frozenset(word.meaning for word in self.words)

    @property
    def periods(self) -> frozenset[str]:
        """The units of time it counts in ("day", "year"), those inside a phrase left aside."""
        units = [token for token in self.tokens if token.lower in _PERIODS]
        return frozenset(
            _PERIODS[token.lower] for token in units if not any(word.span.contains(token.span) for word in self.words)
        )

    @property
    def months(self) -> frozenset[str]:
        """The months and weekdays it names."""
        return frozenset(token.lower for token in self.tokens if token.lower in _CALENDAR)


@lru_cache(maxsize=_KEPT)
def read(text: str) -> Reading:
    """Read a statement; an empty one has no words."""
    text = text[:CHARACTERS]
    if not text.strip():
        return Reading(text, None, (), (), ())
    core = claimed(text)
    listed = tuple(tokens(text, core))
    return Reading(text, core, listed, tuple(_words(listed)), tuple(amounts(listed)))


def keys(text: str) -> list[str]:
    """What a statement is found by in an index: its meanings and numbers, each once, letters and digits only."""
    reading = read(text)
    found = dict.fromkeys((*(word.meaning for word in reading.words), *map(figure_key, reading.amounts)))
    return [key for key in found if key.isalnum() and len(key) <= _LONGEST_KEY]


def figure_key(amount: Amount) -> str:
    """A number as a key: the same for "48 million" and "48,000,000"."""
    return "n" + f"{amount.value:.10g}".replace(".", "d").replace("+", "").replace("-", "m")


def _words(listed: Sequence[Token]) -> Iterator[Word]:
    capitals = _capitals_tell(listed)
    first = next((at for at, token in enumerate(listed) if token.is_word), 0)
    at = 0
    while at < len(listed):
        token = listed[at]
        phrase = phrase_at(tuple(each.lower for each in listed[at : at + LONGEST_PHRASE])) if token.is_word else None
        if phrase is not None:
            end = at + phrase[1]
            if phrase[0]:
                yield Word(phrase[0], Span(token.start, listed[end - 1].end), at, is_name=False)
            at = end
            continue
        if token.is_word and token.lower not in _CALENDAR and not _is_unit(listed, at):
            is_name = capitals and _is_name(listed, at, first)
            if is_name or not (is_light(token.lower) or token.lower in _WRITTEN_NUMBERS):
                people = is_name or (token.is_capitalised and token.lower.endswith("ian"))
                yield Word(meaning(token.lower, is_name=people), token.span, at, is_name=is_name)
        at += 1


def _capitals_tell(listed: Sequence[Token]) -> bool:
    words = [token for token in listed if token.is_word]
    return sum(token.is_capitalised for token in words) < max(_SHOUTED * len(words), 3)


def _is_name(listed: Sequence[Token], at: int, first: int) -> bool:
    """Whether a capital letter marks a name; the first word has one anyway, unless the next has one too."""
    token = listed[at]
    if not token.is_capitalised or (token.lower in STOP_WORDS and not (token.text.isupper() and len(token.text) > 1)):
        return False
    if at > first:
        return True
    following = listed[at + 1] if at + 1 < len(listed) else None
    return following is not None and following.is_word and following.is_capitalised and not is_light(token.lower)


def _is_unit(listed: Sequence[Token], at: int) -> bool:
    """Whether it is the short form of a unit or scale behind a number: "60 km", "33m"."""
    return at > 0 and listed[at - 1].is_number and listed[at].lower in _UNITS
