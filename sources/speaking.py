"""Whether a passage has no more than what a speaker says. Plain Python: rules over words."""

import re
from collections.abc import Sequence

from claims.extraction.text.layout import Layout

_LEAST_SHARE = 0.5  # of the words of a passage, in sentences in which the speaker speaks
_APPOSITION = 14  # words between two commas after a name: "Lindt, who has led the board since 2019, said"
_BETWEEN = 4  # words between a name and its verb, or a verb and its name

_TOKEN = re.compile(r"[^\W_][\w'’-]{0,40}|[^\w\s]")
_SAYING = "said says say adds added argued argues explained explains insisted insists wrote writes"
_TELLING = (
    "tell tells told announce announces announced declare declares declared claim claims claimed state states stated "
    "tweeted tweets posted confirmed confirms warned warns"
)
_BETWEEN_THEM = (
    "also again then later has had have already himself herself themselves on in monday tuesday wednesday thursday "
    "friday saturday sunday often always never once since"
)
_NOT_IN_A_TITLE = "that this he she it they we i you his her their its and but or who which to of in on for if"
_SAID, _TOLD = frozenset(_SAYING.split()), frozenset(_TELLING.split())
_BEFORE_A_VERB, _NO_TITLE = frozenset(_BETWEEN_THEM.split()), frozenset(_NOT_IN_A_TITLE.split())
_HE = frozenset({"he", "she", "they", "it"})
_OPENING = frozenset("“„«\"‘'")
_CLOSING = frozenset("”»\"’',")


def only_says(passage: str, speaker: str) -> bool:
    """Whether most of the passage is what ``speaker`` says: it shows that it was said, and nothing more.

    A sentence is the speaker's where the name, its last word at least, is the subject of a verb of saying or follows
    "according to"; so are the quotations and the "he added" around it. A name that stands near "said" by chance is not
    enough, and neither is somebody of his ("Lindt's office said").
    """
    name = [word.casefold() for word in _TOKEN.findall(speaker) if word[0].isalnum()]
    if not name:
        return False
    sentences = [_TOKEN.findall(sentence.cut(passage)) for sentence in Layout.of(passage).sentences]
    own = [_speaks(words, name[-1]) for words in sentences]
    for place, words in enumerate(sentences):
        own[place] = own[place] or (any(own[max(0, place - 1) : place + 2]) and _goes_on(words))
    total = sum(map(len, sentences))
    return sum(len(words) for words, is_own in zip(sentences, own, strict=True) if is_own) > _LEAST_SHARE * total


def _speaks(words: Sequence[str], surname: str) -> bool:
    folded = [word.casefold() for word in words]
    places = [place for place, word in enumerate(folded) if word == surname]
    return any(_then_speaks(folded, place) or _is_named_after_it(folded, place) for place in places)


def _then_speaks(words: Sequence[str], place: int) -> bool:
    """Whether a verb of saying follows the name, straight away or after an apposition."""
    start = place + 1
    if words[start : start + 1] == [","]:
        end = next((at for at in range(start + 1, min(start + _APPOSITION + 2, len(words))) if words[at] == ","), None)
        if end is None:
            return False
        start = end + 1
    for word in words[start : start + _BETWEEN]:
        if word in _SAID or word in _TOLD:
            return True
        if word not in _BEFORE_A_VERB and not word.endswith("ly"):
            return False
    return False


def _is_named_after_it(words: Sequence[str], place: int) -> bool:
    """Whether the name ends ``," said Mara Lindt`` or ``according to Mara Lindt``, titles between."""
    for start in range(place - 1, max(-1, place - _BETWEEN - 2), -1):
        word = words[start]
        if word == "to":
            return words[start - 1] == "according" if start else False
        if word in _SAID:
            return start > 0 and words[start - 1] in _CLOSING
        if word in _NO_TITLE or not word[0].isalnum():
            return False
    return False


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a sentence beside one of the speaker's is his too: a quotation, or "she added"."""
    folded = [word.casefold() for word in words]
    if folded[:1] and folded[0] in _OPENING:
        return True
    return len(folded) > 1 and folded[0] in _HE and (folded[1] in _SAID or folded[1] in _TOLD)
