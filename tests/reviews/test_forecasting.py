"""The forecast over the database: what it learns from, what it keeps, and what its pages say."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reviews.choices import Stage
from reviews.models import Assessment, Forecast, Notice, Review
from reviews.services import forecasting
from tests.factories import get_rating, make_claim, make_review
from tests.reviews.conftest import answer, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
HOUR = dt.timedelta(hours=1)
NOW = dt.datetime(2026, 3, 6, 12, 0, tzinfo=dt.UTC)


def answered(by: User, at: dt.datetime, took: dt.timedelta, force: str = "says") -> Assessment:
    """``by`` gave an answer at a time in the past, some time after he got the review."""
    review = place(make_review(claim=make_claim(force=force)), "decided", assignee=by, assigned_at=at - took)
    with time_machine.travel(at, tick=False):
        return Assessment.objects.create(
            review=review, round=1, reviewer=by, rating=get_rating("unproven"), rationale="Looked."
        )


def waiting(due_in: dt.timedelta, by: User | None = None, **over: Any) -> Review:
    review = make_review(claim=make_claim(**over), due_at=timezone.now() + due_in)
    return place(review, "assigned", assignee=by, assigned_at=timezone.now()) if by else review


def foretold(review: Review, chance: float, at: dt.datetime, due_at: dt.datetime) -> Forecast:
    return Forecast.objects.create(review=review, at=at, due_at=due_at, stage=Stage.TAKEN, chance=chance)


# --- What it learns from ---


def test_it_learns_what_answers_of_a_kind_took(reviewer: User) -> None:
    now = timezone.now()
    for number in range(40):
        answered(reviewer, now - (41 - number) * HOUR, dt.timedelta(minutes=6), force="denies")
    slow, quick = (
        waiting(2 * HOUR, reviewer, force="denies"),
        waiting(dt.timedelta(minutes=1), reviewer, force="denies"),
    )
    forecast = forecasting.forecast_desk()
    by_review = {row.review.pk: row for row in forecast.outlooks}
    assert forecast.answers == 40
    assert by_review[slow.pk].typical == pytest.approx(0.1, abs=0.03)
    assert by_review[slow.pk].of_kind == 40
    assert by_review[slow.pk].chance > 0.85
    assert by_review[quick.pk].chance < 0.35


def test_an_answer_is_counted_from_the_one_before_it(reviewer: User) -> None:
    now = timezone.now()
    answered(reviewer, now - 5 * HOUR, took=2 * HOUR)
    answered(reviewer, now - 4 * HOUR, took=3 * HOUR)
    lengths = sorted(done.hours for done in forecasting._answered(now, forecasting.office_hours()))
    assert lengths == pytest.approx([1.0, 2.0], abs=0.01)


def test_nights_do_not_count_as_work(reviewer: User, settings: Any) -> None:
    settings.DESK_HOURS = (dt.time(9), dt.time(17))
    with time_machine.travel(NOW, tick=False):
        answered(reviewer, NOW - 2 * HOUR, took=18 * HOUR)
        [done] = forecasting._answered(NOW, forecasting.office_hours())
    assert done.hours == pytest.approx(2.0, abs=0.01)


def test_what_is_past_due_has_no_chance_and_what_is_decided_is_no_question(reviewer: User, decided: Review) -> None:
    late = waiting(-HOUR, reviewer)
    [row] = forecasting.forecast_desk().outlooks
    assert (row.review, row.chance) == (late, 0.0)


def test_the_stage_says_what_is_waited_for(opened: Review, reviewer: User, second_reviewer: User) -> None:
    taken = waiting(HOUR, reviewer)
    half = place(make_review(), "assigned", assignee=reviewer, blind=True)
    rows = {row.review.pk: row.stage for row in forecasting.forecast_desk().outlooks}
    assert (rows[opened.pk], rows[taken.pk], rows[half.pk]) == (Stage.FREE, Stage.TAKEN, Stage.FREE)


def test_a_dispute_waits_for_an_editor(disputed: Review) -> None:
    [row] = forecasting.forecast_desk().outlooks
    assert row.stage == Stage.DISPUTED


def test_cutting_some_helps_the_others(reviewer: User) -> None:
    now = timezone.now()
    for number in range(60):
        answered(reviewer, now - (61 - number) * HOUR, dt.timedelta(minutes=30))
    rows = [waiting(dt.timedelta(hours=2, minutes=number), reviewer) for number in range(10)]
    last = rows[-1].pk
    before = {row.review.pk: row.chance for row in forecasting.forecast_desk().outlooks}[last]
    cut = {row.pk for row in rows[:8]}
    after = {row.review.pk: row.chance for row in forecasting.forecast_desk(without=cut).outlooks}
    assert set(after) == {row.pk for row in rows[8:]}
    assert after[last] > before + 0.3


# --- What it keeps, and how that corrects it ---


def test_forecasts_are_kept_once_an_hour(reviewer: User) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        reviews = [waiting(8 * HOUR, reviewer) for _ in range(8)]
        assert [forecasting.note_forecasts(), Forecast.objects.count()] == [2, 2]
        forecasting.note_forecasts()
        assert Forecast.objects.count() == 2
        for hour in range(1, 4):
            clock.move_to(NOW + hour * HOUR)
            forecasting.note_forecasts()
    assert set(Forecast.objects.values_list("review", flat=True)) == {review.pk for review in reviews}


def test_nothing_is_kept_while_the_desk_is_closed_and_nothing_for_ever(reviewer: User, settings: Any) -> None:
    review = waiting(800 * HOUR, reviewer)
    foretold(review, 0.5, NOW - dt.timedelta(days=200), NOW)
    settings.DESK_HOURS = (dt.time(9), dt.time(17))
    with time_machine.travel(NOW + 8 * HOUR, tick=False):
        assert forecasting.note_forecasts() == 0
    assert Forecast.objects.count() == 1
    with time_machine.travel(NOW, tick=False):
        forecasting.note_forecasts()
    assert not Forecast.objects.filter(at__lt=NOW - dt.timedelta(days=120)).exists()


def test_it_is_known_what_came_when_the_due_time_has_passed(assigned: Review, reviewer: User, opened: Review) -> None:
    now = timezone.now()
    answer(assigned, reviewer)
    cancelled = place(make_review(), "cancelled")
    foretold(assigned, 0.9, now - 3 * HOUR, timezone.now() + HOUR / 1000)
    foretold(assigned, 0.4, now - 2 * HOUR, now - HOUR)
    foretold(assigned, 0.7, now - HOUR, now + HOUR)
    foretold(cancelled, 0.6, now - 2 * HOUR, now - HOUR)
    with time_machine.travel(now + HOUR / 2, tick=False):
        known = {row.chance: row.made for row in Forecast.objects.settled()}
    assert known == {0.9: True, 0.4: False}


def test_forecasts_that_never_came_true_lower_the_chances(reviewer: User) -> None:
    now = timezone.now()
    soon = waiting(6 * HOUR, reviewer)
    raw = forecasting.forecast_desk().outlooks[0].chance
    for _ in range(60):
        missed = place(make_review(), "assigned", assignee=reviewer)
        foretold(missed, raw, now - 20 * HOUR, now - 10 * HOUR)
        place(missed, "cancelled", closing_reason="Not needed.")
    assert forecasting.forecast_desk().compared == 0, "a review without a verdict tells nothing"
    Review.objects.filter(state="cancelled").update(state="decided")
    forecast = forecasting.forecast_desk()
    assert forecast.compared == 60
    assert {row.review.pk: row.chance for row in forecast.outlooks}[soon.pk] < raw / 2


def test_a_forecast_costs_the_same_for_one_and_for_ten(reviewer: User, django_assert_max_num_queries: Any) -> None:
    seen = []
    for count in (1, 9):
        for _ in range(count):
            waiting(HOUR, reviewer)
        with django_assert_max_num_queries(12) as asked:
            forecasting.forecast_desk()
        seen.append(len(asked))
    assert seen[0] == seen[1]


# --- The pages ---


def test_the_page_says_how_little_it_rests_on(client: Client, editor: User, reviewer: User) -> None:
    review = waiting(3 * HOUR, reviewer)
    client.force_login(editor)
    page = client.get(reverse("reviews:forecast")).content.decode()
    assert review.claim.statement in page
    assert "That is little: until the desk has answered more" in page
    assert "Of 1 undecided review about" in page


def test_an_empty_desk_says_so(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert b"Nothing is undecided" in client.get(reverse("reviews:forecast")).content
    assert b"Nothing: what is most worth checking" in client.get(reverse("reviews:cuts")).content


@pytest.mark.parametrize("name", ["forecast", "cuts"])
def test_only_editors_see_the_forecast(name: str, client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    assert client.get(reverse(f"reviews:{name}")).status_code == 403


@pytest.fixture
def hopeless(reviewer: User) -> list[Review]:
    """Four claims for which there is no time; the first two are worth little."""
    worths = (0.1, 0.2, 0.8, 0.9)
    return [waiting(dt.timedelta(seconds=5), reviewer, checkworthiness=worth) for worth in worths]


def test_the_cut_list_has_what_is_worth_little_and_the_other_list_the_rest(
    client: Client, editor: User, hopeless: list[Review]
) -> None:
    client.force_login(editor)
    shown = client.get(reverse("reviews:cuts")).context["list"]
    assert [row.review for row in shown.cut] == hopeless[:2]
    assert [row.review for row in shown.hurry] == [hopeless[3], hopeless[2]]


def test_the_page_says_what_a_cut_would_help_before_it_is_made(
    client: Client, editor: User, hopeless: list[Review]
) -> None:
    client.force_login(editor)
    page = client.get(reverse("reviews:cuts"), {"reviews": [hopeless[0].public_id]}).content.decode()
    assert "Without the 1 claim that you ticked" in page
    assert f'value="{hopeless[0].public_id}" id="cut-{hopeless[0].public_id}" checked' in page
    assert Review.objects.undecided().count() == 4


def test_claims_are_cut_with_a_reason_that_their_people_read(
    client: Client, editor: User, reviewer: User, hopeless: list[Review]
) -> None:
    client.force_login(editor)
    address = reverse("reviews:cuts")
    refused = client.post(address, {"reviews": [hopeless[0].public_id], "reason": ""})
    assert refused.status_code == 400
    assert b" checked" in refused.content
    sent = client.post(address, {"reviews": [hopeless[0].public_id], "reason": "No time."}, follow=True)
    assert b"1 review is closed without a verdict." in sent.content
    hopeless[0].refresh_from_db()
    assert (hopeless[0].state, hopeless[0].closing_reason) == ("cancelled", "No time.")
    assert "No time." in Notice.objects.get(kind="cancelled", recipient=reviewer).text


def test_what_was_decided_meanwhile_is_not_cut(client: Client, editor: User, decided: Review) -> None:
    client.force_login(editor)
    page = client.post(reverse("reviews:cuts"), {"reviews": [decided.public_id], "reason": "No time."})
    assert page.status_code == 400
    decided.refresh_from_db()
    assert decided.state == "decided"
