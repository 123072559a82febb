"""How well the confidence that reviewers give fits what became of their ratings: of the desk, and one's own."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from reviews.calibration import Calibration, Forecast, calibrate
from reviews.insight.drawing import reliability
from reviews.insight.periods import Period
from reviews.insight.tables import Table
from reviews.models import Assessment
from reviews.pages.insight import rows
from reviews.pages.insight.section import Figure, Section, percent

# With fewer people the figures of the desk would be those of one person.
LEAST_PEOPLE: Final = 3
# With fewer answers of one's own each of them could be told apart.
LEAST_ANSWERS: Final = 10

_DEFINITION: Final = (
    "First answers with a confidence whose outcome is known: the review was published, and the rating is, or is not, "
    "that of the verdict which stands today (corrections and retractions count); or the claim was one whose answer "
    "was known before. The Brier score is the mean squared distance between confidence and outcome: 0 is always "
    "certain and right, 0.25 is what “50 %” every time would give; smaller is better. On the slanting line "
    "confidence is what comes true; below it people are too sure. Ranges are 95 % intervals after Wilson."
)


def desk_confidence(desk: rows.Desk, period: Period) -> Section:
    """The calibration of the desk as a whole; nothing where it would be that of one or two people."""
    found = rows.desk_forecasts(desk, period)
    people = len({reviewer for reviewer, _ in found})
    empty = ""
    if people < LEAST_PEOPLE:
        empty = (
            f"Shown when at least {LEAST_PEOPLE} people said how sure they were and their claims were published, so "
            f"that nobody is singled out; so far {people} did. Reviewers can give a confidence with every verdict."
        )
    return _section(() if empty else [forecast for _, forecast in found], _DEFINITION, empty)


def own_confidence(user: Any, *, today: dt.date) -> Section:
    """The calibration of ``user`` for himself, from answers before this month, so that none can be told apart."""
    until = rows.between(Period(today.replace(day=1), today.replace(day=1)))[0]
    found = rows.forecasts(Assessment.objects.filter(reviewer=user, at__lt=until))
    empty = ""
    if len(found) < LEAST_ANSWERS:
        empty = (
            f"Shown when at least {LEAST_ANSWERS} of your answers before this month had a confidence and a known "
            f"outcome; so far it is {len(found)}. Say how sure you are when you give a verdict."
        )
    return _section(
        [] if empty else [forecast for _, forecast in found], f"{_DEFINITION} Only you see this page.", empty
    )


def _section(forecasts: Iterable[Forecast], definition: str, empty: str) -> Section:
    found = calibrate(forecasts)
    if found is None:
        return Section("confidence", "Confidence", definition, empty=empty)
    says = (
        f"{found.count} answers: {percent(found.stated)} sure on average, {percent(found.held)} held; "
        f"Brier score {found.brier:.3f}."
    )
    bands = [(band.confidence, band.held, band.low, band.high) for band in found.bands]
    return Section(
        name="confidence",
        title="Confidence",
        definition=definition,
        figures=_figures(found),
        plots=(reliability("How sure, and how often right", says, bands),),
        tables=(
            Table(
                "Reliability",
                ("sure", "answers", "held", "low", "high", "fits"),
                [
                    (
                        percent(b.confidence),
                        b.count,
                        b.held,
                        b.low,
                        b.high,
                        "yes" if b.fits else _lean(b.confidence - b.held),
                    )
                    for b in found.bands
                ],
            ),
        ),
    )


def _figures(found: Calibration) -> list[Figure]:
    return [
        Figure(
            "Brier score",
            f"{found.brier:.3f}",
            f"{found.uncertainty:.3f} if every answer said {percent(found.held)}",
        ),
        Figure("sure on average", percent(found.stated), _lean(found.leaning)),
        Figure("held", percent(found.held), f"of {found.count:,} answers"),
    ]


def _lean(leaning: float) -> str:
    if abs(leaning) < 0.02:
        return "about right"
    return "too sure" if leaning > 0 else "too careful"
