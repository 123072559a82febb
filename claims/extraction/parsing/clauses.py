"""Where the words of a statement begin and end beside their cue. Positions are indexes into the tokens of one frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.phrases import Range
from claims.extraction.parsing.phrases_after import phrase_after
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_ADJUNCT_LIMIT, _LONGEST_SKIP = 22, 40
_ADJUNCTS = word_set(
    """in on at during to of with about after from before by via through as for when while late early last this"""
)
_WH = word_set("whether if how why what who which where when")
_SUBJECTS = grammar.PERSONAL | {"there"}
_CUT_BEFORE = word_set(
    """saying adding calling citing noting telling arguing accusing insisting warning claiming according vowing
    pledging promising"""
)


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a cue: ``kind`` as in the lexicon (q, t, c, i, o) or "" for nothing; content starts at ``start``."""

    kind: str
    start: int


def _is_end(tokens: Sequence[Token], position: int) -> bool:
    return position >= len(tokens) or tokens[position].text in ".!?;…"


def _after_mark(tokens: Sequence[Token], position: int) -> Complement | None:
    """A complement after a comma or colon: a quotation, or a whole clause after a colon."""
    following = position + 1
    if following >= len(tokens):
        return None
    if tokens[following].kind == "quote":
        return Complement("q", following)
    if tokens[position].text == ":":
        return Complement("q", following)
    return None


def _at(tokens: Sequence[Token], position: int) -> Complement | None:
    """The complement that starts exactly at ``position``; None when the words there may still be an adjunct."""
    if _is_end(tokens, position) or tokens[position].kind == "dash":
        return Complement("", position)
    token = tokens[position]
    if token.text in (",", ":"):
        return _after_mark(tokens, position) or Complement("", position)
    if token.kind == "quote":
        return Complement("q", position)
    if token.lower == "that" or token.lower in _WH:
        return Complement("t", position)
    return Complement("i", position) if _is_infinitive(tokens, position) else None


def _is_infinitive(tokens: Sequence[Token], position: int) -> bool:
    pair = [token.lower for token in tokens[position : position + 2]]
    return pair[0] == "to" or pair == ["not", "to"]


def _is_clause(tokens: Sequence[Token], position: int) -> bool:
    """Whether a finite verb comes soon after ``position``: a bare clause and not a mere object."""
    if tokens[position].lower.split("'")[0] in _SUBJECTS:
        return True
    for token in tokens[position : position + 24]:
        if token.kind == "quote":
            return True
        if token.text in ".;:!?":
            return False
        if grammar.is_verb_like(token.lower) and not token.is_capitalised:
            return True
    return False


def _adjunct_end(tokens: Sequence[Token], position: int) -> int:
    """The first place after adjuncts ("on Wednesday", "in a statement", "to reporters") from which to look again."""
    token = tokens[position]
    if grammar.is_adverb(token.lower) or token.lower in grammar.TIME_WORDS or token.lower in grammar.MONTHS:
        return position + 1
    if token.lower in ("last", "this", "late", "early") and position + 1 < len(tokens):
        return position + 2 if tokens[position + 1].lower in grammar.TIME_WORDS else position
    if token.lower in _ADJUNCTS and token.lower not in ("when", "while", "as"):
        phrase = phrase_after(tokens, position + 1, appositive=False)
        return phrase[1] if phrase else position
    return position


def _recipient_end(tokens: Sequence[Token], position: int) -> int:
    if position < len(tokens) and tokens[position].lower in grammar.OBJECT_PRONOUNS:
        return position + 1
    phrase = phrase_after(tokens, position)
    return phrase[1] if phrase else position


_WITH_RECIPIENT = word_set("tell remind assure inform notify brief text email advise warn ask")
_ALWAYS_RECIPIENT = word_set("tell remind assure inform notify")


def complement(tokens: Sequence[Token], match: CueMatch) -> Complement:
    """What ``match`` governs on its right, after any recipient and adjuncts."""
    position = match.end
    if match.entry.lemma in _ALWAYS_RECIPIENT and _at(tokens, position) is None:
        position = _recipient_end(tokens, position)
    found = _after_adjuncts(tokens, position)
    if found.kind in ("c", "o") and match.entry.lemma in _WITH_RECIPIENT:
        further = _after_adjuncts(tokens, _recipient_end(tokens, found.start))
        return further if further.kind in ("t", "i", "q") else found
    return found


def _after_adjuncts(tokens: Sequence[Token], position: int) -> Complement:
    first = position
    while position - first < _ADJUNCT_LIMIT:
        found = _at(tokens, position)
        if found:
            return found
        after = _adjunct_end(tokens, position)
        if after == position:
            break
        position = after
    if position >= len(tokens):
        return Complement("", position)
    if tokens[position].lower in grammar.JOINING:
        return Complement("", position)
    return Complement("c" if _is_clause(tokens, position) else "o", position)


def _cuts(tokens: Sequence[Token], position: int, cut_verbs: frozenset[int]) -> bool:
    """Whether a statement that runs to the right ends before the token at ``position``."""
    token = tokens[position]
    if token.text == ";":
        return True
    following = position + 1
    if token.text != ",":
        return _joins_cue(tokens, position, cut_verbs)
    if following < len(tokens) and tokens[following].lower in _CUT_BEFORE:
        return True
    return following in cut_verbs or _joins_cue(tokens, following, cut_verbs)


def _joins_cue(tokens: Sequence[Token], position: int, cut_verbs: frozenset[int]) -> bool:
    """Whether "and" or "but" stands at ``position`` before one of ``cut_verbs`` ("but said", "but she said")."""
    if position + 1 >= len(tokens) or tokens[position].lower not in ("and", "but"):
        return False
    following = position + 1
    return following in cut_verbs or (tokens[following].lower in grammar.PERSONAL and following + 1 in cut_verbs)


def right_end(tokens: Sequence[Token], start: int, cut_verbs: frozenset[int]) -> int:
    """Where the statement that starts at ``start`` ends."""
    end = start + 1
    while end < len(tokens) and not _cuts(tokens, end, cut_verbs):
        end += 1
    return strip_stop(tokens, start, end)


def strip_stop(tokens: Sequence[Token], start: int, end: int) -> int:
    """``end`` without the full stop, comma or dash that only closes the sentence."""
    while end > start and (tokens[end - 1].text in ".,;:!?…" or tokens[end - 1].kind == "dash"):
        end -= 1
    return end


def object_end(tokens: Sequence[Token], start: int, cut_verbs: frozenset[int]) -> int:
    """Where the object of a verb ends: at a comma, a subordinate clause, another cue or the end."""
    end = start + 1
    while (
        end < len(tokens)
        and tokens[end].text not in ",;."
        and tokens[end].kind != "dash"
        and not _leaves_object(tokens, end)
        and not _joins_cue(tokens, end, cut_verbs)
    ):
        end += 1
    return strip_stop(tokens, start, end)


def _leaves_object(tokens: Sequence[Token], position: int) -> bool:
    """Whether an adverbial of time starts at ``position``."""
    word = tokens[position].lower
    if word in ("during", "when", "after", "before", "while", "because"):
        return True
    following = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    return word in ("on", "last", "this", "in") and following in grammar.CALENDAR


def left_start(tokens: Sequence[Token], end: int, floor: int) -> int:
    """Where the statement that ends at ``end`` starts: at ``floor``, less marks and a leading conjunction."""
    start = floor
    while (
        start < end and tokens[start].kind != "quote" and (tokens[start].text in ",.;:" or tokens[start].kind == "dash")
    ):
        start += 1
    return start


def _is_soft(token: Token) -> bool:
    return token.text == "," or token.kind == "dash"


def skip_marks(tokens: Sequence[Token], position: int) -> int:
    """Past commas, colons and dashes to the right."""
    while position < len(tokens) and (_is_soft(tokens[position]) or tokens[position].text == ":"):
        position += 1
    return position


def skip_marks_back(tokens: Sequence[Token], position: int, floor: int) -> int:
    """Past commas, brackets and dashes to the left, not before ``floor``."""
    while position > floor and (_is_soft(tokens[position - 1]) or tokens[position - 1].text == "("):
        position -= 1
    return position


def skip_to_mark(tokens: Sequence[Token], position: int) -> int:
    """Past "on Tuesday" or "in a telephone interview": to the next mark or quotation, or the end."""
    for index in range(position, min(len(tokens), position + _LONGEST_SKIP)):
        if tokens[index].text in ",:.;!?" or tokens[index].kind in ("quote", "dash"):
            return index
    return len(tokens)


def left_piece(tokens: Sequence[Token], end: int, floor: int) -> Range | None:
    """The statement left of a source or cue that starts at ``end``; None when no mark parts the two."""
    if end <= floor or not (_is_soft(tokens[end - 1]) or tokens[end - 1].kind == "quote"):
        return None
    stop = skip_marks_back(tokens, end, floor)
    start = left_start(tokens, stop, floor)
    if stop - start > 1 and tokens[stop - 1].kind == "quote" and tokens[stop - 2].text == ":":
        start = stop - 1
    return (start, stop) if start < stop else None
