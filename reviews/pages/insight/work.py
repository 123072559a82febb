"""How the work goes: turnaround, what is late, and how far the claims are."""

import datetime as dt
from typing import Final

from reviews.insight.drawing import Series, lines, stacked
from reviews.insight.measures import by_part, share, spread
from reviews.insight.periods import Part, Period
from reviews.insight.tables import Table
from reviews.pages.insight import rows
from reviews.pages.insight.section import Figure, Section, hours, percent
from reviews.pages.standings import LABELS

_STANDINGS: Final = ("published", "decided", "disputed", "assigned", "open", "waiting", "cancelled")


def turnaround(desk: rows.Desk, period: Period) -> Section:
    """How long a review takes from its opening to its first verdict."""
    found = rows.decided(desk, period)
    before = spread(row.hours for row in rows.decided(desk, period.before))
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row.day)
    spreads = [spread(row.hours for row in group) for group in groups]
    whole = spread(row.hours for row in found)
    returned = share(sum(row.returned for row in found), len(found))
    says = f"Of {whole.count} reviews half took less than {hours(whole.middle)}, nine of ten than {hours(whole.high)}."
    series = [
        Series("nine of ten, hours", "open", [each.high for each in spreads]),
        Series("half, hours", "assigned", [each.middle for each in spreads]),
    ]
    return Section(
        name="turnaround",
        title="Turnaround",
        definition=(
            "Hours by the clock from the opening of a review to its first verdict, for reviews whose first verdict was "
            "given in the period. Half of them took less than the median; nine of ten less than the upper figure. "
            "Returned are those that an editor or a changed source sent back for another round since."
        ),
        figures=(
            Figure("median", hours(whole.middle), f"{hours(before.middle)} in the period before"),
            Figure("nine of ten", hours(whole.high), f"{hours(before.high)} in the period before"),
            Figure("returned", percent(returned), f"of {whole.count} reviews"),
        ),
        plots=(lines("Hours to the first verdict", says, _names(parts), series),),
        tables=(
            Table(
                f"Turnaround by {period.unit}",
                (f"{period.unit} from", "reviews", "median, hours", "nine of ten, hours", "returned"),
                [
                    (part.start.isoformat(), each.count, each.middle, each.high, sum(row.returned for row in group))
                    for part, each, group in zip(parts, spreads, groups, strict=True)
                ],
            ),
        ),
        empty="" if found else "No review got its first verdict in this period. The clock starts when a review opens.",
    )


def overdue(desk: rows.Desk, period: Period, *, now: dt.datetime) -> Section:
    """Which reviews were decided by the time they were due."""
    found = rows.due(desk, period, now=now)
    before = rows.due(desk, period.before, now=now)
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row.day)
    late = [sum(not row.in_time for row in group) for group in groups]
    kept = [len(group) - missed for group, missed in zip(groups, late, strict=True)]
    part = share(sum(late), len(found))
    says = f"Of {len(found)} reviews that were due, {sum(late)} were late, {percent(part)}."
    return Section(
        name="overdue",
        title="Overdue",
        definition=(
            "Reviews whose due time lay in the period and has passed. Late is one whose first verdict came after that "
            "time, or that has none. Cancelled reviews are left out."
        ),
        figures=(
            Figure("late", percent(part), f"{sum(late)} of {len(found)} reviews"),
            Figure("in the period before", percent(share(sum(not row.in_time for row in before), len(before)))),
        ),
        plots=(
            stacked(
                "Reviews by the day they were due" if period.unit == "day" else f"Reviews due, by {period.unit}",
                says,
                _names(parts),
                [Series("in time", "decided", kept), Series("late", "late", late)],
            ),
        ),
        tables=(
            Table(
                f"Reviews due, by {period.unit}",
                (f"{period.unit} from", "due", "in time", "late", "share late"),
                [
                    (each.start.isoformat(), len(group), len(group) - missed, missed, share(missed, len(group)))
                    for each, group, missed in zip(parts, groups, late, strict=True)
                ],
            ),
        ),
        empty="" if found else "No review was due in this period. A review is due before its article comes out.",
    )


def coverage(desk: rows.Desk, period: Period) -> Section:
    """How many claims of the articles have a verdict."""
    found = [
        (day, name, number) for day, counts in rows.standings(desk, period).items() for name, number in counts.items()
    ]
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row[0])
    counts = {
        name: [sum(number for _, standing, number in group if standing == name) for group in groups]
        for name in _STANDINGS
    }
    totals = [sum(counts[name][place] for name in _STANDINGS) for place in range(len(parts))]
    done = [counts["published"][place] + counts["decided"][place] for place in range(len(parts))]
    part = share(sum(done), sum(totals))
    says = f"{sum(done)} of {sum(totals)} claims have a verdict, {percent(part)}."
    return Section(
        name="coverage",
        title="Coverage",
        definition=(
            "Claims of the articles that came in during the period, by where their newest review stands today. Covered "
            "are those with a verdict, published or decided. Discarded claims do not count."
        ),
        figures=(
            Figure("covered", percent(part), f"{sum(done)} of {sum(totals)} claims"),
            Figure("published", percent(share(sum(counts["published"]), sum(totals)))),
        ),
        plots=(
            stacked(
                f"Claims by the {period.unit} their article came in",
                says,
                _names(parts),
                [Series(LABELS[name], name, counts[name]) for name in _STANDINGS],
            ),
        ),
        tables=(
            Table(
                f"Claims by the {period.unit} their article came in",
                (f"{period.unit} from", "claims", *(LABELS[name] for name in _STANDINGS), "covered"),
                [
                    (
                        each.start.isoformat(),
                        totals[place],
                        *(counts[name][place] for name in _STANDINGS),
                        share(done[place], totals[place]),
                    )
                    for place, each in enumerate(parts)
                ],
            ),
        ),
        empty=""
        if sum(totals)
        else "No article with claims came in during this period. Hand one in, or take in more days.",
    )


def _names(parts: list[Part]) -> list[str]:
    return [part.label for part in parts]
