"""The word of a cue that says most: the last verb of "refused to confirm", the noun of "made a promise"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.base import Force
from claims.extraction.cues.head_words import PREPOSITIONS
from claims.extraction.cues.heads import Head, heads
from claims.extraction.cues.lemmas import lemma_of
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_WITHHOLDING = word_set("decline refuse fail neglect forget hesitate")
_RAISING = word_set("seem appear")
_PROPS = _WITHHOLDING | _RAISING | {"go on", "continue"}
_CLOSED = grammar.AUXILIARIES | grammar.NEGATIONS | grammar.DETERMINERS | grammar.PREPOSITIONS | grammar.POSSESSIVES


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """A head among the words of a cue, ``words[index:end]`` with its particle.

    ``withheld`` stands for "declined to" before it, ``seems`` for "appeared to".
    """

    index: int
    head: Head
    end: int
    is_known: bool = True
    withheld: bool = False
    seems: bool = False


def match_head(words: Sequence[Token], *, after_possessive: bool) -> HeadMatch:
    """The first known word that is more than a prop for a later one, or what comes nearest to a head.

    ``after_possessive`` tells that the words follow "the mayor's" or "her".
    """
    matches = list(_matches(words, after_possessive=after_possessive))
    first = next((match for match in matches if not match.head.is_weak), matches[0] if matches else None)
    if first is None:
        return _unlisted(words)
    if first.head.lemma in _PROPS:
        return _past_prop(words, first, matches)
    return first


def _past_prop(words: Sequence[Token], first: HeadMatch, matches: Sequence[HeadMatch]) -> HeadMatch:
    """The verb after "refused to", "seemed to" or "went on to"; ``first`` where none follows."""
    further = next((match for match in matches if match.index > first.index and not match.head.is_noun), None)
    if further is None or not any(token.lower == "to" for token in words[first.index : further.index]):
        return first
    lemma = first.head.lemma
    return replace(further, withheld=lemma in _WITHHOLDING, seems=lemma in _RAISING)


def _matches(words: Sequence[Token], *, after_possessive: bool) -> Iterator[HeadMatch]:
    known = heads()
    for index, token in enumerate(words):
        if token.lower in grammar.AUXILIARIES:
            continue
        fitting = [head for head in known.get(token.lower, ()) if _follows(words, index, head)]
        nouns = [head for head in fitting if head.is_noun]
        if fitting:
            head = nouns[0] if nouns and _is_noun_here(words, index, first=after_possessive) else fitting[0]
            yield HeadMatch(index, head, index + 1 + len(head.particle))


def _follows(words: Sequence[Token], index: int, head: Head) -> bool:
    following = words[index + 1 : index + 1 + len(head.particle)]
    return tuple(token.lower for token in following) == head.particle


def _is_noun_here(words: Sequence[Token], index: int, *, first: bool) -> bool:
    """Whether the word follows an article or a possessive, with at most one adjective between."""
    before = [token.lower for token in words[max(0, index - 2) : index]]
    if any(word in grammar.OPENERS or word.endswith("'s") for word in before):
        return words[index - 1].lower not in grammar.AUXILIARIES or words[index - 1].lower == "'s"
    return first and index <= 1


def _unlisted(words: Sequence[Token]) -> HeadMatch:
    """A label, a preposition by itself, or the word that by its place and form is the head."""
    if all(token.lower in PREPOSITIONS or token.kind != "word" for token in words):
        return _preposition(words)
    index = next((i for i, token in enumerate(words) if _may_head(token)), 0)
    return HeadMatch(index, Head(lemma_of(words[index].lower), Force.SAYS), index + 1, is_known=False)


def _preposition(words: Sequence[Token]) -> HeadMatch:
    index = next((i for i, token in enumerate(words) if token.lower in PREPOSITIONS), None)
    if index is not None:
        return HeadMatch(index, Head(words[index].lower, PREPOSITIONS[words[index].lower]), index + 1)
    is_label = any(token.text == ":" or token.kind == "dash" for token in words)
    return HeadMatch(0, Head(":", Force.SAYS), 1, is_known=is_label)


def _may_head(token: Token) -> bool:
    return token.kind == "word" and token.lower not in _CLOSED and not grammar.is_adverb(token.lower)
