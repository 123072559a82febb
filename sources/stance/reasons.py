"""What was found, said to a person. Plain Python."""

from collections.abc import Iterator, Sequence

from factcheck.lib.spans import Span
from sources.stance.base import Pair, Reason, ReasonKind
from sources.stance.findings import Findings
from sources.stance.names import Name
from sources.stance.outcomes import Finding, Outcome
from sources.stance.telling import tell_date, tell_number
from sources.stance.wording import quote, written_name, written_words
from sources.stance.words import join

WORDS_SHOWN = 5  # more would not be read
_QUOTED = 60  # characters of a word in a reason
_ORDER = {Outcome.DIFFERS: 0, Outcome.AGREES: 1, Outcome.UNKNOWN: 2}


def explain(pair: Pair, findings: Findings) -> tuple[Reason, ...]:
    """Every reason there is: what clashes first, then what agrees, then how many words are shared."""
    told = [finding.reason for finding in tell(pair, findings) if finding.outcome is not Outcome.UNKNOWN]
    return (*told, *_words(pair, findings))


def tell(pair: Pair, findings: Findings) -> tuple[Finding, ...]:
    """Everything that was found but the words: what differs first, then what agrees, then what can not be told."""
    listed = [*_specific(pair, findings)]
    return (*sorted(listed, key=lambda finding: _ORDER[finding.outcome]), *_shift(findings))


def _specific(pair: Pair, findings: Findings) -> Iterator[Finding]:
    yield from (tell_number(pair, made) for made in findings.numbers)
    yield from (tell_date(pair, made) for made in findings.dates)
    yield from _names(pair, findings)
    yield from _polarity(pair, findings)


def _names(pair: Pair, findings: Findings) -> Iterator[Finding]:
    clashing = [clash.claimed for clash in findings.name_clashes]
    for clash in findings.name_clashes:
        claimed, found = written_name(pair.statement, clash.claimed), written_name(pair.passage, clash.found)
        sentence = f"The claim names {claimed}, the passage {found} in the same place."
        yield _finding(ReasonKind.NAME, sentence, clash.claimed.span, clash.found.span, agrees=False)
    for claimed_name, other in findings.shared_names:
        if claimed_name not in clashing:
            sentence = f"Both name {_shorter(pair, claimed_name, other)}."
            yield _finding(ReasonKind.NAME, sentence, claimed_name.span, other.span, agrees=True)


def _shorter(pair: Pair, claimed: Name, found: Name) -> str:
    """What both texts write: no more of a name than the shorter form."""
    by_claim = len(claimed.words) <= len(found.words)
    return written_name(pair.statement, claimed) if by_claim else written_name(pair.passage, found)


def _polarity(pair: Pair, findings: Findings) -> Iterator[Finding]:
    """Turns, as clashes when they leave a contradiction; two of them cancel out and are told in one sentence."""
    turns = findings.turns
    cancelled = len(turns) % 2 == 0
    spans = [(join(turn.in_claim), join(turn.in_passage)) for turn in turns]
    if cancelled and spans:
        spans = [(Span.hull(mine for mine, _ in spans), Span.hull(theirs for _, theirs in spans))]
    for mine, theirs in spans:
        claimed, found = quote(pair.statement, mine), quote(pair.passage, theirs)
        comes_to = ", which comes to the same" if cancelled else ""
        sentence = f"The claim says “{claimed}”, the passage “{found}”{comes_to}."
        yield _finding(ReasonKind.NEGATION, sentence, mine, theirs, agrees=cancelled)


def _shift(findings: Findings) -> Iterator[Finding]:
    shift = findings.shift
    if shift is not None:
        claimed, found = (" … ".join(token.lower for token in said) for said in (shift.in_claim, shift.in_passage))
        sentence = f"The claim says “{claimed}”, the passage only “{found}”."
        yield _finding(ReasonKind.WORDS, sentence, join(shift.in_claim), join(shift.in_passage), agrees=False)


def _words(pair: Pair, findings: Findings) -> Iterator[Reason]:
    """The words shared and missing; names, numbers and dates have reasons of their own."""
    shared, missing = written_words(pair.statement, findings)
    if shared:
        where = join(findings.best) if findings.best else None
        yield Reason(ReasonKind.WORDS, agrees=True, sentence=f"Both speak of {_listed(shared)}.", in_passage=where)
    if missing:
        yield Reason(ReasonKind.WORDS, agrees=False, sentence=f"The passage does not speak of {_listed(missing)}.")


def _finding(kind: ReasonKind, sentence: str, in_claim: Span, in_passage: Span, *, agrees: bool) -> Finding:
    return Finding(kind, Outcome.AGREES if agrees else Outcome.DIFFERS, sentence, in_claim, in_passage)


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word[:_QUOTED]}”" for word in words[:WORDS_SHOWN])
    rest = len(words) - WORDS_SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
