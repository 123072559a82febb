"""What was found, said to a person. Plain Python."""

from collections.abc import Iterator, Sequence

from factcheck.lib.spans import Span
from sources.stance.base import Pair, Reason, ReasonKind
from sources.stance.dates import DateMention, in_words
from sources.stance.findings import Findings
from sources.stance.names import Name
from sources.stance.numbers import Comparison, mixed_up
from sources.stance.wording import written_name, written_words
from sources.stance.words import join

WORDS_SHOWN = 5  # more would not be read
_QUOTED = 60  # characters of a quotation in a reason


def explain(pair: Pair, findings: Findings) -> tuple[Reason, ...]:
    """Every reason there is: what clashes first, then what agrees, then how many words are shared."""
    listed = [*_specific(pair, findings)]
    return (*sorted(listed, key=lambda reason: reason.agrees), *_shift(findings), *_words(pair, findings))


def _specific(pair: Pair, findings: Findings) -> Iterator[Reason]:
    for number in findings.numbers:
        yield _number(pair, number)
    for date in findings.dates:
        told = _date(pair.statement, date.claimed), _date(pair.passage, date.found)
        sentence = _compared(*told, agrees=date.agrees)
        yield _reason(ReasonKind.DATE, sentence, date.claimed.span, date.found.span, agrees=date.agrees)
    yield from _names(pair, findings)
    yield from _polarity(pair, findings)


def _number(pair: Pair, made: Comparison) -> Reason:
    spans = made.claimed.span, made.found.span
    claimed, found = _quote(pair.statement, spans[0]), _quote(pair.passage, spans[1])
    sentence = _compared(claimed, found, agrees=made.agrees)
    if mixed_up(made.claimed, made.found):
        sentence = f"The claim says {claimed}, the passage {found}: percent and percentage points differ."
    return _reason(ReasonKind.NUMBER, sentence, *spans, agrees=made.agrees)


def _date(text: str, date: DateMention) -> str:
    """The date as written; a weekday with the day that it was taken for."""
    written = _quote(text, date.span)
    return f"{written} ({in_words(date)})" if date.is_weekday else written


def _names(pair: Pair, findings: Findings) -> Iterator[Reason]:
    clashing = [clash.claimed for clash in findings.name_clashes]
    for clash in findings.name_clashes:
        claimed, found = written_name(pair.statement, clash.claimed), written_name(pair.passage, clash.found)
        sentence = f"The claim names {claimed}, the passage {found} in the same place."
        yield _reason(ReasonKind.NAME, sentence, clash.claimed.span, clash.found.span, agrees=False)
    for claimed_name, other in findings.shared_names:
        if claimed_name not in clashing:
            sentence = f"Both name {_shorter(pair, claimed_name, other)}."
            yield _reason(ReasonKind.NAME, sentence, claimed_name.span, other.span, agrees=True)


def _shorter(pair: Pair, claimed: Name, found: Name) -> str:
    """What both texts write: no more of a name than the shorter form."""
    by_claim = len(claimed.words) <= len(found.words)
    return written_name(pair.statement, claimed) if by_claim else written_name(pair.passage, found)


def _compared(claimed: str, found: str, *, agrees: bool) -> str:
    if agrees and claimed.casefold() == found.casefold():
        return f"Both say {claimed}."
    return f"The claim says {claimed}, the passage {found}{', which fits' if agrees else ''}."


def _polarity(pair: Pair, findings: Findings) -> Iterator[Reason]:
    """Turns, as clashes when they leave a contradiction; two of them cancel out and are told in one sentence."""
    turns = findings.turns
    cancelled = len(turns) % 2 == 0
    spans = [(join(turn.in_claim), join(turn.in_passage)) for turn in turns]
    if cancelled and spans:
        spans = [(Span.hull(mine for mine, _ in spans), Span.hull(theirs for _, theirs in spans))]
    for mine, theirs in spans:
        claimed, found = _quote(pair.statement, mine), _quote(pair.passage, theirs)
        comes_to = ", which comes to the same" if cancelled else ""
        sentence = f"The claim says “{claimed}”, the passage “{found}”{comes_to}."
        yield _reason(ReasonKind.NEGATION, sentence, mine, theirs, agrees=cancelled)


def _shift(findings: Findings) -> Iterator[Reason]:
    shift = findings.shift
    if shift is not None:
        claimed, found = (" … ".join(token.lower for token in said) for said in (shift.in_claim, shift.in_passage))
        sentence = f"The claim says “{claimed}”, the passage only “{found}”."
        yield _reason(ReasonKind.WORDS, sentence, join(shift.in_claim), join(shift.in_passage), agrees=False)


def _words(pair: Pair, findings: Findings) -> Iterator[Reason]:
    """The words shared and missing; names, numbers and dates have reasons of their own."""
    shared, missing = written_words(pair.statement, findings)
    if shared:
        where = join(findings.best) if findings.best else None
        yield _reason(ReasonKind.WORDS, f"Both speak of {_listed(shared)}.", None, where, agrees=True)
    if missing:
        yield _reason(ReasonKind.WORDS, f"The passage does not speak of {_listed(missing)}.", None, None, agrees=False)


def _reason(kind: ReasonKind, sentence: str, in_claim: Span | None, in_passage: Span | None, *, agrees: bool) -> Reason:
    return Reason(kind, agrees=agrees, sentence=sentence, in_claim=in_claim, in_passage=in_passage)


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word[:_QUOTED]}”" for word in words[:WORDS_SHOWN])
    rest = len(words) - WORDS_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


def _quote(text: str, span: Span) -> str:
    words = " ".join(span.cut(text).split())
    return words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + " …"
