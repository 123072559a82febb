"""Who is at work when, learnt from answers, and what that does to the forecast."""

import datetime as dt
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.forecast import NO_ROTA, Done, Durations, Opened, Rota, Shift, Waiting, Worker, chances, pause_of, rota_of
from reviews.forecast.rota import spans_of

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
QUICK = Durations([Done("says", 0.25)] * 2000)
EARLY, LATE = 1, 2


def shifts(days: int = 28, away: tuple[int, ...] = ()) -> list[Shift]:
    """A desk that is open for ten hours a day; ``away`` are away on the last days."""
    opens = [MONDAY + number * DAY for number in range(days)]
    return [Shift(at.weekday(), at, at + 10 * HOUR, away if n >= days - 7 else ()) for n, at in enumerate(opens)]


def worked(
    person: int, start: float, end: float, days: range, rest: tuple[int, ...] = ()
) -> list[tuple[dt.datetime, int]]:
    """Answers every quarter of an hour from ``start`` to ``end`` hours after the opening."""
    moments = [start + number / 4 for number in range(1, int((end - start) * 4) + 1)]
    return [
        (MONDAY + day * DAY + moment * HOUR, person) for day in days for moment in moments if day % 7 not in rest
    ]  # fmt: skip


def rota_at(now: dt.datetime, answers: list[tuple[dt.datetime, int]], opened: tuple[Opened, ...] = ()) -> Rota:
    return rota_of(shifts(), now, sorted(answers), sorted(opened))


def test_somebody_is_there_from_answer_to_answer_unless_a_pause_is_too_long() -> None:
    assert spans_of([1.0, 1.5, 3.0, 8.0, 8.5], pause=3.0) == [(0.7, 3.0), (7.7, 8.5)]
    assert pause_of([0.2, 0.3, 0.4]) == 3.0
    assert pause_of([2.0, 4.0, 9.0]) == 12.0
    assert pause_of([]) == 3.0


def test_with_too_few_days_everybody_is_always_there() -> None:
    few = rota_at(MONDAY + 3 * DAY, worked(EARLY, 0, 5, range(3)))
    assert not few.is_known
    assert few.days_of(EARLY, here=None) == NO_ROTA.days_of(EARLY, here=None) == [[((0.0, math.inf),)]]
    assert few.arrivals() == []


def test_who_is_free_on_mondays_is_not_expected_on_one() -> None:
    answers = worked(EARLY, 0, 5, range(14), rest=(0,)) + worked(LATE, 5, 10, range(14))
    today, tomorrow, *_ = rota_at(MONDAY + 14 * DAY, answers).days_of(EARLY, here=None)
    assert [list(spans) for spans in today] == [[], []]
    assert all(spans and spans[0][0] < 10.5 for spans in tomorrow)


def test_who_has_said_that_he_is_away_is_not_expected() -> None:
    now = MONDAY + 21 * DAY
    rota = rota_of(shifts(away=(EARLY,)), now, worked(EARLY, 0, 5, range(21)), [])
    assert rota.days_of(EARLY, here=None) == [[()]] * 7


def test_who_is_here_now_came_today_and_who_is_silent_did_not() -> None:
    half = worked(EARLY, 0, 5, range(0, 28, 2))
    rota = rota_at(MONDAY + 14 * DAY + 2 * HOUR, [row for row in half if row[0] < MONDAY + 14 * DAY])
    here, *_ = rota.days_of(EARLY, here=True)
    gone, *_ = rota.days_of(EARLY, here=False)
    assert all(spans[0] == (0.0, pytest.approx(3.0)) for spans in here)
    assert all(not spans for spans in gone)


def test_what_is_due_after_the_last_one_has_gone_home_has_little_chance() -> None:
    answers = worked(EARLY, 0, 5, range(14))
    now = MONDAY + 14 * DAY + 4 * HOUR
    rota = rota_of(shifts(), now, [*answers, *worked(EARLY, 0, 4, range(14, 15))], [])
    queue = [Waiting(key, "says", left=5.5, people=(EARLY,)) for key in range(8)]
    workers = [Worker(EARLY, 0.0, here=True)]
    found = chances(queue, workers, QUICK, rota=rota)
    assert found[0] > 0.95
    assert found[7] < 0.05
    assert chances(queue, workers, QUICK)[7] > 0.95


def test_what_is_not_done_at_the_end_of_a_shift_is_gone_on_with_the_next_day() -> None:
    rota = rota_at(MONDAY + 14 * DAY + 4 * HOUR, worked(EARLY, 0, 5, range(14)))
    queue = [Waiting(key, "says", left=20.0, people=(EARLY,)) for key in range(8)]
    assert chances(queue, [Worker(EARLY, 0.0, here=True)], QUICK, rota=rota)[7] > 0.95


def test_what_will_come_in_and_is_due_before_it_takes_its_time() -> None:
    opened = tuple(
        Opened(MONDAY + day * DAY + (2 + number / 10) * HOUR, 2.0, "says", 1)
        for day in range(14)
        for number in range(10)
    )
    now = MONDAY + 14 * DAY
    answers = worked(EARLY, 0, 5, range(14))
    late = [Waiting(1, "says", left=4.9, free=1)] + [Waiting(key, "says", left=4.8, free=1) for key in range(2, 11)]
    workers = [Worker(EARLY, 0.0, here=None)]
    alone = chances(late, workers, QUICK, rota=rota_of(shifts(), now, answers, []))
    with_others = chances(late, workers, QUICK, rota=rota_of(shifts(), now, answers, opened))
    assert alone[1] > 0.95
    assert with_others[1] < 0.7


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 27), st.floats(0, 10), st.integers(1, 3)), max_size=30),
    st.floats(0, 27 * 24),
    st.lists(
        st.builds(Waiting, st.integers(1, 20), st.just("says"), st.floats(-5, 60), free=st.integers(0, 2)),
        max_size=6,
        unique_by=lambda review: review.key,
    ),
)
def test_chances_are_chances_whatever_the_history(
    history: list[tuple[int, float, int]], after: float, queue: list[Waiting]
) -> None:
    now = MONDAY + after * HOUR
    answers = sorted((MONDAY + day * DAY + hour * HOUR, person) for day, hour, person in history)
    rota = rota_of(shifts(), now, [row for row in answers if row[0] < now], [])
    workers = [Worker(person, 0.5, here=here) for person, here in ((1, True), (2, False), (3, None))]
    found = chances(queue, workers, QUICK, rota=rota, rounds=3)
    assert all(0 <= chance <= 1 for chance in found.values())
