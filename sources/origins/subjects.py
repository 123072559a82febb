"""What a text is about, as a set of weighty terms, and how much two texts are about the same."""

import re
from collections import Counter

from factcheck.lib.fingerprints import normalise

READ = 6_000  # characters: what a report is about stands at its beginning
TERMS = 90  # terms kept of one text
_LETTERS = 6  # of a word: "inspected" and "inspection" are about the same

_WORD = re.compile(r"\d+(?:[.,]\d+){0,4}|[^\W\d_][\w'-]{0,40}")
_SENTENCE_END = ".!?\n\"'”“:("
_STOP_WORDS = (
    "about above after again against all almost along already also although among and another any are around because "
    "been before began being below between both but came can could day days did does down during each early either "
    "ever every few first for from further get had has have having her here him his how however including into its "
    "itself just last late later least less like made make many may might month months more most much must near "
    "never new news next not now off often once one only other our out over own people per put rather report reported "
    "reports said same say says second see seen several she should since some still such take taken than that the "
    "their them then there these they this those three through time times today told too took two under until upon "
    "very was week weeks well were what when where whether which while who whom why will with within without would "
    "year years yesterday yet you your monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december according agency statement"
)
_STOP = frozenset(_STOP_WORDS.split())
_WEIGHTS = {"n": 2.0, "p": 2.0, "w": 1.0}
LEAST = 14.0
"""Weight that both texts must have before it can be said that they are about the same."""


def subject_terms(text: str, title: str = "") -> frozenset[str]:
    """The terms of a text: ``n:`` numbers, ``p:`` names, ``w:`` other words; numbers and names before words."""
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for part in (title[:500], text[:READ]):
        for match in _WORD.finditer(part):
            _count(part, match, numbers, names, words)
    kept = [f"n:{term}" for term, _ in numbers.most_common(25)] + [f"p:{term}" for term, _ in names.most_common(25)]
    plain = [f"w:{term}" for term, _ in words.most_common() if term not in names]
    return frozenset(kept + plain[: TERMS - len(kept)])


def heading_terms(title: str) -> frozenset[str]:
    """The words of a title that tell what it is about, in plain spelling."""
    words = (normalise(match.group())[:_LETTERS] for match in _WORD.finditer(title[:500]))
    return frozenset(word for word in words if len(word) > 2 and word not in _STOP)


def _count(text: str, match: re.Match[str], numbers: Counter[str], names: Counter[str], words: Counter[str]) -> None:
    token = match.group()
    if token[0].isdigit():
        numbers[token.replace(",", "")] += 1
        return
    word = normalise(token).removesuffix("'s")
    if len(word) < 3 or word in _STOP:
        return
    if token[0].isupper() and not _starts_sentence(text, match.start()):
        names[word[:12]] += 1
    elif len(word) > 3:
        words[word[:_LETTERS]] += 1


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _SENTENCE_END


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the lighter subject stands in the other, 0..1 by weight; 0 when one says too little to tell."""
    least = min(_weight(a), _weight(b))
    return _weight(a & b) / least if least >= LEAST else 0.0


def _weight(terms: frozenset[str]) -> float:
    return sum(_WEIGHTS[term[0]] for term in terms)
