"""Noun phrases around a verb, found from word classes alone. Positions are indexes into the tokens of one frame."""

from collections.abc import Sequence

from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_LONGEST, _LONGEST_BRACKET = 40, 12
_LONGEST_APPOSITIVE = 30
_PARENTHETICAL = word_set(
    """however meanwhile though instead too also then moreover nevertheless for in on at during as of course by after
    when while speaking asked citing writing among"""
)

_REDUCED = word_set(
    """released published conducted obtained filed posted issued taken commissioned compiled seen provided based
    briefed"""
)
"""Participles that stand after their noun: "a poll released Sunday"."""

_NEVER_INSIDE = (
    grammar.PERSONAL
    | (grammar.OBJECT_PRONOUNS - grammar.POSSESSIVES)
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.PREPOSITIONS
)

Range = tuple[int, int]


def is_name(token: Token) -> bool:
    """Whether ``token`` starts like a name."""
    return token.kind == "word" and token.is_capitalised


def _is_noun_like(token: Token) -> bool:
    """Whether a noun phrase may end in ``token``."""
    if token.text in (")", "%") or (token.kind == "word" and token.text[0].isdigit()):
        return True
    if token.kind != "word" or token.lower in grammar.PREPOSITIONS or token.lower in grammar.SUBORDINATORS:
        return False
    if token.lower in grammar.COORDINATORS or token.lower in grammar.ARTICLES:
        return False
    return is_name(token) or not (grammar.is_verb_like(token.lower) or grammar.is_adverb(token.lower))


def _opening_bracket(tokens: Sequence[Token], position: int) -> int:
    for index in range(position - 1, max(-1, position - _LONGEST_BRACKET), -1):
        if tokens[index].text == "(":
            return index
    return position


def _extends_left(tokens: Sequence[Token], position: int, start: int, end: int) -> bool:
    """Whether the token at ``position`` belongs to the noun phrase that so far is ``tokens[start:end]``."""
    token = tokens[position]
    if token.text in "$£€&/'’":
        return True
    if token.kind != "word":
        return False
    if token.lower in grammar.NOUN_PREPOSITIONS:
        return start < end and position > 0 and _takes_preposition(tokens, position - 1)
    first = tokens[start].lower if start < end else ""
    if first in grammar.OPENERS and not tokens[position].lower.endswith("'s"):
        return token.lower in ("all", "both", "half", "even") or (
            first not in grammar.OWNERSHIP and token.lower in grammar.OWNERSHIP
        )
    return _fits_inside(tokens, position, start, end)


def _takes_preposition(tokens: Sequence[Token], position: int) -> bool:
    if tokens[position].lower in _REDUCED:
        return True
    return _is_noun_like(tokens[position]) and not is_time(tokens, position)


def is_time(tokens: Sequence[Token], position: int) -> bool:
    """Whether the token at ``position`` is a word of time, such as a weekday."""
    return tokens[position].lower in grammar.TIME_WORDS


def _fits_inside(tokens: Sequence[Token], position: int, start: int, end: int) -> bool:
    """Whether a word that is no preposition may stand inside the phrase that follows it."""
    token = tokens[position]
    if token.lower in _NEVER_INSIDE:
        return False
    if token.lower in grammar.OWNERSHIP:
        return start < end
    if position and (is_name(token) or (token.lower in _REDUCED and _is_noun_like(tokens[position - 1]))):
        return True
    if grammar.is_adverb(token.lower):
        return position > 0 and tokens[position - 1].lower in grammar.DETERMINERS
    return not grammar.is_verb_like(token.lower) or _is_participle_adjective(tokens, position, start, end)


def _is_participle_adjective(tokens: Sequence[Token], position: int, start: int, end: int) -> bool:
    """``the elected leader``: a form in -ed right after an article."""
    before = tokens[position - 1].lower if position else ""
    return start < end and tokens[position].lower.endswith("ed") and before in grammar.OPENERS


def _walk_left(tokens: Sequence[Token], end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST:
        if tokens[start - 1].text == ")":
            opening = _opening_bracket(tokens, start - 1)
            if opening == start - 1:
                break
            start = opening
        elif _extends_left(tokens, start - 1, start, end):
            start -= 1
        else:
            break
    return start


def _join_coordinated(tokens: Sequence[Token], start: int) -> int:
    """Take in the first half of "X and Y" where nothing before it could be a clause of its own."""
    if start < 2 or tokens[start - 1].lower not in ("and", "or"):
        return start
    left = _walk_left(tokens, start - 1)
    if left == start - 1 or not _is_noun_like(tokens[start - 2]):
        return start
    free = (
        left == 0
        or (tokens[left - 1].kind != "word" and tokens[left - 1].text not in ")'")
        or _starts_clause(tokens[left - 1])
    )
    return left if free else start


def _starts_clause(token: Token) -> bool:
    return token.lower in grammar.SUBORDINATORS or token.lower in ("but", "and")


def _trim(tokens: Sequence[Token], start: int, end: int) -> int:
    """Drop what cannot begin a noun phrase."""
    while start < end and (
        (tokens[start].kind != "word" and tokens[start].text not in "$£€(")
        or tokens[start].lower in grammar.PREPOSITIONS
        or tokens[start].lower in grammar.COORDINATORS
        or (end - start > 1 and tokens[start].lower in ("which", "whom"))
        or (end - start > 1 and (is_time(tokens, start) and not tokens[start].lower.endswith("'s")))
        or (grammar.is_adverb(tokens[start].lower) and not is_name(tokens[start]))
    ):
        start += 1
    return start


def _relative_start(tokens: Sequence[Token], start: int) -> int:
    """Where the phrase starts when what is before ``start`` is a relative clause ("the aide who met him")."""
    if start == 0 or not grammar.is_verb_like(tokens[start - 1].lower):
        return start
    for index in range(start - 1, max(0, start - 16), -1):
        if tokens[index].kind != "word":
            return start
        if tokens[index].lower in ("who", "which") or (
            tokens[index].lower == "that" and _is_noun_like(tokens[index - 1])
        ):
            left = _walk_left(tokens, index)
            return left if left < index else start
    return start


def _opening_comma(tokens: Sequence[Token], closing: int) -> int | None:
    """The comma that opens the aside which the comma at ``closing`` ends."""
    for index in range(closing - 1, max(0, closing - _LONGEST_APPOSITIVE), -1):
        if tokens[index].kind == "quote":
            return None
        if (
            tokens[index].kind == tokens[closing].kind
            and _same_mark(tokens[index], tokens[closing])
            and _is_noun_like(tokens[index - 1])
        ):
            return index
    return None


def _same_mark(one: Token, other: Token) -> bool:
    return one.kind == "dash" or one.text == other.text


def phrase_before(tokens: Sequence[Token], end: int) -> Range | None:
    """The noun phrase that ends at ``end``, relative clause and "X and Y" included; None when there is none."""
    if end <= 0:
        return None
    last = tokens[end - 1]
    if last.lower == "that" or last.lower in grammar.SUBJECT_PRONOUNS:
        return end - 1, end
    if not _is_noun_like(last):
        return None
    start = _walk_left(tokens, end)
    start = _join_coordinated(tokens, _relative_start(tokens, start))
    start = _trim(tokens, start, end)
    return (start, end) if start < end else None


def _with_aside(tokens: Sequence[Token], comma: int) -> Range | None:
    """The subject before ``, aside,`` where ``comma`` is the second comma."""
    opening = _opening_comma(tokens, comma)
    if opening is None or opening + 1 == comma:
        return None
    if tokens[opening - 1].text.isdigit() and opening > 1 and tokens[opening - 2].text == ",":
        opening -= 2
    phrase = phrase_before(tokens, opening)
    if phrase is None:
        return None
    first = tokens[opening + 1].lower
    if first in _PARENTHETICAL or grammar.is_adverb(first) or first.endswith("ing"):
        return phrase
    return phrase[0], comma + 1


def subject_before(tokens: Sequence[Token], verb: int) -> Range | None:
    """The noun phrase that ends right before ``verb``, with its appositive or relative clause; None without one."""
    if verb <= 0:
        return None
    verb = before_time(tokens, verb)
    if verb <= 0:
        return None
    if tokens[verb - 1].text == "," or tokens[verb - 1].kind == "dash":
        return _with_aside(tokens, verb - 1)
    return phrase_before(tokens, verb)


def before_time(tokens: Sequence[Token], position: int) -> int:
    """The place before "on Saturday" or "last week" when those words end at ``position``, else ``position``."""
    if position < 1 or tokens[position - 1].lower not in grammar.TIME_WORDS:
        return position
    start = position - 1
    while start > 0 and tokens[start - 1].lower in ("on", "last", "this", "late", "early", "earlier", "next"):
        start -= 1
    is_part = start > 0 and tokens[start - 1].lower in _REDUCED
    return position if is_part else start


def _before_adverbs(tokens: Sequence[Token], verb: int) -> int:
    while verb > 1 and grammar.is_adverb(tokens[verb - 1].lower):
        verb -= 1
    return verb


def main_subject(tokens: Sequence[Token], before: int) -> Range | None:
    """The subject of the sentence: the first noun phrase that stands before a verb, left of position ``before``."""
    for index in range(1, min(before, 60)):
        token = tokens[index]
        if token.kind == "word" and grammar.is_verb_like(token.lower) and not token.is_capitalised:
            phrase = subject_before(tokens, _before_adverbs(tokens, index))
            if phrase and tokens[phrase[0]].lower not in ("who", "which", "that", "what"):
                return phrase
    return None
