"""Whether a content can stand as a sentence, by its first words and by what its cue governs."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from claims.extraction.cues.heads import Head, heads
from claims.extraction.cues.inflections import verbs
from claims.extraction.said import Said
from claims.extraction.text import grammar
from claims.extraction.text.layout import Layout
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

_READ = 600
_MARKS = "\"“”„«»‘’'`([…"
_QUESTION_WORDS = word_set("whether if how why what who which where when whose whom")
_RELATIVES = word_set(
    "who which that whom whose where when because if how why what whether while although whoever whatever"
)
_ALWAYS_FINITE = word_set(
    """is are was were am has does did will would could should can might must may isn't aren't wasn't weren't hasn't
    doesn't didn't won't wouldn't couldn't shouldn't can't don't haven't hadn't cannot 's 're 've 'll 'd had have do"""
)
_BARE_FORMS = word_set("been be being done")
_NEVER_FINITE = word_set("been be being done made paid put set cut hit held led left lost met kept sent spent meant")
_FINITE_WHERE_FREE, _FINITE = grammar.COMMON_VERBS - _BARE_FORMS, grammar.COMMON_VERBS - _NEVER_FINITE
_BEFORE_NOUN = grammar.OPENERS | grammar.PREPOSITIONS | {"to", "and", "or"}
_OBJECTS = grammar.OPENERS | grammar.OBJECT_PRONOUNS | {"that", "to"}
_NO_SUBJECTS = word_set("recent last past next these those many several few two three four five ten")
_FEW, _NEAR = 3, 8
_BINDING = word_set("that which who")


class Shape(StrEnum):
    """What a content is: a clause of its own, or words that need the speaker and the cue before them."""

    CLAUSE = "clause"
    QUESTION = "question"
    INFINITIVE = "infinitive"
    PHRASE = "phrase"


def first_words(layout: Layout, spans: Sequence[Span], limit: int = _READ) -> list[Token]:
    """The tokens in the first ``limit`` characters of the stretches ``spans``."""
    found: list[Token] = []
    for span in spans:
        if limit <= 0:
            break
        found.extend(layout.tokenized.tokens(span.start, min(span.end, span.start + limit)))
        limit -= len(span)
    return found


def shape(layout: Layout, said: Said, head: Head) -> Shape:
    """The shape of the content of ``said``, whose cue has ``head``."""
    words = [token for token in first_words(layout, said.content) if token.text not in _MARKS]
    is_before = said.content[0].start < said.place
    is_quote = layout.text[said.content[0].start] in _MARKS
    if not words:
        return Shape.PHRASE
    if (
        len(said.content) > 1
        and words[0].lower in ("which", "who", "that")
        and len(said.content[0]) == len(words[0].text)
    ):
        return Shape.CLAUSE
    opening = _opening(words, is_free=is_before or is_quote)
    if opening:
        return opening
    known = _complements().get(head.lemma, frozenset())
    is_free = is_before or (is_quote and words[0].is_capitalised)
    if not is_free and not _takes_clause(head, known):
        return Shape.PHRASE
    is_due = "c" in known and "o" not in known
    is_long = len(words) > _FEW and is_due and not any(token.lower in _BINDING for token in words[1:_NEAR])
    return Shape.CLAUSE if is_long or has_clause(words, is_free=is_free or is_due) else Shape.PHRASE


def _opening(words: Sequence[Token], *, is_free: bool) -> Shape | None:
    """The shape where the first words give it away; ``is_free`` says that the content depends on no verb before it."""
    first, second = words[0].lower, words[1].lower if len(words) > 1 else ""
    if first == "that" and not is_free:
        return Shape.CLAUSE if has_clause(words[1:], is_free=True) else Shape.PHRASE
    if first in _QUESTION_WORDS and not is_free:
        return Shape.QUESTION
    if (first == "to" or (first, second) == ("not", "to")) and not (is_free and words[0].is_capitalised):
        return Shape.INFINITIVE
    return None


@cache
def _complements() -> dict[str, frozenset[str]]:
    """What the verbs of the rules govern, by lemma with its particle."""
    found: dict[str, frozenset[str]] = {}
    for entries in verbs().values():
        for entry in entries:
            lemma = " ".join([entry.lemma, *entry.particle])
            found[lemma] = found.get(lemma, frozenset()) | entry.complements
    return found


def _takes_clause(head: Head, known: frozenset[str]) -> bool:
    """Whether a bare clause may follow; of a head without an entry nothing is known, so it may."""
    return head.is_noun or not known or bool(known & {"c", "p"}) or "o" not in known


def has_clause(words: Sequence[Token], *, is_free: bool) -> bool:
    """Whether ``main_verb`` finds one."""
    return main_verb(words, is_free=is_free) is not None


def main_verb(words: Sequence[Token], *, is_free: bool) -> int | None:
    """The place of the first finite verb with something before it, outside relative and other dependent clauses.

    ``is_free`` takes a form in -ed or a verb in the present for one too, which elsewhere may be an adjective or a noun.
    """
    pending, was_verb = 0, False
    for index, token in enumerate(words):
        if token.lower in _RELATIVES:
            pending += not (token.lower == "that" and index == 0)
        is_verb = _is_finite(words, index, is_free=is_free)
        if is_verb and not was_verb:
            if pending == 0 and (index or token.lower in _ALWAYS_FINITE):
                return index
            pending = max(0, pending - 1)
        was_verb = is_verb or (was_verb and (grammar.is_adverb(token.lower) or token.lower in grammar.NEGATIONS))
    return None


def _is_finite(words: Sequence[Token], index: int, *, is_free: bool) -> bool:
    token = words[index]
    if token.kind != "word" or (token.is_capitalised and index and not words[0].text.isupper()):
        return False
    if token.lower in _ALWAYS_FINITE or ("'" in token.lower and token.lower in grammar.COMMON_VERBS):
        return True
    before = words[index - 1].lower if index else ""
    if before in _BEFORE_NOUN:
        return False
    if before in grammar.PERSONAL and (token.lower in heads() or token.lower.endswith(("s", "ed"))):
        return True
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if token.lower in (_FINITE_WHERE_FREE if is_free else _FINITE):
        return bool(index) and following != "by"
    return is_free and index > 0 and _looks_finite(token.lower, before, following)


def _looks_finite(word: str, before: str, following: str) -> bool:
    """A form in -ed that no agent follows, or a known verb between a noun and an object."""
    if word.endswith("ed"):
        return following != "by" and not before.endswith("ly")
    is_third = word.endswith("s") and not word.endswith("ss") and before not in _NO_SUBJECTS
    if is_third and following in grammar.OWNERSHIP:
        return True
    is_verb = any(not head.is_noun for head in heads().get(word, ()))
    return is_verb and following in _OBJECTS and not word.endswith("ing")
