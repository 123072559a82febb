"""What keeps two claims of like words from being the same: number, date, name, polarity or force. Plain Python."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from factcheck.lib.spans import Span
from sources.stance import modality, occasions, polarity
from sources.stance.base import ReasonKind
from sources.stance.dates import DateMention
from sources.stance.findings import STATEMENT_CHARACTERS, Reading, read
from sources.stance.names import Name, can_be_same
from sources.stance.outcomes import Finding, Outcome, turned
from sources.stance.quantities.comparison import Match, gap, match
from sources.stance.quantities.readings import Quantity
from sources.stance.quantities.units import PERCENT, POINTS
from sources.stance.wording import quote
from sources.stance.words import join

_Thing = TypeVar("_Thing", bound=Quantity | DateMention | Name)


def differences(one: str, other: str, one_date: str = "", other_date: str = "") -> tuple[Finding, ...]:
    """What keeps two claims from being the same; empty when nothing does. ``in_claim`` lies in ``one``.

    Another number, date, name, polarity or force differs; what only one of the two gives can not be told, and comes
    last. Symmetric: changing the two over changes the spans over and nothing else. Dates (ISO) tell weekdays apart.
    """
    if (one, one_date) > (other, other_date):
        return tuple(turned(finding) for finding in differences(other, one, other_date, one_date))
    texts = one[:STATEMENT_CHARACTERS], other[:STATEMENT_CHARACTERS]
    mine, theirs = read(texts[0], one_date), read(texts[1], other_date)
    found = [
        *_unlike(texts, mine.quantities, theirs.quantities, _same_number, _one_kind, ReasonKind.NUMBER),
        *_unlike(texts, mine.dates, theirs.dates, _same_date, occasions.are_comparable, ReasonKind.DATE),
        *_unlike(texts, mine.names, theirs.names, _same_name, _any_names, ReasonKind.NAME),
        *_turned(texts, mine, theirs),
    ]
    return tuple(sorted(found, key=lambda finding: finding.outcome is Outcome.UNKNOWN))


def _unlike(
    texts: tuple[str, str],
    mine: Sequence[_Thing],
    theirs: Sequence[_Thing],
    same: Callable[[_Thing, _Thing], bool],
    comparable: Callable[[_Thing, _Thing], bool],
    kind: ReasonKind,
) -> Iterator[Finding]:
    """What one claim has and the other has not: two that can be compared differ, the rest can not be told."""
    lone = [each for each in mine if not any(same(each, other) for other in theirs)]
    rest = [each for each in theirs if not any(same(other, each) for other in mine)]
    for each in lone:
        rival = next((other for other in rest if comparable(each, other)), None)
        if rival is not None:
            rest.remove(rival)
        yield _finding(texts, each, rival, kind)
    for other in rest:
        yield _finding(texts, None, other, kind)


def _finding(texts: tuple[str, str], mine: _Thing | None, theirs: _Thing | None, kind: ReasonKind) -> Finding:
    spans = mine.span if mine else None, theirs.span if theirs else None
    said = [f"“{quote(text, span)}”" for text, span in zip(texts, spans, strict=True) if span is not None]
    if mine is None or theirs is None:
        return Finding(kind, Outcome.UNKNOWN, f"Only one of the two claims has {said[0]}.", *spans)
    apart = _gap(mine, theirs)
    return Finding(kind, Outcome.DIFFERS, f"One claim says {said[0]}, the other {said[1]}.", *spans, *apart)


def _gap(mine: _Thing, theirs: _Thing) -> tuple[float | None, float | None]:
    if not isinstance(mine, Quantity) or not isinstance(theirs, Quantity) or mine.kind != theirs.kind:
        return None, None
    if match(mine, theirs) is not Match.CLASHES:
        return None, None
    apart = gap(mine, theirs)
    return apart.absolute, apart.relative


def _same_number(one: Quantity, other: Quantity) -> bool:
    if one.kind != other.kind or (one.title and other.title and one.title != other.title):
        return False
    return Match.AGREES in {match(one, other), match(other, one)}


def _one_kind(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} == {PERCENT, POINTS}


def _same_date(one: DateMention, other: DateMention) -> bool:
    return occasions.are_comparable(one, other) and occasions.agree(one, other) and occasions.agree(other, one)


def _same_name(one: Name, other: Name) -> bool:
    return can_be_same(one, other)


def _any_names(one: Name, other: Name) -> bool:
    return True


def _turned(texts: tuple[str, str], mine: Reading, theirs: Reading) -> Iterator[Finding]:
    """An odd number of turns of polarity, and unlike force."""
    turns = polarity.turns(mine.tokens, theirs.tokens)
    for turn in turns if len(turns) % 2 else []:
        yield _opposed(texts, join(turn.in_claim), join(turn.in_passage), ReasonKind.NEGATION)
    shift = modality.shift(mine.tokens, theirs.tokens)
    if shift is not None:
        yield _opposed(texts, join(shift.in_claim), join(shift.in_passage), ReasonKind.WORDS)


def _opposed(texts: tuple[str, str], mine: Span, theirs: Span, kind: ReasonKind) -> Finding:
    sentence = f"One claim says “{quote(texts[0], mine)}”, the other “{quote(texts[1], theirs)}”."
    return Finding(kind, Outcome.DIFFERS, sentence, mine, theirs)
