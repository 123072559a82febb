"""A claim made into the words that a full-text index is asked for. Plain Python."""

import re
import unicodedata

LIMIT = 24  # more words make a full-text query slow and no better
_OF_SPEAKER = 4  # words of the speaker's name

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


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def _content(words: list[str]) -> list[str]:
    """The words that say something, lower case, each once; "US" is no pronoun, unless all words are in capitals."""
    shouted = all(word.isupper() for word in words)
    kept = (word.lower() for word in words if _is_content(word.lower()) or (len(word) > 1 and word.isupper() > shouted))
    return list(dict.fromkeys(kept))


def _is_content(word: str) -> bool:
    if word.isdecimal():
        return True
    return len(word) > 1 and word not in _STOP_WORDS and word not in _REPORTING
