"""A claim made into the words that an index is asked for. Plain Python."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from sources.retrieval.base import Query
from sources.retrieval.figures import NUMBER_OF_WORD, WORD_OF_NUMBER, figures

LIMIT = 24  # more words make a full-text query slow and no better
_OF_SPEAKER = 4  # words of the speaker's name
_READ = 20_000  # characters of a statement that are read: more words than anybody makes a claim of

# What a word weighs in a search, beside how rare it is.
NAME = 1.3
NUMBER = 1.0
OTHER_SPELLING = 0.5

# A run of letters and digits, as the tokenisers of SQLite's FTS5 (unicode61) and of PostgreSQL see it: "1,200" is two.
_TOKEN = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP_WORDS = _words(
    "a about above after again against all almost also although am among an and another any are aren around as at "
    "away be because been before being below between both but by can cannot could couldn did didn do does doesn "
    "doing don down during each either ever every few for from further get gets got had hadn has hasn have haven "
    "having he her here hers herself him himself his how however i if in into is isn it its itself just ll may me "
    "might more most much must my myself nearly neither no nor not now of off on once one only onto or other our "
    "ours ourselves out over own per quite rather re same shall she should shouldn since so some still such than "
    "that the their theirs them themselves then there these they this those though through to too toward towards "
    "under until up upon us ve very was wasn we were weren what when where whether which while who whom whose why "
    "will with within without would wouldn yet you your yours yourself"
)
_REPORTING = _words(
    "accept accepts accepted add adds added admit admits admitted allege alleges alleged announce announces "
    "announced argue argues argued assert asserts asserted believe believes believed claim claims claimed comment "
    "comments commented confirm confirms confirmed declare declares declared deny denies denied describe "
    "describes described explain explains explained insist insists insisted maintain maintains maintained mention "
    "mentions mentioned note notes noted remark remarks remarked reply replies replied report reports reported "
    "reportedly respond responds responded reveal reveals revealed said saying say says state states stated "
    "suggest suggests suggested tell tells think thinks thought told tweet tweets tweeted write writes wrote "
    "according statement spokesman spokeswoman spokesperson"
)
_SAYING_NOTHING = _STOP_WORDS | _REPORTING
_ABOUT_SPEAKER = _words("i me my we us our he him his she her mine ours")


def query_terms(statement: str, speaker: str = "") -> list[str]:
    """The content words of a claim, lower case, at most ``LIMIT``, each once, in order of appearance.

    Terms are letters and digits only, safe to be quoted into FTS5 or a tsquery. The speaker's name is added when the
    claim says "I", "we", "he" or "she", which only the name makes findable. No terms when there is no content word.
    """
    words = _tokens(statement)
    terms = _content(words)
    if terms and not _ABOUT_SPEAKER.isdisjoint(word.lower() for word in words):
        terms = [*terms[: LIMIT - _OF_SPEAKER], *_content(_tokens(speaker))[:_OF_SPEAKER]]
    return list(dict.fromkeys(terms))[:LIMIT]


def weighted_terms(query: Query) -> dict[str, float]:
    """The words that a claim is searched by, lower case, with their weights; none without a content word.

    Content words as in ``query_terms``, without a limit; numbers and days in the one spelling of ``figures``, small
    numbers as words too; the days that the claim speaks of; and the speaker's name where the claim is about them.
    """
    statement = query.statement[:_READ]
    words = _tokens(statement)
    content = _content(words)
    if not content:
        return {}
    weights = {word: 1.0 for word in content if not word.isdecimal()}
    weights |= {word: NAME for word in _names(words) if word in weights}
    about = () if _ABOUT_SPEAKER.isdisjoint(map(str.lower, words)) else _content(_tokens(query.speaker))
    for word in (*about[:_OF_SPEAKER], *figures(statement), *_days(query.dates)):
        weights.setdefault(word, NUMBER)
    for word in _other_spellings(weights):
        weights.setdefault(word, OTHER_SPELLING)
    return weights


def _names(words: Sequence[str]) -> Iterator[str]:
    """Words written like a name where a sentence does not ask for a capital, lower case."""
    return (word.lower() for word in words[1:] if word[0].isupper())


def _days(dates: Iterable[str]) -> list[str]:
    return [f"d{date.replace('-', '')}" for date in dates]


def _other_spellings(words: Iterable[str]) -> list[str]:
    spelt = [NUMBER_OF_WORD.get(word) or WORD_OF_NUMBER.get(word) for word in words]
    return [word for word in spelt if word]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def _content(words: list[str]) -> list[str]:
    """The words that say something, lower case, each once; "US" is no pronoun, unless all words are in capitals."""
    shouted = all(map(str.isupper, words))
    lower = ((word, word.lower()) for word in words)
    return list(dict.fromkeys(low for word, low in lower if _is_content(low) or (not shouted and _is_shouted(word))))


def _is_content(word: str) -> bool:
    return (len(word) > 1 and word not in _SAYING_NOTHING) or word.isdecimal()


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()
