"""Finding the cues of a frame: verb groups from the lexicon, with what makes them negated, hedged or passive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extraction.base import Force
from claims.extraction.cues.inflections import Entry, Form, verbs
from claims.extraction.cues.verbs import SUPPORT_NOUNS
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

HEDGES = word_set("reportedly allegedly apparently purportedly supposedly seemingly")
_SELDOM_CUES = word_set(
    "state states rule rules report attacks attacking estimate estimates figure figures charge remarks comment comments"
)
"""Spellings that are nouns, or say nothing, far more often than they are cues in news."""
_NOUN_FOLLOWS = grammar.DETERMINERS - word_set("some many most few all both others several one another those each")
"""Words after which the next one is a noun; the rest may be subjects by themselves ("many say")."""
_GROUP = 7
_HEADLINE_SHARE = 0.7
_NOUN_PARTICLES = word_set("about over at for of with")


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A verb of saying in a frame: tokens ``start`` to ``end`` hold the whole group, ``verb`` its main word."""

    start: int
    verb: int
    end: int
    entry: Entry
    form: Form
    negated: bool
    hedged: bool
    infinitive: bool

    @property
    def is_cut(self) -> bool:
        """Whether, after "and", it rather begins a new attribution than goes on with the statement before it."""
        plain = "p" in self.entry.complements or bool(self.entry.particle)
        return self.form is Form.FINITE and (plain or self.force is Force.ACCUSES)

    @property
    def force(self) -> Force:
        """What the speaker does with the statement."""
        return self.entry.force


def _entry_at(tokens: Sequence[Token], position: int) -> Entry | None:
    for entry in verbs().get(tokens[position].lower, ()):
        following = tokens[position + 1 : position + 1 + len(entry.particle)]
        if tuple(token.lower for token in following) == entry.particle:
            return entry
    return None


def _group_start(tokens: Sequence[Token], verb: int) -> int:
    start = verb
    while start > 0 and verb - start < _GROUP:
        word = tokens[start - 1].lower
        if not (word in grammar.AUXILIARIES or word in grammar.NEGATIONS or grammar.is_adverb(word) or word == "to"):
            break
        start -= 1
    return start


def _form(entry: Entry, group: Sequence[Token]) -> Form:
    words = [token.lower for token in group]
    auxiliaries = [word for word in words if word in grammar.AUXILIARIES]
    if Form.GERUND in entry.forms:
        return Form.FINITE if auxiliaries else Form.GERUND
    if Form.PARTICIPLE in entry.forms and auxiliaries and auxiliaries[-1] in grammar.BE:
        return Form.PARTICIPLE
    if Form.PARTICIPLE in entry.forms and Form.FINITE not in entry.forms and not auxiliaries:
        return Form.PARTICIPLE
    if Form.BASE in entry.forms and Form.FINITE not in entry.forms and not auxiliaries:
        return Form.BASE
    return Form.FINITE


def _is_noun_here(tokens: Sequence[Token], verb: int, entry: Entry) -> bool:
    """Whether the spelling stands as a noun or adjective: after an article, a possessive or a preposition."""
    before = tokens[verb - 1] if verb else None
    if before is None or before.kind != "word":
        return False
    if before.lower.endswith(("'s", "s'")) and before.lower not in grammar.COMMON_VERBS:
        return True
    after_preposition = before.lower in grammar.PREPOSITIONS and Form.GERUND not in entry.forms
    return before.lower in _NOUN_FOLLOWS or after_preposition


def _support_end(tokens: Sequence[Token], verb: int, entry: Entry) -> int:
    """The end of "confirmed reports", "expressed serious concern": a verb with its reporting noun."""
    nouns = _support_nouns().get(entry.lemma)
    if not nouns:
        return verb + 1
    for index in range(verb + 1, min(len(tokens), verb + 4)):
        if tokens[index].lower in nouns:
            following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            return index + 2 if following in _NOUN_PARTICLES else index + 1
        if tokens[index].kind != "word":
            break
    return verb + 1


@cache
def _support_nouns() -> dict[str, frozenset[str]]:
    return {lemma: frozenset(nouns.split()) for lemma, nouns in SUPPORT_NOUNS.items()}


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Whether most words start with a capital letter, verbs too."""
    words = [token for token in tokens if token.kind == "word"]
    return sum(token.is_capitalised for token in words) > _HEADLINE_SHARE * len(words)


def _may_be_verb(tokens: Sequence[Token], position: int, *, is_headline: bool) -> bool:
    """Whether case and spelling let the token be a verb: inside a sentence a capital makes it a name."""
    if tokens[position].lower in _SELDOM_CUES and not _is_between_it_and_that(tokens, position):
        return False
    return position == 0 or is_headline or not tokens[position].is_capitalised


def _is_between_it_and_that(tokens: Sequence[Token], position: int) -> bool:
    words = [token.lower for token in tokens[max(0, position - 1) : position + 2]]
    return len(words) > 2 and words[0] in grammar.PERSONAL and words[2] == "that"


def _match(tokens: Sequence[Token], position: int) -> CueMatch | None:
    entry = _entry_at(tokens, position)
    if entry is None:
        return None
    start = _group_start(tokens, position)
    if start == position and _is_noun_here(tokens, position, entry):
        return None
    infinitive = any(token.lower == "to" for token in tokens[start:position])
    while start < position and tokens[start].lower == "to":
        start += 1
    group = tokens[start:position]
    particle_end = position + 1 + len(entry.particle)
    return CueMatch(
        start=start,
        verb=position,
        end=particle_end if entry.particle else _support_end(tokens, position, entry),
        entry=entry,
        form=_form(entry, group),
        negated=any(token.lower in grammar.NEGATIONS for token in group),
        hedged=any(token.lower in HEDGES for token in group),
        infinitive=infinitive,
    )


def cue_matches(tokens: Sequence[Token]) -> Iterator[CueMatch]:
    """The verbs of saying in ``tokens``, in order; quotations are not looked into."""
    lexicon = verbs()
    is_headline = _is_headline(tokens)
    end = 0
    for position, token in enumerate(tokens):
        is_candidate = position >= end and token.kind == "word" and token.lower in lexicon
        if is_candidate and _may_be_verb(tokens, position, is_headline=is_headline):
            match = _match(tokens, position)
            if match:
                end = match.end
                yield match
