"""The numbers of two claims, one by one: stricter than for evidence, which may be rounded. Plain Python."""

from collections.abc import Sequence

from factcheck.lib.spans import Span
from sources.seen_before.figures import Amount
from sources.seen_before.reading import Reading
from sources.stance.engine import compare

_ROUNDED = 0.025  # how far a rounded number may be off
_DROPPED = 2  # digits that rounding must have dropped: 1,187 is 1,200, and 749 is not 750
_EXACT = 5e-4  # of the amount; what the engine converted
_SHARE = 0.011  # a third is 33 percent


def unlike_amounts(one: Reading, other: Reading) -> tuple[Span | None, Span | None] | None:
    """The first number of either claim that the other does not have, and its likely counterpart; ``None`` when none is.

    The same number may be written otherwise, be of another unit, or be rounded where that is plain to see.
    """
    mine, theirs = list(one.amounts), list(other.amounts)
    mine, theirs = _without_equal(mine, theirs), _without_equal(theirs, mine)
    if mine or theirs:
        agreed = compare(one.claim, other.claim).agreements
        by_claim = [(each.in_claim, each.relative) for each in agreed]
        by_passage = [(each.in_passage, each.relative) for each in agreed]
        left = [amount for amount in mine if not _is_covered(one, amount, theirs, by_claim)]
        theirs = [amount for amount in theirs if not _is_covered(other, amount, mine, by_passage)]
        mine = left
    if not mine and not theirs:
        return None
    return (mine[0].span if mine else None), (theirs[0].span if theirs else None)


def _without_equal(given: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Those that no number of the other side fits; a number may stand there once and here twice."""
    return [amount for amount in given if not any(_fits(amount, other) for other in others)]


def _fits(one: Amount, other: Amount) -> bool:
    if one.value == other.value:
        return True
    larger = max(abs(one.value), abs(other.value))
    if abs(one.value - other.value) > _ROUNDED * larger:
        return False
    dropped = abs(_digits(one.value) - _digits(other.value))
    return dropped >= _DROPPED or ((one.is_loose or other.is_loose) and dropped > 0)


def _digits(value: float) -> int:
    """How many digits a number has before its last zeros."""
    return len(f"{value:.9e}".partition("e")[0].replace(".", "").rstrip("0"))


def _is_covered(
    reading: Reading, amount: Amount, others: Sequence[Amount], agreed: Sequence[tuple[Span | None, float | None]]
) -> bool:
    """Whether the engine finds that the other claim says the same in another unit or as a share."""
    written = amount.in_words or not others or any(other.in_words for other in others)
    slack = _SHARE if written else _EXACT
    start = reading.core.start if reading.core else 0
    where = Span(amount.span.start - start, amount.span.end - start)
    return any(span is not None and span.overlaps(where) and (off or 0.0) <= slack for span, off in agreed)
