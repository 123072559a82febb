"""The forecast: what chances follow from what work took, how they are corrected, what is to be hurried or cut."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.forecast import (
    PRIOR_HOURS,
    Candidate,
    Correction,
    Done,
    Durations,
    Waiting,
    Worker,
    chances,
    reliability,
    to_cut,
    to_hurry,
)

NOBODY_YET = Durations([])


def took(kind: str, hours: float, times: int = 200) -> list[Done]:
    return [Done(kind, hours)] * times


# --- What work takes ---


def test_without_history_the_assumption_counts() -> None:
    assert NOBODY_YET.known == 0
    assert NOBODY_YET.typical("says") == pytest.approx(PRIOR_HOURS, rel=0.02)


def test_with_much_history_the_history_counts() -> None:
    durations = Durations([*took("says", 0.2), *took("accuses", 3.0)])
    assert durations.typical("says") == 0.2
    assert durations.typical("accuses") == 3.0


def test_few_of_a_kind_count_little_and_each_one_more() -> None:
    many = took("says", 0.2, times=400)
    pools = [Durations([*many, *took("accuses", 3.0, times=n)]).pool("accuses") for n in (0, 1, 5, 20, 200)]
    shares = [sum(hours == 3.0 for hours in pool) / len(pool) for pool in pools]
    assert shares == sorted(shares)
    assert shares[1] < 0.12
    assert shares[-1] > 0.9


def test_of_work_that_was_begun_only_the_rest_is_left() -> None:
    durations = Durations([*took("says", 1.0), *took("says", 4.0)])
    assert min(durations.pool("says", beyond=2.0)) >= 0
    rest = durations.pool("says", beyond=2.0)
    assert sorted(rest)[len(rest) // 2] == pytest.approx(2.0)


def test_work_that_took_longer_than_any_before_may_still_take_long() -> None:
    rest = Durations(took("says", 1.0)).pool("says", beyond=1000.0)
    assert min(rest) > 0
    assert max(rest) > 1000


# --- Chances ---


def chance(waiting: list[Waiting], key: int, workers: tuple[Worker, ...] = (Worker(1, 0.0),)) -> float:
    return chances(waiting, workers, Durations(took("says", 1.0, times=2000)))[key]


def test_what_has_time_enough_makes_it_and_what_has_not_does_not() -> None:
    assert chance([Waiting(1, "says", left=5.0, people=(1,))], 1) > 0.97
    assert chance([Waiting(1, "says", left=0.5, people=(1,))], 1) < 0.05
    assert chance([Waiting(1, "says", left=-1.0, people=(1,))], 1) == 0.0


def test_the_place_in_the_queue_counts() -> None:
    queue = [Waiting(key, "says", left=5.5, people=(1,)) for key in range(1, 11)]
    found = [chance(queue, key) for key in range(1, 11)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0.97
    assert found[-1] < 0.05


def test_more_hands_get_more_done() -> None:
    free = [Waiting(key, "says", left=2.5, free=1) for key in range(1, 9)]
    alone = sum(chances(free, [Worker(1, 0.0)], Durations(took("says", 1.0, times=2000))).values())
    together = sum(chances(free, [Worker(n, 0.0) for n in range(4)], Durations(took("says", 1.0, times=2000))).values())
    assert alone == pytest.approx(2, abs=0.3)
    assert together == pytest.approx(8, abs=0.4)


def test_a_blind_review_is_done_when_both_have_answered() -> None:
    busy = [Waiting(key, "says", left=2.0, people=(2,)) for key in range(10, 20)]
    both = Waiting(1, "says", left=3.0, people=(1, 2))
    workers = (Worker(1, 0.0), Worker(2, 0.0))
    assert chance([both], 1, workers) > 0.9
    assert chance([*busy, both], 1, workers) < 0.1


def test_of_a_team_with_nobody_in_it_nothing_is_expected() -> None:
    dispute = Waiting(1, "dispute", left=100.0, free=1, team="editors")
    assert chance([dispute], 1) == 0.0
    assert chance([dispute], 1, (Worker(1, 0.0), Worker(-1, 0.0, "editors"))) > 0.9


def test_somebody_who_has_been_silent_for_very_long_is_not_expected_soon() -> None:
    review = [Waiting(1, "says", left=2.0, people=(1,))]
    assert chance(review, 1, (Worker(1, 40.0),)) < 0.1


def test_the_same_desk_gives_the_same_chances() -> None:
    queue = [Waiting(key, "says", left=key / 2, people=(1,), free=1) for key in range(1, 9)]
    durations = Durations([Done("says", hours / 10) for hours in range(1, 40)])
    assert chances(queue, [Worker(1, 0.1)], durations) == chances(queue[::-1], [Worker(1, 0.1)], durations)


hours = st.floats(0, 100)
queues = st.lists(
    st.builds(
        Waiting,
        key=st.integers(1, 30),
        kind=st.sampled_from(["says", "denies"]),
        left=st.floats(-10, 100),
        people=st.tuples(st.integers(1, 4)) | st.just(()),
        free=st.integers(0, 2),
    ),
    max_size=12,
    unique_by=lambda review: review.key,
)


@given(queues, st.lists(st.builds(Worker, st.integers(1, 4), hours), max_size=4), st.lists(hours, max_size=30))
def test_every_review_has_a_chance_and_what_is_past_due_has_none(
    queue: list[Waiting], workers: list[Worker], past: list[float]
) -> None:
    found = chances(queue, workers, Durations(Done("says", value) for value in past), rounds=5)
    assert set(found) == {review.key for review in queue}
    assert all(0 <= value <= 1 for value in found.values())
    assert not any(found[review.key] for review in queue if review.left < 0 and (review.people or review.free))


# --- How chances are corrected ---


def test_without_earlier_forecasts_a_chance_is_as_it_is() -> None:
    assert [Correction([])(value) for value in (0.0, 0.37, 1.0)] == [0.0, 0.37, 1.0]


def test_chances_that_were_too_high_become_lower() -> None:
    dice = random.Random(1)
    given_chances = [dice.random() for _ in range(4000)]
    past = [(value, dice.random() < value * 0.7) for value in given_chances]
    corrected = Correction(past)
    assert corrected(0.85) == pytest.approx(0.6, abs=0.06)
    assert corrected(0.45) == pytest.approx(0.32, abs=0.06)


def test_two_forecasts_correct_little() -> None:
    assert Correction([(0.85, False), (0.84, False)])(0.85) == pytest.approx(0.70, abs=0.02)


def test_few_of_a_stage_are_corrected_as_all_are() -> None:
    wider = Correction([(0.85, n % 2 == 0) for n in range(2000)])
    assert Correction([(0.85, True)], wider)(0.85) == pytest.approx(0.54, abs=0.03)
    assert Correction([], wider)(0.85) == wider(0.85)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_is_never_corrected_below_a_lower_one(
    past: list[tuple[float, bool]], one: float, other: float
) -> None:
    corrected = Correction(past)
    low, high = sorted((one, other))
    assert 0 <= corrected(low) <= corrected(high) + 1e-9 <= 1 + 2e-9


def test_forecasts_are_counted_by_class() -> None:
    rows = reliability([(0.05, False), (0.85, True), (0.85, False), (1.0, True)], edges=(0.0, 0.5, 0.8, 0.9))
    assert [(row.least, row.count, row.made) for row in rows] == [(0.0, 1, 0), (0.5, 0, 0), (0.8, 2, 1), (0.9, 1, 1)]
    assert rows[2].share == 0.5
    assert rows[1].share == 0.0


# --- What to hurry and what to cut ---


def test_the_worthy_and_unlikely_are_hurried_and_the_unworthy_and_unlikely_cut() -> None:
    candidates = [
        Candidate(1, chance=0.95, worth=0.9),
        Candidate(2, chance=0.4, worth=0.9),
        Candidate(3, chance=0.1, worth=0.8),
        Candidate(4, chance=0.7, worth=0.2),
        Candidate(5, chance=0.3, worth=0.3),
        Candidate(6, chance=0.1, worth=0.1),
    ]
    assert to_hurry(candidates) == [3, 2]
    assert to_cut(candidates) == [6, 5]
    assert (to_hurry([]), to_cut([])) == ([], [])


@given(st.lists(st.builds(Candidate, st.integers(), st.floats(0, 1), st.floats(0, 1)), unique_by=lambda row: row.key))
def test_nothing_is_to_be_hurried_and_cut(candidates: list[Candidate]) -> None:
    assert not set(to_hurry(candidates)) & set(to_cut(candidates))
