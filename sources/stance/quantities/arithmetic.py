"""What the numbers of a passage come to: change, share, sum, difference, per head, multiple, average. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sources.stance.outcomes import Outcome
from sources.stance.quantities.comparison import Gap, agrees_rounded
from sources.stance.quantities.pairs import Change, changes, of_pairs, parts_like
from sources.stance.quantities.readings import Bound, Quantity
from sources.stance.quantities.units import MONEY, ORDINAL, PERCENT, POINTS, TIMES, name_in_words
from sources.stance.quantities.wording import amount, told
from sources.stance.setting import Setting

_TOTAL = frozenset({"total", "altogether", "combin", "sum", "overall"})
_AVERAGE = frozenset({"averag", "mean"})
_FEWEST = 2  # parts of a sum or an average
_MOST = 12  # more are a table, whose rows need not be of one kind


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number worked out from parts of the passage: how it is told, the parts, and what comes of it."""

    sentence: str
    parts: tuple[Quantity, ...]
    outcome: Outcome
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class _Worked:
    """A result with the words for the parts ("40 in 2019 and 46 in 2020") and for itself ("a rise of 15 %")."""

    value: float
    parts: tuple[Quantity, ...]
    given: str
    result: str


def derive(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    """What the passage's own numbers say of a claim's number that it does not give; ``None`` where they say nothing.

    Change and share are worked out where the passage ties two numbers together, and can agree or differ. Sums,
    differences, averages and amounts per head can only agree: a passage need not hold all the parts.
    """
    ways: tuple[Callable[[Quantity, Sequence[Quantity], Setting], Derivation | None], ...] = (
        _by_change, _by_share, _by_head, _by_total, _by_difference, _by_average,
    )  # fmt: skip
    return next((made for way in ways if (made := way(claimed, found, setting)) is not None), None)


def _by_change(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    """ "Rose 15 %", "by 6", "doubled", where the passage gives the number before and after."""
    if not claimed.change and claimed.kind != TIMES:
        return None
    pairs = changes(claimed, found, setting)
    if not pairs:
        return None
    made = [_judged(claimed, worked) for pair in pairs if (worked := _work_out_change(claimed, pair)) is not None]
    return next((each for each in made if each.outcome is Outcome.AGREES), made[0] if len(made) == 1 else None)


def _work_out_change(claimed: Quantity, pair: Change) -> _Worked | None:
    before, after = pair.before.high, pair.after.high
    parts = (pair.before, pair.after)
    points = pair.before.kind == PERCENT
    if claimed.kind == TIMES and before and after:
        return _Worked(after / before, parts, pair.given, f"{told(after / before)} times as many")
    if claimed.kind == PERCENT and before:
        relative = 100 * (after - before) / before
        extra = f" ({told(abs(after - before))} percentage points)" if points else ""
        return _Worked(relative, parts, pair.given, f"a {_way(relative)} of {told(abs(relative))} %{extra}")
    if claimed.kind == POINTS and points:
        return _Worked(
            after - before, parts, pair.given, f"a {_way(after - before)} of {told(abs(after - before))} points"
        )
    if claimed.kind == pair.before.kind and claimed.unit == pair.before.unit and claimed.kind != PERCENT:
        unit = f" {name_in_words(claimed.unit)}" if claimed.unit and claimed.kind != MONEY else ""
        return _Worked(
            after - before, parts, pair.given, f"a {_way(after - before)} of {told(abs(after - before))}{unit}"
        )
    return None


def _judged(claimed: Quantity, worked: _Worked) -> Derivation:
    """The claim's number beside the result; a rise is not a fall, whatever the number."""
    signed = claimed.high * (claimed.change or 1)
    value = worked.value if claimed.change else abs(worked.value)
    fits = _fits(claimed, signed, value)
    end = ", which fits." if fits else f", not {_said(claimed, worked.value)}."
    gap = Gap(abs(signed - value), abs(signed - value) / abs(value) if value else None)
    outcome = Outcome.AGREES if fits else Outcome.DIFFERS
    sentence = f"The passage gives {worked.given}; that is {worked.result}{end}"
    return Derivation(sentence, worked.parts, outcome, gap)


def _fits(claimed: Quantity, signed: float, value: float) -> bool:
    if claimed.bound in {Bound.OVER, Bound.UNDER} and signed * value > 0:
        over = claimed.bound is Bound.OVER
        return abs(value) >= abs(signed) * 0.995 if over else abs(value) <= abs(signed) * 1.005
    return agrees_rounded(signed, value, about=claimed.bound is Bound.ABOUT)


def _said(claimed: Quantity, value: float) -> str:
    same_way = not claimed.change or claimed.change * value >= 0
    return amount(claimed) if same_way else f"a {_way(claimed.change)} of {amount(claimed)}"


def _way(change: float) -> str:
    return "rise" if change >= 0 else "fall"


def _by_share(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    """ "A quarter", where the passage says "120 of 480"."""
    if claimed.kind != PERCENT or claimed.change:
        return None
    made = [
        _judged(
            claimed,
            _Worked(100 * part.high / whole.high, (part, whole), given, f"{told(100 * part.high / whole.high)} %"),
        )
        for part, whole in of_pairs(claimed, found, setting)
        for given in [f"{amount(part)} of {amount(whole)}"]
    ]
    return next((each for each in made if each.outcome is Outcome.AGREES), made[0] if len(made) == 1 else None)


def _by_head(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    """ "50 euros per pupil", where the passage gives the euros and the pupils."""
    if not claimed.per:
        return None
    totals = [part for part in found if part.kind == claimed.kind and part.unit == claimed.unit and not part.per]
    heads = [part for part in found if not part.kind and claimed.per in part.things and part.high]
    if len(totals) != 1 or len(heads) != 1 or totals[0] is heads[0]:
        return None
    total, head = totals[0], heads[0]
    value = total.high / head.high
    given = f"{amount(total)} for {amount(head)}"
    return _judged(claimed, _Worked(value, (total, head), given, f"{told(value)} each"))


def _by_total(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    if not claimed.around & _TOTAL:
        return None
    parts = parts_like(claimed, found)
    return _agreeing(claimed, parts, sum(part.high for part in parts), "together")


def _by_average(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    if not claimed.around & _AVERAGE:
        return None
    parts = parts_like(claimed, found)
    return _agreeing(claimed, parts, sum(part.high for part in parts) / max(1, len(parts)), "on average")


def _by_difference(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> Derivation | None:
    """ "12 more than", where the passage gives the two numbers."""
    if not claimed.change or claimed.kind in {PERCENT, ORDINAL, TIMES}:
        return None
    parts = parts_like(claimed, found)
    if len(parts) != _FEWEST:
        return None
    return _agreeing(claimed, parts, abs(parts[0].high - parts[1].high), "apart")


def _agreeing(claimed: Quantity, parts: Sequence[Quantity], value: float, how: str) -> Derivation | None:
    """A result that fits; one that does not proves nothing, as parts may be missing."""
    if not _FEWEST <= len(parts) <= _MOST or not agrees_rounded(claimed.high, value):
        return None
    given = ", ".join(amount(part) for part in parts[:-1]) + f" and {amount(parts[-1])}"
    sentence = f"The passage gives {given}; {how} that is {told(value)}, which fits."
    gap = Gap(abs(claimed.high - value), abs(claimed.high - value) / abs(value) if value else None)
    return Derivation(sentence, tuple(parts), Outcome.AGREES, gap)
