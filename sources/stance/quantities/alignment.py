"""Whether two quantities measure the same: what is counted, the unit, the words around, the sentence. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.stance.quantities.readings import Quantity
from sources.stance.quantities.units import AGE, MONEY, ORDINAL, PERCENT, POINTS
from sources.stance.setting import LITTLE, Setting, likely, share
from sources.stance.words import FAINT_STEMS

TRAITS = (
    "one", "things", "other things", "around", "head", "only", "few", "percent", "time", "measure", "passage",
    "sentence", "names", "change", "title", "closest", "ordinal", "money",
)  # fmt: skip
# Fitted by ``python -m bench.evidence quantities DATA --fit`` to pairs of the 80 %: equal numbers of supported pairs
# measure the same, other numbers beside them do not, nor do those of pairs that decide nothing.
WEIGHTS: Sequence[float] = (
    -3.49,
    0.83,
    -0.46,
    0.78,
    1.01,
    0.84,
    0.95,
    -0.75,
    -0.1,
    -0.28,
    0.85,
    1.14,
    -0.02,
    -0.38,
    0.77,
    0.57,
    0.54,
    0.04,
)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A quantity of the passage that may measure what one of the claim does, and how likely (0..1)."""

    quantity: Quantity
    likely: float


def align(claimed: Quantity, found: Sequence[Quantity], setting: Setting) -> list[Aligned]:
    """The quantities of the passage that can be compared with one of the claim, the likeliest first."""
    kinds = [other for other in found if comparable(claimed, other)]
    closest = max((share(claimed.around, other.around) for other in kinds), default=0.0)
    made = [Aligned(other, _likely(claimed, other, len(kinds), closest, setting)) for other in kinds]
    return sorted(made, key=lambda each: -each.likely)


def _likely(claimed: Quantity, other: Quantity, of_kind: int, closest: float, setting: Setting) -> float:
    """How likely two quantities measure the same: not at all where no word speaks for it."""
    near = (claimed.around | claimed.things) & (other.around | other.things) - FAINT_STEMS
    if not near and max(setting.sentence(other.span), setting.subject) < LITTLE:
        return 0.0
    return likely(traits(claimed, other, of_kind, closest, setting), WEIGHTS)


def comparable(claimed: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one kind, and both ordinal numbers of one thing where they are that."""
    if claimed.kind != other.kind:
        return False
    if claimed.kind == ORDINAL:
        return bool(claimed.things & other.things)
    return claimed.title == other.title or not (claimed.title and other.title)


def traits(claimed: Quantity, other: Quantity, of_kind: int, closest: float, setting: Setting) -> tuple[float, ...]:
    """What speaks for two quantities measuring the same, in the order of ``TRAITS``; none looks at the amounts."""
    things = bool((claimed.things & other.things) - FAINT_STEMS)
    around = share(claimed.around, other.around)
    return (
        1.0,
        float(things),
        float(bool(claimed.things and other.things) and not things),
        around,
        float(bool(claimed.head) and (claimed.head == other.head)),
        float(of_kind == 1),
        1 / of_kind,
        float(claimed.kind in {PERCENT, POINTS}),
        float(claimed.kind in {"time", AGE}),
        float(claimed.kind not in {"", PERCENT, POINTS, "time", AGE, ORDINAL, MONEY}),
        setting.subject,
        setting.sentence(other.span),
        setting.names,
        float(bool(claimed.change) != bool(other.change)),
        float(bool(claimed.title) and claimed.title == other.title),
        float(around == closest),
        float(claimed.kind == ORDINAL),
        float(claimed.kind == MONEY),
    )


def mixed_up(claimed: Quantity, other: Quantity) -> bool:
    """Whether one is in percent and the other in percentage points, with the same digits ("47 %", "4.7 points")."""
    kinds = {claimed.kind, other.kind} == {PERCENT, POINTS}
    return kinds and digits(claimed.high) == digits(other.high) and bool(claimed.around & other.around)


def digits(value: float) -> str:
    """The digits of a number without the zeros at its end and its decimal point: 47 and 4.7 have the same."""
    return f"{value:.6e}".partition("e")[0].replace(".", "").strip("-").rstrip("0")
