"""The words that one of two claims has and the other lacks, without those that make no difference. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass

from sources.seen_before.lexicon import SOFT
from sources.seen_before.reading import Reading, Word
from sources.stance.words import Token, stem, word_set

# Part of a name, never a given name before one: "New York" is not York, "South Korea" not Korea.
_PART_OF_NAME = word_set(
    "new north south east west northern southern eastern western central upper lower great greater little san santa "
    "saint st port lake mount mt fort el la los las le les de del upon old royal grand"
)
# Bodies and places of which there are many: a name before one of them tells which.
_KINDS_OF_THING = word_set(
    "university college school hospital court council bank ministry department agency party union institute office "
    "government parliament police authority commission committee association church street road river lake bridge "
    "city town county valley island islands airport station company group press state states republic kingdom park"
)
_TITLES = word_set(
    "mr mrs ms dr prof professor president minister senator sen rep governor gov general gen colonel col captain capt "
    "sir lord lady king queen prince princess pope judge chancellor secretary mayor sheriff sergeant lieutenant "
    "premier chief congressman congresswoman chairman chairwoman chair director deputy vice"
)


_APPOSED = word_set(
    "firm company group chain bank newspaper magazine film movie book novel song painting ship vessel ferry submarine "
    "team club actor actress singer writer novelist author journalist banker lawyer judge swimmer runner player "
    "footballer coach champion politician economist scientist researcher historian archaeologist explorer pilot "
    "captain doctor professor builder businessman businesswoman brewery airline party organisation organization "
    "town city village river lake mountain island country state region district province"
)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What each of two claims says that the other does not."""

    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]


def remainder(one: Reading, other: Reading) -> Remainder:
    """The words of each claim that the other lacks, each meaning once.

    What only one of the two says somebody or something is ("the firm Aerolan") is left aside; not where both say it.
    """
    mine, theirs = tuple(_left(one, other)), tuple(_left(other, one))
    ours, others = _unnamed(one, mine), _unnamed(other, theirs)
    if len(ours) < len(mine) and len(others) < len(theirs):
        return Remainder(mine, theirs)
    return Remainder(ours, others)


def _unnamed(reading: Reading, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without the words that say, right before a name, what it is the name of."""
    return tuple(
        word for word in words if not (reading.tokens[word.place].lower in _APPOSED and _precedes_name(reading, word))
    )


def _precedes_name(reading: Reading, word: Word) -> bool:
    following = [token for token in reading.tokens[word.place + 1 : word.place + 3] if token.is_word]
    return bool(following) and following[0].is_capitalised


def _left(reading: Reading, other: Reading) -> Iterator[Word]:
    seen = set(other.meanings)
    for word in reading.words:
        if word.meaning in seen:
            continue
        seen.add(word.meaning)
        if not (_is_soft(word) or _is_title(reading, word) or _is_given_name(reading, other, word)):
            yield word


def _is_soft(word: Word) -> bool:
    return not word.is_name and word.meaning in SOFT


def _is_title(reading: Reading, word: Word) -> bool:
    """Whether it is the title before a name: "President Ruiz" is Ruiz."""
    following = _token(reading, word.place + 1)
    return following is not None and following.is_capitalised and reading.tokens[word.place].lower in _TITLES


def _is_given_name(reading: Reading, other: Reading, word: Word) -> bool:
    """Whether it is a name before a surname that the other claim has alone: "Ana Ruiz" may be "Ruiz"."""
    first, following = reading.tokens[word.place], _token(reading, word.place + 1)
    if following is None or not word.is_name or not following.is_capitalised:
        return False
    if first.lower in _PART_OF_NAME or following.lower in _KINDS_OF_THING:
        return False
    surname = stem(following.lower)
    alone = [other.tokens[each.place - 1 : each.place] for each in other.words if each.meaning == surname]
    return bool(alone) and all(not before or not _is_rival(before[0]) for before in alone)


def _is_rival(before: Token) -> bool:
    """Whether the word before a surname is another given name, and no title."""
    return before.is_word and before.is_capitalised and before.lower not in _TITLES


def _token(reading: Reading, at: int) -> Token | None:
    return reading.tokens[at] if at < len(reading.tokens) else None
