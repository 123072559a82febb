"""Whether a cue is negated, hedged or supposed, by its words and those right around it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from claims.extraction.cues.head_matching import HeadMatch
from claims.extraction.cues.lemmas import lemma_of
from claims.extraction.cues.matches import HEDGES
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_READ, _BEFORE = 400, 40
"""Characters that are looked at inside an attribution, and before it."""
_HEDGE = re.compile(rf"\b(?:{'|'.join(sorted(HEDGES))})\b", re.IGNORECASE)
_IF = re.compile(r"(?:^|\s)(?:if|unless|whether)\s(?:only\s)?\Z", re.IGNORECASE)
_WITHOUT = re.compile(r"(?:^|\s)without\s\Z", re.IGNORECASE)
_NOBODY = re.compile(r"\W{0,3}(?:no|nobody|none|neither)\b", re.IGNORECASE)
_NEGATIONS = grammar.NEGATIONS - {"longer", "no"} | word_set("cannot nor neither nothing without yet")
_ONLY = word_set("only just merely simply")
_SUPPOSING = word_set("would could might may 'd")
_HAPPENED = word_set("later eventually soon often go like love")
"""After "would": what came to pass all the same ("would later say"), or is said by saying so ("would like to")."""


def first_place(said: Said) -> int:
    """The first character of source and cue."""
    return min(span.start for span in (*said.source, *said.cue))


def is_negated(layout: Layout, said: Said, words: Sequence[Token], found: HeadMatch) -> bool:
    """Whether it was not said: "did not say", "refused to confirm", "nobody claimed", "without saying"."""
    if found.withheld or (said.source and _NOBODY.match(layout.text, said.source[0].start)):
        return True
    if any(_WITHOUT.search(layout.text[max(0, at - _BEFORE) : at]) for at in (first_place(said), said.place)):
        return True
    following = words[found.end].lower if found.end < len(words) else ""
    group = [token.lower for token in words[: found.index + 1]]
    if following == "nothing" or group[1:3] == ["short", "of"] or (found.head.is_noun and "no" in group):
        return True
    return any(word in _NEGATIONS and after not in _ONLY for word, after in pairwise(group)) or _is_no_longer(group)


def _is_no_longer(group: Sequence[str]) -> bool:
    return any(pair == ("no", "longer") for pair in pairwise(group))


def is_hedged(layout: Layout, said: Said) -> bool:
    """Whether "reportedly" or its like stands in the cue, between it and its source, or right before the two."""
    first = first_place(said)
    between = any(first <= span.start < said.place for span in said.content)
    start = said.place if between or said.place - first > _READ else _before(layout, said, first)
    end = min(max(span.end for span in said.cue), said.place + _READ)
    return bool(_HEDGE.search(layout.text[start:end]))


def _before(layout: Layout, said: Said, first: int) -> int:
    """Where the words right before source and cue begin: within the sentence and outside the content."""
    sentence = layout.sentences[layout.sentence(first)].start if layout.sentences else 0
    floor = max(sentence if sentence <= first else 0, first - _BEFORE)
    return max([floor, *(span.end for span in said.content if span.end <= first)])


def is_conditional(layout: Layout, said: Said, words: Sequence[Token], found: HeadMatch) -> bool:
    """Whether it would only be said on a condition: "would argue", "if the mayor says"."""
    start = first_place(said)
    if _IF.search(layout.text[max(0, start - _BEFORE) : start]):
        return True
    group = [token.lower for token in words[: found.index + 1]]
    for word, following in pairwise(group):
        if word in _SUPPOSING and following not in _HAPPENED:
            return word != "'d" or lemma_of(group[-1]) == group[-1]
    return False
