"""A sentence of the article cut into its facts: full clauses, a second verb of the same subject, ", which ..." clauses.

Cuts are made only where the words leave no doubt. Positions are indexes into the tokens of one frame, in which a
quotation is one token, so that nothing is ever cut inside one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.cues.content_shapes import main_verb
from claims.extraction.own_voice.relative_clauses import Relative, relative_clauses
from claims.extraction.parsing.clauses import strip_stop
from claims.extraction.parsing.phrases import Range
from claims.extraction.text import grammar
from claims.extraction.text.tokens import Token
from claims.extraction.text.word_lists import word_set

_COORDINATORS = word_set("and but yet so while")
_SUBORDINATES = word_set(
    """that which who whom whose whether because if unless although though when while as since what
    how why where than"""
)
_PAST = word_set(
    """said went took gave knew grew began wrote spoke came became fell rose broke drove flew froze chose drew ate hid
    rode saw shook sang sank swam swore threw wore woke ran forgave"""
)
"""Past forms that are no participle: after "and" they are a verb of the subject."""
_FINITE = (grammar.BE | grammar.HAVE | grammar.DO | grammar.CONTRACTED) - word_set("been be being having 's 're 've am")
_SURE = _FINITE | _PAST | word_set("will would could should must cannot can't won't wouldn't couldn't")
_OBJECTS = grammar.ARTICLES | grammar.POSSESSIVES | word_set("this these those all both several")
_JOINING = _SUBORDINATES | grammar.COORDINATORS
_PRONOUNS = grammar.PERSONAL | grammar.OBJECT_PRONOUNS | grammar.POSSESSIVES
_VERBS = grammar.COMMON_VERBS - grammar.AUXILIARIES
_SUBJECTS = grammar.DETERMINERS | grammar.PERSONAL
_NO_SUBJECTS = grammar.PREPOSITIONS | _JOINING
_PARTING = (",", ";")
_FIGURES = "0123456789$£€"
_LONGEST_SUBJECT = 12
_LONGEST = 160
"""Tokens of a sentence that is looked into at most; a longer one is no claim by itself."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One part of a sentence that can be checked by itself.

    ``content`` are its token ranges in order. ``subject`` is a phrase from elsewhere in the sentence that has to stand
    before it, in place of the token ``relative`` ("which") where there is one.
    """

    content: tuple[Range, ...]
    subject: Range | None = None
    relative: int | None = None


def facts(tokens: Sequence[Token], *, tails: bool = False) -> list[Fact]:
    """The facts of one sentence in order; only the whole sentence where it cannot be cut safely.

    With ``tails`` a closing part such as ", vowing to return" is left out of what comes before it.
    """
    end = strip_stop(tokens, 0, len(tokens))
    if not end or len(tokens) > _LONGEST:
        return [Fact(((0, len(tokens)),))]
    return [fact for part in _parts(tokens, (0, end)) for fact in _facts_of_part(tokens, part, tails=tails)]


def _facts_of_part(tokens: Sequence[Token], part: Range, *, tails: bool) -> Iterator[Fact]:
    relatives = relative_clauses(tokens, part)
    rest = _without(part, relatives)
    if len(rest) != 1:
        yield Fact(rest or (part,))
    else:
        yield from _predicates(tokens, (part[0], _tail_start(tokens, rest[0])) if tails else rest[0])
    for relative in relatives:
        yield Fact((relative.clause,), relative.bearer, relative.clause[0])


def _without(part: Range, relatives: Sequence[Relative]) -> tuple[Range, ...]:
    """``part`` without the relative clauses and the commas around them."""
    kept, start = [], part[0]
    for relative in relatives:
        kept.append((start, relative.clause[0] - 1))
        start = relative.clause[1] + 1
    kept.append((start, part[1]))
    return tuple(piece for piece in kept if piece[0] < piece[1])


def _depths(tokens: Sequence[Token]) -> list[int]:
    """How many brackets are open at each token."""
    depth, found = 0, []
    for token in tokens:
        depth += token.text == "("
        found.append(depth)
        depth = max(0, depth - (token.text == ")"))
    return found


def _parts(tokens: Sequence[Token], whole: Range) -> list[Range]:
    """``whole`` at its semicolons and before coordinated full clauses, where every part is a full clause."""
    depths = _depths(tokens)
    found: list[Range] = []
    start = whole[0]
    for index in range(whole[0] + 1, whole[1] - 1):
        if depths[index] or index <= start or tokens[index].text not in _PARTING:
            continue
        after = _clause_after(tokens, (start, index), whole[1])
        if after:
            found.append((start, index))
            start = after
    return [*found, (start, whole[1])]


def _clause_after(tokens: Sequence[Token], left: Range, end: int) -> int:
    """Where the next full clause begins when one ends before the mark at the end of ``left``; 0 when none does."""
    mark = left[1]
    if tokens[mark].text == ";":
        start = mark + 1
        return start if _is_clause(tokens, left) and _is_clause(tokens, (start, end)) else 0
    if tokens[mark].text != "," or tokens[mark + 1].lower not in _COORDINATORS:
        return 0
    start = mark + 2
    is_free = not any(token.lower in _SUBORDINATES for token in tokens[left[0] : left[1]])
    return start if is_free and _is_clause(tokens, left) and _starts_clause(tokens, start, end) else 0


def _is_clause(tokens: Sequence[Token], part: Range) -> bool:
    words = tokens[part[0] : part[1]]
    if len(words) < _FEWEST or words[0].lower in _JOINING:
        return False
    return bool(main_verb(words, is_free=True))


def _starts_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a subject that needs nothing before it and a sure verb stand at ``start``."""
    if start >= end or tokens[start].lower in _PRONOUNS:
        return False
    verb = next((i for i in range(start, min(end, start + _LONGEST_SUBJECT)) if is_sure_verb(tokens, i)), start)
    return verb > start and is_subject(tokens, (start, verb))


def is_sure_verb(tokens: Sequence[Token], position: int) -> bool:
    """Whether the token can be nothing but a finite verb: "was", "fell", "closed the"; not "built since"."""
    word = tokens[position].lower
    if tokens[position].is_capitalised or tokens[position].kind != "word":
        return False
    if word in _SURE:
        return True
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    is_past = word.endswith("ed") or word in _VERBS
    return is_past and following is not None and (following.lower in _OBJECTS or following.text[0] in _FIGURES)


def is_subject(tokens: Sequence[Token], part: Range) -> bool:
    """Whether the tokens are one noun phrase: no mark, no relative clause, no preposition at its start."""
    words = tokens[part[0] : part[1]]
    first = words[0].lower
    opens = first in _SUBJECTS or words[0].is_capitalised or first[:1].isdigit()
    if not opens or first in _NO_SUBJECTS or first.endswith("ing"):
        return False
    return len(words) <= _LONGEST_SUBJECT and all(
        token.kind == "word" and token.lower not in _SUBORDINATES and token.lower not in grammar.COORDINATORS
        for token in words
    )


def _predicates(tokens: Sequence[Token], part: Range) -> Iterator[Fact]:
    """``X did A and did B`` as two facts, the subject of the second repeated."""
    words = tokens[part[0] : part[1]]
    verb = main_verb(words, is_free=True)
    subject = (part[0], part[0] + (verb or 0))
    while subject[1] > subject[0] + 1 and grammar.is_adverb(tokens[subject[1] - 1].lower):
        subject = (subject[0], subject[1] - 1)
    if not verb or not is_subject(tokens, subject):
        yield Fact((part,))
        return
    start = part[0]
    for joint, second in _joints(tokens, part, part[0] + verb):
        yield Fact(((start, joint),), subject if start > part[0] else None)
        start = second
    yield Fact(((start, part[1]),), subject if start > part[0] else None)


def _joints(tokens: Sequence[Token], part: Range, verb: int) -> Iterator[Range]:
    """Where one predicate ends and the next one begins."""
    depths = _depths(tokens)
    shares = tokens[verb].lower in grammar.AUXILIARIES
    for index in range(verb + 2, part[1] - 2):
        if tokens[index].lower not in ("and", "but") or depths[index]:
            continue
        if any(token.lower in _SUBORDINATES for token in tokens[verb:index]):
            return
        second = index + 1
        while second < part[1] - 1 and grammar.is_adverb(tokens[second].lower):
            second += 1
        if is_sure_verb(tokens, second) and (not shares or tokens[second].lower in _FINITE):
            yield (index - 1 if tokens[index - 1].text == "," else index, index + 1)


def _tail_start(tokens: Sequence[Token], part: Range) -> int:
    """Where a closing participle ("..., vowing to return") begins; the end of ``part`` when there is none."""
    for index in range(part[1] - 2, part[0] + _FEWEST, -1):
        if tokens[index].text == "," and is_sure_verb(tokens, index + 1):
            return part[1]
        is_tail = tokens[index].text == "," and grammar.is_participle(tokens[index + 1].lower)
        if is_tail and _is_clause(tokens, (part[0], index)):
            return index
    return part[1]
