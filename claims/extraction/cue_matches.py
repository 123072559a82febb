"""Finding the cues of a frame: verb groups from the lexicon, with what makes them negated, hedged or passive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extraction import grammar
from claims.extraction.base import Force
from claims.extraction.cue_words import SUPPORT_NOUNS
from claims.extraction.cues import Entry, Form, verbs
from claims.extraction.tokens import Token

HEDGES = frozenset("reportedly allegedly apparently purportedly supposedly seemingly".split())
_NOUN_SPELLINGS_NEED = frozenset("i we you they who which and to".split()) | grammar.AUXILIARIES
_RATHER_NOUNS = frozenset("state states rule rules attacks estimate estimates figure figures charge remarks comment comments".split())
"""Spellings that are nouns far more often than verbs in news."""
_GROUP = 7
_HEADLINE_SHARE = 0.7
_NOUN_PARTICLES = frozenset("about over at for of with".split())


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
        return self.form is Form.FINITE and ("p" in self.entry.complements or self.force is Force.ACCUSES)

    @property
    def lemma(self) -> str:
        """The dictionary form, particle included."""
        return " ".join((self.entry.lemma, *self.entry.particle))

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


def _is_noun_here(tokens: Sequence[Token], start: int, verb: int, entry: Entry) -> bool:
    """Whether the spelling stands as a noun or adjective: after an article, a possessive or a preposition."""
    if start != verb:
        return False
    before = tokens[verb - 1] if verb else None
    if before is None or before.kind != "word":
        return False
    if before.lower.endswith(("'s", "s'")) and before.lower not in grammar.COMMON_VERBS:
        return True
    closed = grammar.DETERMINERS - {"some", "many", "most", "few", "all", "both", "others", "several", "one", "another", "those", "each"}
    blocked = closed | grammar.PREPOSITIONS
    return before.lower in blocked and Form.GERUND not in entry.forms or before.lower in grammar.DETERMINERS & blocked


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


def _match(tokens: Sequence[Token], position: int, *, is_headline: bool) -> CueMatch | None:
    entry = _entry_at(tokens, position)
    if entry is None or tokens[position].lower in _RATHER_NOUNS or (position > 0 and tokens[position].is_capitalised and not is_headline):
        return None
    start = _group_start(tokens, position)
    infinitive = any(token.lower == "to" for token in tokens[start:position])
    if _is_noun_here(tokens, start, position, entry):
        return None
    while start < position and (tokens[start].lower == "to" or not infinitive and False):
        start += 1
    group = tokens[start:position]
    end = position + 1 + len(entry.particle)
    if end == position + 1:
        end = _support_end(tokens, position, entry)
    return CueMatch(
        start=start,
        verb=position,
        end=end,
        entry=entry,
        form=_form(entry, group),
        negated=any(t.lower in grammar.NEGATIONS or t.lower.endswith("n't") for t in group),
        hedged=any(t.lower in HEDGES for t in group),
        infinitive=infinitive,
    )


def cue_matches(tokens: Sequence[Token]) -> Iterator[CueMatch]:
    """The verbs of saying in ``tokens``, in order; quotations are not looked into."""
    lexicon = verbs()
    is_headline = _is_headline(tokens)
    for position, token in enumerate(tokens):
        if token.kind == "word" and token.lower in lexicon:
            match = _match(tokens, position, is_headline=is_headline)
            if match:
                yield match
