"""Attributions whose cue stands after what is said: ``content, source cue`` and ``content, cue source``."""

from collections.abc import Sequence

from claims.extraction.cues.inflections import Form
from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.clauses import complement, left_piece, right_end, skip_marks, skip_to_mark
from claims.extraction.parsing.found import Found, found_by
from claims.extraction.parsing.phrases import Range, subject_before
from claims.extraction.parsing.phrases_after import phrase_after
from claims.extraction.parsing.subjects import agrees, subject
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token

_SHORTEST_LEFT = 4
_ROOM_FOR_MORE = 2


def postposed(tokens: Sequence[Token], match: CueMatch, floor: int) -> Found | None:
    """The attribution of ``match`` to words before it, not before ``floor``; a second piece may follow the cue."""
    if match.form not in (Form.FINITE, Form.BASE) or match.infinitive:
        return None
    inverted = _is_inverted(tokens, match)
    source = phrase_after(tokens, match.end) if inverted else subject(tokens, match)
    if source is None or not agrees(tokens, match, source):
        return None
    content = left_piece(tokens, match.start if inverted else source[0], floor)
    after = source[1] if inverted else match.end
    if content is None or not _may_precede(tokens, match, content, after):
        return None
    second = _second_piece(tokens, skip_to_mark(tokens, after), content)
    kind = "q" if tokens[content[1] - 1].kind == "quote" else "p"
    return found_by(match, source, (content, second) if second else (content,), kind, match.end)


def _is_inverted(tokens: Sequence[Token], match: CueMatch) -> bool:
    """Whether the subject follows: ``"...," said the minister``."""
    if match.form is not Form.FINITE or "q" not in match.entry.complements or match.start == 0:
        return False
    if match.end >= len(tokens) or tokens[match.end].kind != "word" or _ends_in_adverb(tokens, match.end):
        return False
    before = tokens[match.start - 1]
    return before.kind == "quote" or (before.text == "," and subject_before(tokens, match.start) is None)


def _ends_in_adverb(tokens: Sequence[Token], position: int) -> bool:
    """Whether an adverb at ``position`` goes with the verb ("said recently."), not with a name after it."""
    following = tokens[position + 1 : position + 2]
    return grammar.is_adverb(tokens[position].text) and not any(token.kind == "word" for token in following)


def _may_precede(tokens: Sequence[Token], match: CueMatch, content: Range, after: int) -> bool:
    """Whether the words before the cue are a statement and not just a fronted adverbial."""
    if tokens[content[1] - 1].kind == "quote":
        return "q" in match.entry.complements
    if "p" not in match.entry.complements:
        return False
    has_words = content[1] - content[0] >= _SHORTEST_LEFT
    long_enough = has_words and not _is_adverbial(tokens, content)
    if after > match.end:
        return long_enough and (
            after == len(tokens)
            or "," in (tokens[after].text, tokens[after - 1].text)
            or tokens[after].text in ".;:"
            or tokens[after].lower == "who"
        )
    rest = complement(tokens, match)
    is_last = rest.start >= len(tokens) or tokens[rest.start].text in ".;"
    goes_on = rest.start + _ROOM_FOR_MORE < len(tokens) and tokens[rest.start].text == ","
    return rest.kind == "" and (goes_on or long_enough or (is_last and has_words))


def _is_adverbial(tokens: Sequence[Token], content: Range) -> bool:
    """Whether the words are a fronted "After the talks" with no main clause behind it."""
    if tokens[content[0]].lower not in grammar.PREPOSITIONS:
        return False
    inside = range(content[0], content[1])
    comma = next((index for index in inside if tokens[index].text == ","), content[1])
    return not any(grammar.is_verb_like(tokens[index].lower) for index in range(comma, content[1]))


def _goes_on(token: Token) -> bool:
    """Whether the statement goes on with ``token``; "rejecting the appeal" tells of the speaker instead."""
    return token.text not in ".;!?" and not grammar.is_participle(token.lower)


def _second_piece(tokens: Sequence[Token], mark: int, first: Range) -> Range | None:
    """The rest of a statement that its own source and cue interrupted; ``mark`` is the first mark after those."""
    if mark >= len(tokens) or tokens[mark].text in ".;!?…":
        return None
    position = skip_marks(tokens, mark)
    if position >= len(tokens):
        return None
    was_quoted = tokens[first[1] - 1].kind == "quote"
    fits = tokens[position].kind == "quote" if was_quoted else _goes_on(tokens[position])
    end = right_end(tokens, position, frozenset())
    return (position, end) if fits and end > position else None
