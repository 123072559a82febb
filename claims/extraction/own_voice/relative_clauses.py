""", which ..." and ", who ..." clauses whose noun is certain: a fact of their own beside that of the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.cues.content_shapes import main_verb
from claims.extraction.parsing.phrases import Range, phrase_before
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_LONGEST_BEARER = 8
_FEWEST = 4
_OPENERS = grammar.PREPOSITIONS | grammar.SUBORDINATORS | grammar.COORDINATORS
_SUBJECTS = grammar.PERSONAL | grammar.OPENERS
_BE = word_set("is are was were")
_SINGULAR = word_set("is was has")
_HAVE = word_set("has have had")


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause from its pronoun to its end, without commas, and the phrase that the pronoun stands for."""

    clause: Range
    bearer: Range


def relative_clauses(tokens: Sequence[Token], part: Range) -> tuple[Relative, ...]:
    """The one relative clause of ``part`` that can be taken out safely; none where there are several."""
    starts = [
        index
        for index in range(part[0] + 1, part[1] - _FEWEST)
        if tokens[index].text == "," and tokens[index + 1].lower in ("which", "who")
    ]
    if len(starts) != 1 or tokens[part[0]].lower in _OPENERS:
        return ()
    comma = starts[0]
    end = _end(tokens, comma + 2, part[1])
    bearer = _bearer(tokens, part[0], comma)
    if not end or not bearer or not _has_verb(tokens, comma + 2):
        return ()
    rest = [*tokens[part[0] : comma], *tokens[end + 1 : part[1]]]
    is_sure = tokens[comma + 1].lower == "who" or end < part[1] or _describes(tokens, comma + 2)
    if end - comma < _FEWEST or not is_sure or not _agrees(tokens, bearer, comma + 2):
        return ()
    if (end < part[1] and not _has_verb(tokens, end + 1)) or not main_verb(rest, is_free=True):
        return ()
    return (Relative((comma + 1, end), bearer),)


def _end(tokens: Sequence[Token], start: int, end: int) -> int:
    """The comma that closes the clause, or the end; 0 where more than one comma could."""
    commas = [index for index in range(start, end) if tokens[index].text == ","]
    if any(token.text in "();:" or token.kind == "dash" for token in tokens[start:end]) or len(commas) > 1:
        return 0
    return commas[0] if commas else end


def _bearer(tokens: Sequence[Token], floor: int, comma: int) -> Range | None:
    """The noun phrase right before the comma, where it is one name or noun and not "the leaders of the union"."""
    phrase = phrase_before(tokens[floor:comma], comma - floor)
    if phrase is None:
        return None
    start, end = phrase[0] + floor, phrase[1] + floor
    words = [token.lower for token in tokens[start:end]]
    is_simple = not any(word in grammar.PREPOSITIONS or word in grammar.COORDINATORS for word in words)
    opens = words[0] in grammar.DETERMINERS or tokens[start].is_capitalised
    after_noun = start > floor and tokens[start - 1].lower in ("of", "and", "or")
    fits = end == comma and len(words) <= _LONGEST_BEARER and words[0] not in grammar.PERSONAL
    return (start, end) if fits and is_simple and opens and not after_noun else None


def _has_verb(tokens: Sequence[Token], position: int) -> bool:
    """Whether the pronoun is the subject of the clause: a verb follows, perhaps after an adverb."""
    while position < len(tokens) - 1 and grammar.is_adverb(tokens[position].lower):
        position += 1
    word = tokens[position].lower
    is_verb = grammar.is_verb_like(word) or (word.endswith("s") and not word.endswith("ss"))
    return is_verb and word.split("'")[0] not in _SUBJECTS


def _agrees(tokens: Sequence[Token], bearer: Range, verb: int) -> bool:
    """Whether the number of the verb fits a noun in the plural ("the figures, which is")."""
    noun = tokens[bearer[1] - 1].text
    is_plural = noun.endswith("s") and noun.islower() and not noun.endswith(("ss", "us", "is"))
    return not is_plural or tokens[verb].lower not in _SINGULAR


def _describes(tokens: Sequence[Token], position: int) -> bool:
    """Whether the clause tells what its noun is or has: "which angered residents" may tell of the whole sentence."""
    if tokens[position].lower in _BE:
        return True
    following = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    return tokens[position].lower in _HAVE and (following in grammar.DETERMINERS or following[:1].isdigit())
