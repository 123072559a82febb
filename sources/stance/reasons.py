"""What was found, said to a person. Plain Python."""

from collections.abc import Iterator

from factcheck.lib.spans import Span
from sources.stance.base import Pair, Reason, ReasonKind
from sources.stance.dates import DateComparison
from sources.stance.findings import Findings
from sources.stance.names import NameClash
from sources.stance.numbers import Comparison
from sources.stance.polarity import Turn
from sources.stance.words import join

WORDS_SHOWN = 5  # more would not be read
_QUOTED = 60  # characters of a quotation in a reason


def explain(pair: Pair, findings: Findings) -> tuple[Reason, ...]:
    """Every reason there is: what clashes first, then what agrees, then how many words are shared."""
    listed = [*_specific(pair, findings)]
    return (*sorted(listed, key=lambda reason: reason.agrees), *_words(findings))


def _specific(pair: Pair, findings: Findings) -> Iterator[Reason]:
    for number in findings.numbers:
        yield _number(pair, number)
    for date in findings.dates:
        yield _date(pair, date)
    for clash in findings.name_clashes:
        yield _name_clash(pair, clash)
    clashing = [clash.claimed for clash in findings.name_clashes]
    for claimed, found in findings.shared_names:
        if claimed in clashing:
            continue
        sentence = f"Both name {_quote(pair.statement, claimed.span)}."
        yield Reason(ReasonKind.NAME, agrees=True, sentence=sentence, in_claim=claimed.span, in_passage=found.span)
    yield from _polarity(findings)


def _number(pair: Pair, made: Comparison) -> Reason:
    return _compared(pair, ReasonKind.NUMBER, made.claimed.span, made.found.span, agrees=made.agrees)


def _date(pair: Pair, made: DateComparison) -> Reason:
    return _compared(pair, ReasonKind.DATE, made.claimed.span, made.found.span, agrees=made.agrees)


def _name_clash(pair: Pair, clash: NameClash) -> Reason:
    return _compared(pair, ReasonKind.NAME, clash.claimed.span, clash.found.span, agrees=False)


def _compared(pair: Pair, kind: ReasonKind, in_claim: Span, in_passage: Span, *, agrees: bool) -> Reason:
    claimed, found = _quote(pair.statement, in_claim), _quote(pair.passage, in_passage)
    if not agrees or claimed.casefold() != found.casefold():
        sentence = f"The claim says {claimed}, the passage {found}{', which fits' if agrees else ''}."
    else:
        sentence = f"Both say {claimed}."
    return Reason(kind, agrees=agrees, sentence=sentence, in_claim=in_claim, in_passage=in_passage)


def _polarity(findings: Findings) -> Iterator[Reason]:
    """Turns, as clashes when they leave a contradiction and as agreement when they cancel out."""
    cancelled = len(findings.turns) % 2 == 0
    for turn in findings.turns:
        yield Reason(
            ReasonKind.NEGATION,
            agrees=cancelled,
            sentence=_turn_sentence(turn) + (" Together with the other turn it says the same." if cancelled else ""),
            in_claim=turn.in_claim.span if turn.in_claim else None,
            in_passage=turn.in_passage.span if turn.in_passage else None,
        )


def _turn_sentence(turn: Turn) -> str:
    if turn.in_claim and turn.in_passage:
        return f"The claim says “{turn.in_claim.text}”, the passage “{turn.in_passage.text}”."
    if turn.in_claim:
        return f"The claim has “{turn.in_claim.text}” where the passage has none."
    word = turn.in_passage.text if turn.in_passage else ""
    return f"The passage has “{word}” where the claim has none."


def _words(findings: Findings) -> Iterator[Reason]:
    """The words shared and missing; numbers have reasons of their own."""
    shared = [word for word in findings.overlap.shared if word[0].isalpha()]
    missing = [word for word in findings.overlap.missing if word[0].isalpha()]
    where = join(findings.best) if findings.best else None
    if shared:
        sentence = f"Both speak of {_listed(shared)}."
        yield Reason(ReasonKind.WORDS, agrees=True, sentence=sentence, in_passage=where)
    if missing:
        sentence = f"The passage does not speak of {_listed(missing)}."
        yield Reason(ReasonKind.WORDS, agrees=False, sentence=sentence)


def _listed(words: list[str]) -> str:
    shown = ", ".join(f"“{word[:_QUOTED]}”" for word in words[:WORDS_SHOWN])
    rest = len(words) - WORDS_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown


def _quote(text: str, span: Span) -> str:
    words = span.cut(text)
    return words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + " …"
