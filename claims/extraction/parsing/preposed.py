"""Attributions whose cue stands before what is said: ``source cue content``."""

from collections.abc import Sequence

from claims.extraction.base import Force
from claims.extraction.cues.inflections import Form
from claims.extraction.cues.matches import CueMatch
from claims.extraction.parsing.clauses import Complement, complement, object_end, right_end
from claims.extraction.parsing.found import Found, found_by
from claims.extraction.parsing.phrases import Range
from claims.extraction.parsing.subjects import agrees, subject
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token

_LABEL, _LABEL_STRENGTH = 6, 0.6
_LONGEST_OBJECT = 8
_VERBS = grammar.AUXILIARIES | grammar.COMMON_VERBS
_QUOTE_MARKS = "\"'”’»"


def preposed(tokens: Sequence[Token], match: CueMatch, cut_verbs: frozenset[int]) -> Found | None:
    """The attribution of ``match`` to words after it; the content ends before ``and`` with one of ``cut_verbs``."""
    if match.infinitive or match.form is Form.PARTICIPLE:
        return None
    after = complement(tokens, match)
    source = subject(tokens, match)
    if source is None or not agrees(tokens, match, source):
        return None
    if _is_as_clause(tokens, match, source[0], after):
        after = Complement("p", after.start + 1)
    if not _governs(match, after.kind):
        return None
    end = _content_end(tokens, match, after, cut_verbs)
    if end <= after.start:
        return None
    kind = "o" if after.kind == "c" and _is_object(tokens, match, after.start) else after.kind
    content = (*_relative(tokens, source[0], after), (after.start, end))
    return found_by(match, source, content, kind, _with_colon(tokens, match.end))


def _is_as_clause(tokens: Sequence[Token], match: CueMatch, start: int, after: Complement) -> bool:
    """``As the mayor noted, content``."""
    if start == 0 or tokens[start - 1].lower != "as" or "p" not in match.entry.complements:
        return False
    return after.kind == "" and after.start < len(tokens) - 1 and tokens[after.start].text == ","


def _governs(match: CueMatch, kind: str) -> bool:
    """Whether the verb takes a complement of ``kind``; for a plain verb of saying an object may be a clause."""
    known = match.entry.complements
    if kind == "o":
        return "o" in known or known >= {"c", "p"}
    return kind in known or (kind == "c" and "o" in known)


def _content_end(tokens: Sequence[Token], match: CueMatch, after: Complement, cut_verbs: frozenset[int]) -> int:
    known = match.entry.complements
    if (after.kind == "o" and "o" in known) or (after.kind == "c" and "c" not in known):
        return object_end(tokens, after.start, cut_verbs)
    if tokens[after.start].kind == "quote" and _is_whole(tokens[after.start].text):
        return after.start + 1
    return right_end(tokens, after.start, cut_verbs)


def _relative(tokens: Sequence[Token], source: int, after: Complement) -> tuple[Range, ...]:
    """The relative pronoun that is the subject of the content: ``the office, which it said had closed``."""
    is_cut_off = after.kind == "c" and source > 0 and tokens[after.start].lower in _VERBS
    return ((source - 1, source),) if is_cut_off and tokens[source - 1].lower in ("which", "who", "that") else ()


def _is_object(tokens: Sequence[Token], match: CueMatch, start: int) -> bool:
    """Whether the verb stands only in a clause inside the object: ``found no proof that the dam leaks``."""
    if "c" not in match.entry.complements:
        return True
    for index in range(start, min(len(tokens), start + _LONGEST_OBJECT)):
        word = tokens[index].lower
        if index > start and word in ("that", "which", "who"):
            return True
        if tokens[index].kind != "word" or grammar.is_verb_like(word) or word in grammar.PERSONAL:
            return False
    return False


def _is_whole(quotation: str) -> bool:
    """A whole quotation ends where it closes; a fragment of one goes on with the sentence."""
    return quotation.rstrip(_QUOTE_MARKS)[-1:] in tuple(".,!?…")


def _with_colon(tokens: Sequence[Token], end: int) -> int:
    """A colon right after a cue belongs to it, as in the corpus whose conventions the spans follow."""
    return end + 1 if end < len(tokens) and tokens[end].text == ":" else end


def labelled(tokens: Sequence[Token]) -> Found | None:
    """``Surname: "..."``, as in headlines and transcripts."""
    end = next((index for index, token in enumerate(tokens[:_LABEL]) if not token.is_capitalised), 0)
    if not 0 < end < len(tokens) - 1 or tokens[end].text != ":" or tokens[end + 1].kind != "quote":
        return None
    return Found((0, end), (end, end + 1), ((end + 1, end + 2),), Force.SAYS, "q", _LABEL_STRENGTH)
