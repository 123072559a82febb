"""The noun phrase that starts at a given place, as the source does in "said the minister"."""

from collections.abc import Sequence

from claims.extraction.parsing.phrases import Range, is_name
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_LONGEST, _LONGEST_BRACKET, _LONGEST_APPOSITIVE = 40, 12, 30
_ASIDE_NOUNS = word_set(
    """interview statement tweet speech email letter conference briefing memo hearing rally debate release call post
    twitter facebook television"""
)
_JOINS = grammar.PREPOSITIONS | grammar.COORDINATORS | grammar.DETERMINERS
_OBJECTS = grammar.OBJECT_PRONOUNS - grammar.POSSESSIVES
_STARTS = grammar.OWNERSHIP | {"who", "whose", "former"}


def _stops_right(tokens: Sequence[Token], position: int, start: int) -> bool:
    token = tokens[position]
    if token.kind in ("quote", "dash") or token.text in ".,;:!?…()":
        return True
    if token.lower in grammar.SUBORDINATORS or token.lower in grammar.RELATIVES:
        return True
    if token.lower in grammar.PREPOSITIONS:
        return token.lower != "of" and _starts_aside(tokens, position)
    if token.lower in grammar.COORDINATORS:
        return token.lower != "and" or not (position + 1 < len(tokens) and is_name(tokens[position + 1]))
    if position > start and _starts_anew(tokens, position):
        return True
    return (
        position > start
        and not is_name(token)
        and (grammar.is_verb_like(token.lower) or grammar.is_adverb(token.lower))
    )


def _starts_anew(tokens: Sequence[Token], position: int) -> bool:
    """Whether a time, a pronoun or another article shows that the phrase before ``position`` is over."""
    word, before = tokens[position].lower, tokens[position - 1].lower
    if word in grammar.TIME_WORDS or word.split("'")[0] in grammar.PERSONAL:
        return True
    if before in grammar.WEEKDAYS:
        return True
    return word in grammar.OWNERSHIP and before not in _JOINS


def _starts_aside(tokens: Sequence[Token], position: int) -> bool:
    """Whether a preposition starts "on Tuesday" or "in an interview" rather than a part of the phrase."""
    if tokens[position].lower not in grammar.NOUN_PREPOSITIONS or position + 1 == len(tokens):
        return True
    following = tokens[position + 1 : position + 6]
    return any(token.lower in _ASIDE_NOUNS or token.lower in grammar.CALENDAR for token in following) or (
        tokens[position].lower == "on" or following[0].lower in _OBJECTS
    )


def _appositive_end(tokens: Sequence[Token], comma: int) -> int:
    """The end of the appositive that starts at ``comma``, or ``comma`` when none does."""
    following = tokens[comma + 1] if comma + 1 < len(tokens) else None
    if following is None or following.kind != "word":
        return comma
    starts = following.lower in _STARTS
    if not starts and (following.is_capitalised or not following.text.isalpha()):
        return comma
    if not starts and (
        grammar.is_adverb(following.lower) or following.lower in grammar.JOINING or following.lower.endswith("ing")
    ):
        return comma
    for index in range(comma + 1, min(len(tokens), comma + _LONGEST_APPOSITIVE)):
        if tokens[index].text in ",.;:!?" or tokens[index].kind in ("quote", "dash"):
            return index + 1 if tokens[index].text == "," else index
    return comma


def _bracket_end(tokens: Sequence[Token], position: int) -> int:
    """The place after the bracket that opens at ``position``; ``position`` when it does not close soon."""
    for index in range(position, min(len(tokens), position + _LONGEST_BRACKET)):
        if tokens[index].text == ")":
            return index + 1
    return position


def _walk_right(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and end - start < _LONGEST:
        after = _bracket_end(tokens, end) if tokens[end].text == "(" and end > start else end
        if after == end and _stops_right(tokens, end, start):
            break
        end = after if after > end else end + 1
    return end


def phrase_after(tokens: Sequence[Token], position: int, *, appositive: bool = True) -> Range | None:
    """The noun phrase that starts at ``position``, as in ``said the minister, a veteran of two cabinets``."""
    if position >= len(tokens) or tokens[position].kind != "word":
        return None
    if tokens[position].lower in grammar.PERSONAL:
        return position, position + 1
    end = _walk_right(tokens, position)
    if end == position:
        return None
    if appositive and end < len(tokens) and tokens[end].text == ",":
        end = _appositive_end(tokens, end)
    return position, end
