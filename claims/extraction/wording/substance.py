"""Whether an attribution says anything that can stand as a claim."""

from claims.extraction.cues.content_shapes import first_words
from claims.extraction.cues.reading import CueReading
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_POINTERS = word_set("this that it so them these those him her both as")
_DENIALS = word_set("deny dispute reject dismiss refute rebut contradict repudiate disavow rebuff")
_WITHHELD = word_set("named identified quoted used published")
_SILENCES = word_set("comment answer say elaborate respond discuss speak reply confirm")
_MUTE = word_set("comment elaborate respond answer reply speak")
_EMPTY_VERBS = word_set("have be do get make see")
_PAIR = 2
_MARKS = frozenset("“”\"'‘’,.")
_LONGEST_ASIDE, _LONGEST_POINTER = 8, 3


def says_something(layout: Layout, said: Said, cue: CueReading) -> bool:
    """Whether ``said`` says something: not "denied this", "who asked not to be named" or "declined to comment"."""
    content = [token for token in first_words(layout, said.content) if token.text not in _MARKS]
    words = [token.lower for token in content if token.kind == "word"]
    if not words or _is_mute(cue):
        return False
    if len(said.content) > 1 or said.content[0].start < said.place:
        return len(words) > 1 or words[0] not in _POINTERS
    if _points(words) or _is_withheld(words) or _is_silence(words, cue.lemma):
        return False
    if not cue.is_clause and _dangles(words):
        return False
    is_denial = cue.lemma in _DENIALS and not (cue.is_clause or layout.quotations_in(said.content[0]))
    return not is_denial or _holds_clause(content) or (cue.lemma == "deny" and len(words) > _LONGEST_POINTER)


def _is_mute(cue: CueReading) -> bool:
    """``Declined to comment``: the cue itself says that nothing was said."""
    return cue.negated and cue.lemma in _MUTE


def _points(words: list[str]) -> bool:
    """Whether the content only points to something said elsewhere: "this", "himself"."""
    return (len(words) == 1 and words[0] in _POINTERS) or words[0].endswith(("self", "selves"))


def _dangles(words: list[str]) -> bool:
    """Whether the object stands before the words found: ``the friend he hoped to have``."""
    if len(words) == _PAIR and words[0] == "to":
        return words[1] in _EMPTY_VERBS
    return len(words) <= _PAIR and words[-1] in grammar.PREPOSITIONS


def _is_withheld(words: list[str]) -> bool:
    """``Not to be named``."""
    return "not" in words and len(words) <= _LONGEST_ASIDE and words[-1] in _WITHHELD


def _is_silence(words: list[str], verb: str) -> bool:
    return verb in ("decline", "refuse") and len(words) > 1 and words[1] in _SILENCES


def _holds_clause(content: list[Token]) -> bool:
    """Whether an object tells what is denied, in a clause or a quotation, as "the board's account" does not."""
    return any(
        token.kind == "quote" or token.lower in ("that", "to") or grammar.is_verb_like(token.lower) for token in content
    )
