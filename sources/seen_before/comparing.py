"""How one claim stands to another: what the engine finds, and the guards that it has no use for. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcheck.lib.spans import Span
from sources.seen_before.amounts import unlike_amounts
from sources.seen_before.arguments import amounts_turned, roles_clash
from sources.seen_before.base import Contrast, Match, Relation, Statement
from sources.seen_before.force import Force, contrary, extents, forces, is_negated
from sources.seen_before.lexicon import are_opposite
from sources.seen_before.reading import Reading, Word, read
from sources.seen_before.remainder import Remainder, remainder
from sources.seen_before.tense import tense_differs
from sources.seen_before.times import moment_differs
from sources.stance.base import ReasonKind
from sources.stance.engine import differences
from sources.stance.outcomes import Finding, Outcome
from sources.stance.words import Token

_FRAME = 0.7  # of the words of both: with as much in common it is one statement in which one thing is other
_SUBJECT = 0.45  # of the words and figures of both: with as much in common it is one subject
_FEWEST = 2  # words in common; one is no subject
_SHOWN = 3  # words listed in a sentence
_YEAR_DIGITS = 4
_RELATIONS = {
    ReasonKind.NUMBER: Relation.OTHER_NUMBER,
    ReasonKind.DATE: Relation.OTHER_DATE,
    ReasonKind.NAME: Relation.OTHER_NAME,
    ReasonKind.NEGATION: Relation.OPPOSITE,
    ReasonKind.WORDS: Relation.RELATED,
}


@dataclass(frozen=True, slots=True)
class _Obstacle:
    """One thing that keeps two claims from being the same; ``relation`` is what they are when it is the only one."""

    relation: Relation
    sentence: str
    contrast: Contrast | None = None


def compare(one: Statement, other: Statement) -> Match | None:
    """How two claims stand to each other; ``None`` where they have too little in common to be shown.

    Symmetric but for the order of the spans and of what is quoted in the sentence.
    """
    mine, theirs = read(one.text), read(other.text)
    rest = remainder(mine, theirs)
    common, alike = _alike(mine, theirs, rest)
    if common < min(_FEWEST, len(mine.meanings)) or alike < _SUBJECT:
        return None
    obstacles = [*_left_over(mine, theirs, rest), *_own(one, other, mine, theirs)]
    if alike >= _FRAME or not obstacles:
        obstacles += _found(one, other, mine, theirs)
    if not obstacles:
        return Match(Relation.SAME, alike, "Both say the same: nothing in the words, numbers, dates or names differs.")
    if (Force.FUTURE in forces(mine.tokens)) != (Force.FUTURE in forces(theirs.tokens)):
        obstacles = [_unopposed(each) for each in obstacles]
    relation = _relation(obstacles, alike)
    told = next((each for each in obstacles if each.relation is relation), obstacles[0])
    contrasts = tuple(each.contrast for each in obstacles if each.contrast is not None)
    return Match(relation, alike, told.sentence, contrasts)


def _alike(mine: Reading, theirs: Reading, rest: Remainder) -> tuple[int, float]:
    """How many words two claims have in common, and their share of the words of both.

    Opposites stand in one place, so they count as common; figures count half, as does a name in the place of a name.
    """
    opposite = {word for pair in _opposites(rest) for word in pair}
    figures = {amount.value for amount in mine.amounts} & {amount.value for amount in theirs.amounts}
    words = len(mine.meanings & theirs.meanings) + len(opposite) // 2
    common = words + (len(figures) + len(mine.months & theirs.months)) / 2
    sides = [[word for word in side if word not in opposite] for side in (rest.mine, rest.theirs)]
    names = min(sum(word.is_name for word in side) for side in sides)
    left = len(sides[0]) + len(sides[1]) - names
    return words + bool(figures), round(2 * common / (2 * common + left), 4) if common else 0.0


def _unopposed(obstacle: _Obstacle) -> _Obstacle:
    """What is planned and what was do not contradict each other: what opened once may close."""
    return replace(obstacle, relation=Relation.RELATED) if obstacle.relation is Relation.OPPOSITE else obstacle


def _relation(obstacles: Sequence[_Obstacle], alike: float) -> Relation:
    """What two claims are: one thing told otherwise, or only one subject when there are several or little is alike."""
    found = {each.relation for each in obstacles}
    if Relation.OPPOSITE in found and Relation.OTHER_DATE not in found and Relation.OTHER_NAME not in found:
        return Relation.OPPOSITE
    return found.pop() if len(found) == 1 and alike >= _FRAME else Relation.RELATED


def _found(one: Statement, other: Statement, mine: Reading, theirs: Reading) -> list[_Obstacle]:
    """What the engine finds, and a denial or number that it lets pass.

    What it can not tell keeps two claims from being the same and is no contradiction. A name or number that only one
    of the two has is looked for word by word here, where more forms of it are known.
    """
    listed = differences(mine.claim, theirs.claim, one.said_on, other.said_on)
    found = [_obstacle(each, mine, theirs) for each in listed if _tells(each)]
    relations = {each.relation for each in found}
    if is_negated(mine.tokens) != is_negated(theirs.tokens) and Relation.OPPOSITE not in relations:
        found.append(_Obstacle(Relation.OPPOSITE, "Only one of the two denies it."))
    unlike = None if relations & {Relation.OTHER_NUMBER, Relation.OTHER_DATE} else unlike_amounts(mine, theirs)
    return [*found, _number(mine, theirs, *unlike)] if unlike else found


def _tells(finding: Finding) -> bool:
    unsure = finding.outcome is Outcome.UNKNOWN and finding.kind in {ReasonKind.NAME, ReasonKind.NUMBER}
    return finding.outcome is not Outcome.AGREES and not unsure


def _number(mine: Reading, theirs: Reading, ours: Span | None, others: Span | None) -> _Obstacle:
    """A number that the engine lets pass, because it may be rounded or limits nothing, and that is another."""
    contrast = Contrast(ours, others)
    if ours is None or others is None:
        given = ours.cut(mine.text) if ours else others.cut(theirs.text) if others else ""
        return _Obstacle(Relation.RELATED, f"Only one of the two says {given}.", contrast)
    told = ours.cut(mine.text), others.cut(theirs.text)
    relation = Relation.OTHER_DATE if all(_is_year(text) for text in told) else Relation.OTHER_NUMBER
    return _Obstacle(relation, f"One says {told[0]}, the other {told[1]}.", contrast)


def _is_year(text: str) -> bool:
    return len(text) == _YEAR_DIGITS and text.isdecimal() and text[0] in "12"


def _obstacle(finding: Finding, mine: Reading, theirs: Reading) -> _Obstacle:
    relation = _RELATIONS[finding.kind] if finding.outcome is Outcome.DIFFERS else Relation.RELATED
    spans = _placed(finding.in_claim, mine), _placed(finding.in_passage, theirs)
    return _Obstacle(relation, finding.sentence, Contrast(*spans) if any(spans) else None)


def _placed(span: Span | None, reading: Reading) -> Span | None:
    """A stretch of the core as one of the whole text."""
    return span.shift(reading.core.start) if span and reading.core else None


def _own(one: Statement, other: Statement, mine: Reading, theirs: Reading) -> Iterator[_Obstacle]:
    """How firmly, of how many, by whom and when: what the engine does not ask."""
    yield from _small_words(mine.tokens, theirs.tokens)
    periods = mine.periods ^ theirs.periods
    if periods:
        yield _Obstacle(Relation.RELATED, f"Only one of the two speaks of a {min(periods)}.")
    if roles_clash(mine, theirs):
        yield _Obstacle(Relation.RELATED, "The same words, but in other parts: who does what to whom differs.")
    if amounts_turned(mine, theirs):
        yield _Obstacle(Relation.OTHER_NUMBER, "One says by how much it changed, the other to or from what.")
    differs = moment_differs(one, other, mine.tokens, theirs.tokens)
    if differs:
        yield _Obstacle(Relation.OTHER_DATE, differs)


def _small_words(mine: Sequence[Token], theirs: Sequence[Token]) -> Iterator[_Obstacle]:
    """Will, may and should; all, most and only; first and last; is and was."""
    force = forces(mine) ^ forces(theirs)
    if force:
        yield _Obstacle(Relation.RELATED, f"Only one of the two says {min(force).value}.")
    extent = extents(mine) ^ extents(theirs)
    if extent:
        yield _Obstacle(Relation.RELATED, f"Only one of the two says “{min(extent).value}”.")
    against = contrary(mine, theirs)
    if against is not None:
        sentence = f"One says “{against[0].lower}”, the other “{against[1].lower}”."
        yield _Obstacle(Relation.OPPOSITE, sentence, Contrast(against[0].span, against[1].span))
    if tense_differs(mine, theirs):
        yield _Obstacle(Relation.RELATED, "One speaks of what is, the other of what was.")


def _left_over(mine: Reading, theirs: Reading, rest: Remainder) -> Iterator[_Obstacle]:
    """Words that only one of the two has: a name in place of a name, an opposite, or simply something else."""
    for ours, others in _opposites(rest):
        sentence = f"One says “{_quote(mine, ours)}”, the other “{_quote(theirs, others)}”."
        yield _Obstacle(Relation.OPPOSITE, sentence, Contrast(ours.span, others.span))
    told = {word for pair in _opposites(rest) for word in pair}
    left = [word for word in rest.mine if word not in told], [word for word in rest.theirs if word not in told]
    if not any(left):
        return
    names = all(left) and all(word.is_name for side in left for word in side)
    relation = Relation.OTHER_NAME if names else Relation.RELATED
    yield _Obstacle(relation, _missing(mine, theirs, *left), _between(*left))


def _opposites(rest: Remainder) -> list[tuple[Word, Word]]:
    pairs = ((ours, others) for ours in rest.mine for others in rest.theirs)
    return [(ours, others) for ours, others in pairs if are_opposite(ours.meaning, others.meaning)]


def _missing(mine: Reading, theirs: Reading, ours: Sequence[Word], others: Sequence[Word]) -> str:
    said, told = _listed(mine, ours), _listed(theirs, others)
    if said and told:
        return f"The one speaks of {said}, the other of {told}."
    return f"Only one of the two speaks of {said or told}."


def _listed(reading: Reading, words: Sequence[Word]) -> str:
    return ", ".join(f"“{_quote(reading, word)}”" for word in words[:_SHOWN])


def _quote(reading: Reading, word: Word) -> str:
    return word.span.cut(reading.text)


def _between(ours: Sequence[Word], others: Sequence[Word]) -> Contrast:
    return Contrast(ours[0].span if ours else None, others[0].span if others else None)
