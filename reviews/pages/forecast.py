"""The forecast and the cut-list, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator

from reviews.choices import Stage
from reviews.forecast import LIKELY, UNLIKELY, Candidate, Class, reliability, to_cut, to_hurry
from reviews.models import Review
from reviews.services.forecasting import DeskForecast, Outlook, compared_forecasts, forecast_desk, kind_of

SHOWN: Final = 50
# With fewer answers, or fewer forecasts to learn from, the page says so.
LITTLE: Final = 50
WAITS: Final = {
    Stage.FREE: "Nobody has it, or a second reviewer is missing",
    Stage.TAKEN: "Somebody has it",
    Stage.DISPUTED: "An editor has to settle it",
}


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One undecided review: its chance as a number and in a word, and what that rests on."""

    review: Review
    percent: str
    word: str
    tone: str
    why: str
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """All undecided reviews; ``basis`` says what the chances rest on, ``classes`` how earlier ones came true."""

    page: Page[Any]
    rows: list[ForecastRow]
    undecided: int
    expected: int
    basis: list[str]
    classes: list[Class]


@dataclass(frozen=True, slots=True)
class CutList:
    """What should be hurried and what could be cut; ``gain`` says what cutting the ticked ones would help."""

    hurry: list[ForecastRow]
    cut: list[ForecastRow]
    gain: str
    basis: list[str]


def forecast_page(number: str | None) -> ForecastPage:
    """The forecast, what is due first comes first."""
    forecast = forecast_desk()
    page = Paginator(forecast.outlooks, SHOWN).get_page(number)
    return ForecastPage(
        page=page,
        rows=[_row(outlook) for outlook in page.object_list],
        undecided=len(forecast.outlooks),
        expected=round(forecast.expected),
        basis=_basis(forecast),
        classes=[row for row in reliability(compared_forecasts()) if row.count],
    )


def cut_list(ticked: Collection[str]) -> CutList:
    """The cut-list; ``ticked`` are public ids of reviews that are taken as if they were cut."""
    forecast = forecast_desk()
    outlooks = {outlook.review.pk: outlook for outlook in forecast.outlooks}
    candidates = [Candidate(pk, row.chance, row.review.claim.checkworthiness) for pk, row in outlooks.items()]
    chosen = {pk for pk, row in outlooks.items() if str(row.review.public_id) in ticked}
    return CutList(
        hurry=[_row(outlooks[pk]) for pk in to_hurry(candidates)[:SHOWN]],
        cut=[_row(outlooks[pk], is_ticked=pk in chosen) for pk in to_cut(candidates)[:SHOWN]],
        gain=_gain(forecast, chosen) if chosen else "",
        basis=_basis(forecast),
    )


def _gain(forecast: DeskForecast, chosen: Collection[int]) -> str:
    before = sum(row.chance for row in forecast.outlooks if row.review.pk not in chosen)
    after = forecast_desk(without=chosen).expected
    what = "1 claim" if len(chosen) == 1 else f"{len(chosen)} claims"
    return f"Without the {what} that you ticked, {after:.1f} of the others are expected in time, not {before:.1f}."


def _row(outlook: Outlook, *, is_ticked: bool = False) -> ForecastRow:
    word, tone = _word(outlook.chance)
    return ForecastRow(
        review=outlook.review,
        percent=_percent(outlook.chance),
        word=word,
        tone=tone,
        why=_why(outlook),
        is_ticked=is_ticked,
    )


def _percent(chance: float) -> str:
    """Never nought or a hundred: nobody knows that."""
    if chance < 0.01:
        return "under 1 %"
    return "over 99 %" if chance > 0.99 else f"{round(chance * 100)} %"


def _word(chance: float) -> tuple[str, str]:
    if chance >= LIKELY:
        return "likely", "decided"
    return ("may be late", "open") if chance >= UNLIKELY else ("unlikely", "late")


def _why(outlook: Outlook) -> str:
    if outlook.left <= 0:
        return "It was due already."
    kind = kind_of(outlook.review.claim)
    known = f"by {outlook.of_kind} answers" if outlook.of_kind else "assumed: nobody answered one here before"
    half = _length(outlook.typical)
    return (
        f"{WAITS[outlook.stage]}; {_length(outlook.left)} left. Half of what is “{kind}” takes up to {half} ({known})."
    )


def _length(hours: float) -> str:
    return f"{round(hours * 60)} min" if hours < 1 else f"{hours:.1f} h"


def _basis(forecast: DeskForecast) -> list[str]:
    """What the chances rest on, and how little that is."""
    rests = f"{forecast.answers:,} answers" if forecast.answers else "no answer yet"
    corrected = f"{forecast.compared:,} earlier forecasts" if forecast.compared else "no earlier forecast yet"
    sentences = [f"The chances rest on {rests} of the last 60 days, and are corrected by {corrected}."]
    if forecast.answers < LITTLE:
        sentences.append(
            "That is little: until the desk has answered more, half an hour for a claim is assumed. Take the order for "
            "more than the numbers."
        )
    elif forecast.compared < LITTLE:
        sentences.append("Few forecasts could be compared yet, so the chances are hardly corrected.")
    return sentences
