"""What a number or a date of a claim comes to beside one of the passage, said to a person. Plain Python."""

from factcheck.lib.spans import Span
from sources.stance.base import Pair, ReasonKind
from sources.stance.dates import DateMention, in_words
from sources.stance.numbers import Comparison
from sources.stance.occasions import DateComparison
from sources.stance.outcomes import Finding, Outcome
from sources.stance.quantities.alignment import mixed_up
from sources.stance.quantities.comparison import Gap, Match, in_unit_of, match
from sources.stance.quantities.readings import Quantity
from sources.stance.quantities.units import MONEY, ORDINAL, PERCENT, POINTS, name_in_words, same_currency
from sources.stance.quantities.wording import told
from sources.stance.setting import CLEAR
from sources.stance.wording import quote


def tell_number(pair: Pair, made: Comparison) -> Finding:
    """A number of the claim beside that of the passage, or what the passage's numbers come to."""
    claimed, found = quote(pair.statement, made.claimed.span), quote(pair.passage, made.found.span)
    where = made.found.span
    if made.derivation is not None:
        sentence = made.derivation.sentence
        where = Span.hull(part.span for part in made.derivation.parts)
    elif made.outcome is Outcome.UNKNOWN:
        sentence = _untold(made, claimed, found)
    else:
        sentence = _hedged(_told(made, claimed, found), made)
    gap = made.gap or Gap(0.0, None)
    absolute, relative = (None, None) if made.gap is None else (gap.absolute, gap.relative)
    return Finding(ReasonKind.NUMBER, made.outcome, sentence, made.claimed.span, where, absolute, relative, made.likely)


def tell_date(pair: Pair, made: DateComparison) -> Finding:
    """A date of the claim beside that of the passage."""
    claimed, found = _date(pair.statement, made.claimed), _date(pair.passage, made.found)
    sentence = _hedged(compared(claimed, found, agrees=made.outcome is Outcome.AGREES), made)
    if made.outcome is Outcome.UNKNOWN:
        sentence = f"The claim says {claimed}; the passage gives {found}, but not clearly for the same."
    days = None if made.days is None else float(made.days)
    return Finding(ReasonKind.DATE, made.outcome, sentence, made.claimed.span, made.found.span, days, None, made.likely)


def _hedged(sentence: str, made: Comparison | DateComparison) -> str:
    """A clash of numbers that may be of unlike things says so."""
    is_weak = made.outcome is Outcome.DIFFERS and made.likely < CLEAR
    return f"{sentence[:-1]}, if both are of the same." if is_weak else sentence


def compared(claimed: str, found: str, *, agrees: bool) -> str:
    """Two things as both texts write them."""
    if agrees and claimed.casefold() == found.casefold():
        return f"Both say {claimed}."
    return f"The claim says {claimed}, the passage {found}{', which fits' if agrees else ''}."


def _told(made: Comparison, claimed: str, found: str) -> str:
    if mixed_up(made.claimed, made.found):
        return f"The claim says {claimed}, the passage {found}: percent and percentage points differ."
    if made.claimed.unit != made.found.unit and made.claimed.kind not in {MONEY, PERCENT}:
        found = f"{found} ({_in_unit(made.claimed, made.found)})"
    sentence = compared(claimed, found, agrees=made.outcome is Outcome.AGREES)
    if made.outcome is Outcome.AGREES or made.gap is None:
        return sentence
    if made.claimed.change * made.found.change < 0:
        return f"{sentence[:-1]}: the one is a rise, the other a fall."
    return f"{sentence[:-1]}; they differ by {_apart(made.claimed, made.gap)}."


def _untold(made: Comparison, claimed: str, found: str) -> str:
    mine, theirs = made.claimed, made.found
    if mine.kind == MONEY and not same_currency(mine.unit, theirs.unit):
        return f"The claim says {claimed}, the passage {found}: other currencies are not converted."
    if match(mine, theirs) is Match.OPEN:
        return f"The claim says {claimed}, the passage {found}: both can be true."
    return f"The claim says {claimed}; the passage gives {found}, but not clearly for the same."


def _apart(claimed: Quantity, gap: Gap) -> str:
    if claimed.kind in {PERCENT, POINTS}:
        return f"{told(gap.absolute)} points"
    unit = f" {name_in_words(claimed.unit)}" if claimed.unit and claimed.kind != MONEY else ""
    share = "" if gap.relative is None or claimed.kind == ORDINAL else f" ({told(100 * gap.relative)} %)"
    return f"{told(gap.absolute)}{unit}{share}"


def _in_unit(claimed: Quantity, found: Quantity) -> str:
    low, high, _ = in_unit_of(claimed, found)
    amount = told(low) if low == high else f"{told(low)} to {told(high)}"
    return f"{amount} {name_in_words(claimed.unit)}"


def _date(text: str, date: DateMention) -> str:
    """The date as written; a weekday with the day that it was taken for."""
    written = quote(text, date.span)
    return f"{written} ({in_words(date)})" if date.is_weekday and date.day else written
