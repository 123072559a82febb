"""How far two reviewers agree who judged the same claim without knowing of each other."""

from collections.abc import Sequence
from typing import Final

from claims.choices import AttributionKind
from reviews.agreement import NAMES, Agreement, Estimate, Numbers, agreement, drift
from reviews.insight.drawing import Plot, intervals
from reviews.insight.measures import share
from reviews.insight.periods import Period
from reviews.insight.tables import Cell, Table
from reviews.pages.insight import rows
from reviews.pages.insight.section import Figure, Section

_WORDS: Final = {
    "percent": "same rating",
    "kappa": "Cohen's kappa",
    "nominal": "Krippendorff's alpha, nominal",
    "ordinal": "Krippendorff's alpha, ordinal",
}
_GROUPED: Final = {"outlet": "outlet", "topic": "topic", "language": "language", "kind": "kind of claim"}
_KINDS: Final = dict(AttributionKind.choices)
# With fewer pairs the intervals are too wide to say anything.
FEW: Final = 30
GROUPS_SHOWN: Final = 30
_DRAWS_OF_A_PART: Final = 500

_DEFINITION: Final = (
    "Claims that two reviewers judged blindly, by the time of the second answer; only the first round, for "
    "afterwards they know each other's answers. “Same rating” is the share of pairs with one rating. Kappa (Cohen "
    "1960) and alpha (Krippendorff 2011) take off what chance alone would give: 1 is always the same, 0 no better "
    "than chance. Kappa sets the first answer against the second; alpha treats both alike; the ordinal alpha counts "
    "a near miss as less than a far one and leaves out pairs with a rating that is not on the scale, such as "
    "“unproven”. Ranges are 95 % intervals from 2,000 bootstrap draws of the claims. A figure changed when the "
    "interval of its difference to the period before leaves out 0."
)


def agreeing(desk: rows.Desk, period: Period) -> Section:
    """Agreement of the period, its drift, the rating pairs, and the agreement of each group and part."""
    scale = rows.scales()
    pairs = rows.answer_pairs(desk, period, scale)
    now = rows.table_of(pairs, scale)
    before = rows.table_of(rows.answer_pairs(desk, period.before, scale), scale)
    found = agreement(now, ordered=scale.ordered)
    rose = drift(now, before, ordered=scale.ordered)
    return Section(
        name="agreement",
        title="Agreement",
        definition=_DEFINITION,
        figures=[Figure(_WORDS[name], _value(getattr(found, name)), _changed(rose[name])) for name in NAMES],
        plots=_plots(found),
        tables=(
            _measures(found, agreement(before, ordered=scale.ordered), rose),
            _rating_pairs(now, scale),
            *(_by_group(pairs, scale, name) for name in rows.GROUPS),
            _by_part(pairs, scale, period),
        ),
        empty=_empty(len(pairs)),
    )


def _empty(pairs: int) -> str:
    if pairs:
        return ""
    return (
        "No claim was judged by two people in this period. The rules for a second reviewer say which claims are; an "
        "editor can also ask for a second one on the page of a review."
    )


def _plots(found: Agreement) -> list[Plot]:
    shown = [(_WORDS[name], getattr(found, name)) for name in NAMES]
    dots = [
        (word, "assigned", each.value, each.low, each.high)
        for word, each in shown
        if each.value is not None and each.low is not None
    ]
    said = "; ".join(f"{word} {_value(each)}" for word, each in shown)
    return (
        [intervals("Agreement with 95 % intervals", f"{found.pairs} pairs of answers: {said}.", dots)] if dots else []
    )


def _value(each: Estimate) -> str:
    if each.value is None:
        return "not defined"
    if each.low is None or each.high is None:
        return _signed(each.value)
    return f"{_signed(each.value)} ({_signed(each.low)} to {_signed(each.high)})"


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _changed(rose: Estimate) -> str:
    """Whether a figure rose or fell, and by how much."""
    if rose.value is None or rose.low is None or rose.high is None:
        return "no period before to compare with"
    if rose.low <= 0 <= rose.high:
        return f"no clear change ({_signed(rose.low)} to {_signed(rose.high)})"
    return f"{'rose' if rose.value > 0 else 'fell'} by {abs(rose.value):.2f}"


def _measures(now: Agreement, before: Agreement, rose: dict[str, Estimate]) -> Table:
    columns = ("figure", "value", "low", "high", "before", "change", "change, low", "change, high", "pairs")
    found: list[Sequence[Cell]] = []
    for name in NAMES:
        each, change = getattr(now, name), rose[name]
        pairs = now.ordered_pairs if name == "ordinal" else now.pairs
        was = getattr(before, name).value
        found.append((_WORDS[name], each.value, each.low, each.high, was, change.value, change.low, change.high, pairs))
    return Table("Figures with their 95 % intervals, and the change from the period before", columns, found)


def _rating_pairs(table: Numbers, scale: rows.Scales) -> Table:
    """How often each two ratings met, whoever was first, and how often by chance."""
    met, total = table + table.T, table.sum()
    margin = met.sum(axis=1)
    found: list[Sequence[Cell]] = []
    for one, name in enumerate(scale.names):
        for other in range(one, len(scale.names)):
            number = float(table[one, other] if one == other else met[one, other])
            chance = margin[one] * margin[other] * (1 if one == other else 2) / (4 * total) if total else 0
            if number:
                found.append((name, scale.names[other], int(number), share(number, float(total)), float(chance)))
    found.sort(key=lambda row: (row[0] == row[1], -float(row[2] or 0)))
    return Table(
        "Rating pairs: those that differ first, the most frequent on top",
        ("one rating", "other rating", "pairs", "share", "pairs expected by chance"),
        found,
    )


def _by_group(pairs: Sequence[rows.Pair], scale: rows.Scales, name: str) -> Table:
    place = tuple(rows.GROUPS).index(name)
    groups: dict[str, list[rows.Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.groups[place], []).append(pair)
    largest = sorted(groups.items(), key=lambda group: (-_number(group[1]), group[0]))[:GROUPS_SHOWN]
    found = [_row(_KINDS.get(group, group) or "not said", each, scale) for group, each in largest]
    return Table(f"By {_GROUPED[name]}", (_GROUPED[name], *_ROW), found)


def _by_part(pairs: Sequence[rows.Pair], scale: rows.Scales, period: Period) -> Table:
    groups: dict[int, list[rows.Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.part, []).append(pair)
    parts = period.parts()
    found = [_row(parts[place].start.isoformat(), groups[place], scale) for place in sorted(groups)]
    return Table(f"By {period.unit}", (f"{period.unit} from", *_ROW), found)


def _number(pairs: Sequence[rows.Pair]) -> int:
    return sum(pair.number for pair in pairs)


_ROW: Final = ("pairs", "same rating", "kappa", "alpha", "alpha, low", "alpha, high", "alpha, ordinal", "enough pairs")


def _row(name: str, pairs: Sequence[rows.Pair], scale: rows.Scales) -> Sequence[Cell]:
    found = agreement(rows.table_of(pairs, scale), ordered=scale.ordered, draws=_DRAWS_OF_A_PART)
    alpha = found.nominal
    figures = (found.percent.value, found.kappa.value, alpha.value, alpha.low, alpha.high, found.ordinal.value)
    return (name, found.pairs, *figures, "yes" if found.pairs >= FEW else "few")
