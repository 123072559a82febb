"""What was published, and what became of it."""

from typing import Final

from reviews.calibration import share_interval
from reviews.insight.drawing import Series, stacked
from reviews.insight.measures import by_part, counted, share
from reviews.insight.periods import Period
from reviews.insight.tables import Table
from reviews.pages.insight import rows
from reviews.pages.insight.section import Figure, Section, percent

FATES: Final = {"stands": "published", "corrected": "open", "retracted": "late"}
_WORDS: Final = {"stands": "stands", "corrected": "corrected to another rating", "retracted": "retracted"}


def verdicts(desk: rows.Desk, period: Period) -> Section:
    """Which ratings came out over time."""
    scale, found = rows.scales(), rows.published(desk, period)
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row.day)
    counts = counted([[row.rating for row in group] for group in groups], scale.slugs)
    series = [
        Series(name, _tone(scale, place), counts[slug])
        for place, (slug, name) in enumerate(zip(scale.slugs, scale.names, strict=True))
    ]
    sums = {name: sum(counts[slug]) for slug, name in zip(scale.slugs, scale.names, strict=True) if any(counts[slug])}
    told = ", ".join(f"{name} {number}" for name, number in sums.items())
    return Section(
        name="verdicts",
        title="Verdicts over time",
        definition=(
            "Verdicts that were published in the period, by their rating; a correction counts as a verdict of its own. "
            "Ratings stand in the order of the scale, the truest lowest in a column."
        ),
        figures=[Figure(name, f"{number:,}", percent(share(number, len(found)))) for name, number in sums.items()],
        plots=(
            stacked(
                f"Verdicts published, by {period.unit}",
                f"{len(found)} verdicts: {told}.",
                [part.label for part in parts],
                series,
            ),
        ),
        tables=(
            Table(
                f"Verdicts published, by {period.unit}",
                (f"{period.unit} from", *scale.names, "all"),
                [
                    (part.start.isoformat(), *(counts[slug][place] for slug in scale.slugs), len(group))
                    for place, (part, group) in enumerate(zip(parts, groups, strict=True))
                ],
            ),
        ),
        empty="" if found else "Nothing was published in this period. A decided claim is published by a second person.",
    )


def reversals(desk: rows.Desk, period: Period) -> Section:
    """Which published verdicts did not stand."""
    found = rows.published(desk, period)
    parts, groups = period.parts(), by_part(found, period, day=lambda row: row.day)
    counts = counted([[row.fate for row in group] for group in groups], tuple(FATES))
    gone = sum(sum(counts[fate]) for fate in FATES if fate != "stands")
    low, high = share_interval(gone, len(found))
    before = rows.published(desk, period.before)
    was = share(sum(row.fate != "stands" for row in before), len(before))
    return Section(
        name="reversals",
        title="Reversals",
        definition=(
            "Of the verdicts that were published in the period, those that were later corrected to another rating or "
            "retracted, up to today. A correction that keeps the rating is none. Young verdicts had less time to "
            "fall, so the newest columns look better than they will. The range is the 95 % interval after Wilson."
        ),
        figures=(
            Figure("reversed", percent(share(gone, len(found))), f"{gone} of {len(found)}; {low:.1%} to {high:.1%}"),
            Figure("in the period before", percent(was)),
        ),
        plots=(
            stacked(
                f"Published verdicts by what became of them, by {period.unit}",
                f"{gone} of {len(found)} published verdicts were reversed.",
                [part.label for part in parts],
                [Series(_WORDS[fate], tone, counts[fate]) for fate, tone in FATES.items()],
            ),
        ),
        tables=(
            Table(
                f"What became of the verdicts, by {period.unit} of publication",
                (f"{period.unit} from", "published", *_WORDS.values()),
                [
                    (part.start.isoformat(), len(group), *(counts[fate][place] for fate in FATES))
                    for place, (part, group) in enumerate(zip(parts, groups, strict=True))
                ],
            ),
        ),
        empty="" if found else "Nothing was published in this period, so nothing could be reversed.",
    )


def _tone(scale: rows.Scales, place: int) -> str:
    """The colour of a rating; of those that share one the farthest from the middle is full, the next one lighter."""
    middle = (len(scale.ordered) - 1) / 2
    sharing = [other for other, tone in enumerate(scale.tones) if tone == scale.tones[place]]
    sharing.sort(key=lambda other: -abs(other - middle) if other in scale.ordered else other)
    return f"{scale.tones[place]} plot-lighter" if sharing.index(place) % 2 else scale.tones[place]
