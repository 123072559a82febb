"""Whether an attribution says anything that can stand as a claim."""

from claims.extraction import grammar
from claims.extraction.passages import Attributed
from claims.extraction.pronouns import antecedent
from claims.extraction.tokens import Token
from claims.extraction.word_lists import word_set

_POINTERS = word_set("this that it so them these those him her both as")
_DENIALS = word_set("deny dispute reject dismiss refute rebut contradict repudiate disavow rebuff")
_WITHHELD = word_set("named identified quoted used published")
_SILENCES = word_set("comment answer say elaborate respond discuss speak reply confirm")
_EMPTY_VERBS = word_set("have be do get make see")
_PAIR = 2
_MARKS = frozenset("“”\"'‘’,.")
_LONGEST_ASIDE, _LONGEST_POINTER = 8, 3


def has_substance(item: Attributed) -> bool:
    """Whether ``item`` says something: not "denied this", "who asked not to be named" or "declined to comment"."""
    if item.more or len(item.found.content) > 1:
        return True
    start, end = item.found.content[0]
    content = [token for token in item.frame.tokens[start:end] if token.text not in _MARKS]
    words = [token.lower for token in content]
    if not words or (len(words) == 1 and words[0] in _POINTERS) or words[0].endswith(("self", "selves")):
        return False
    if item.found.kind in ("i", "o") and (_dangles(words) or _lacks_speaker(item)):
        return False
    if item.found.kind in ("i", "t") and _is_silence(words, item.found.verb):
        return False
    is_denial = item.found.kind == "o" and item.found.verb in _DENIALS
    return not is_denial or _holds_clause(content) or (item.found.verb == "deny" and len(words) > _LONGEST_POINTER)


def _dangles(words: list[str]) -> bool:
    """Whether the object stands before the words found: ``the friend he hoped to have``."""
    if len(words) == _PAIR and words[0] == "to":
        return words[1] in _EMPTY_VERBS
    return len(words) <= _PAIR and words[-1] in grammar.PREPOSITIONS


def _lacks_speaker(item: Attributed) -> bool:
    """Whether only "who" would stand before the verb in the statement."""
    if item.found.source is None or item.found.source[1] - item.found.source[0] > 1:
        return False
    return item.frame.tokens[item.found.source[0]].lower in ("who", "which") and antecedent(item) is None


def _is_silence(words: list[str], verb: str) -> bool:
    if "not" in words and len(words) <= _LONGEST_ASIDE and words[-1] in _WITHHELD:
        return True
    return verb in ("decline", "refuse") and len(words) > 1 and words[1] in _SILENCES


def _holds_clause(content: list[Token]) -> bool:
    """Whether an object tells what is denied, in a clause or a quotation, as "the board's account" does not."""
    return any(
        token.kind == "quote" or token.lower in ("that", "to") or grammar.is_verb_like(token.lower) for token in content
    )
