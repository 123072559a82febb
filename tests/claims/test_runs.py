"""A machine step is taken by one worker at a time, survives a dead one, and is never stored twice."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from claims.models import ExtractionRun
from claims.querysets import MOST_ATTEMPTS
from claims.services import runs
from tests.factories import make_run

pytestmark = pytest.mark.django_db


def take_again(run: ExtractionRun) -> list[ExtractionRun]:
    return runs.take(ExtractionRun.objects.filter(pk=run.pk))


def later(seconds: float) -> dt.datetime:
    return timezone.now() + dt.timedelta(seconds=seconds)


def test_a_waiting_step_is_taken_once() -> None:
    run = make_run()
    (taken,) = take_again(run)
    assert (taken.status, taken.attempts) == ("running", 1)
    assert take_again(run) == []


def test_a_done_step_is_not_taken_again() -> None:
    (run,) = take_again(make_run())
    runs.finish(run, claims_found=3)
    run.refresh_from_db()
    assert (run.status, run.claims_found) == ("done", 3)
    assert take_again(run) == []


def test_a_step_of_a_dead_worker_is_taken_over_and_the_dead_one_can_not_store(settings: object) -> None:
    (first,) = take_again(make_run())
    with time_machine.travel(later(settings.LEASE_SECONDS + 1)):
        (second,) = take_again(first)
        with pytest.raises(runs.LostLease, match="taken over"):
            runs.finish(first)
        runs.finish(second)
    second.refresh_from_db()
    assert (second.status, second.attempts) == ("done", 2)


def test_a_passing_failure_is_put_back_with_its_words_until_the_last_attempt() -> None:
    run = make_run()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (taken,) = take_again(run)
        runs.put_back(taken, error=f"away {attempt}")
    run.refresh_from_db()
    assert (run.status, run.error) == ("failed", f"away {MOST_ATTEMPTS}")
    assert take_again(run) == []


def test_the_sweep_asks_again_for_what_waited_too_long_but_not_twice_at_once() -> None:
    run = make_run()
    assert runs.stalled(ExtractionRun) == []
    with time_machine.travel(later(120)):
        assert runs.stalled(ExtractionRun) == [run]
        assert runs.stalled(ExtractionRun) == []


def test_the_sweep_leaves_a_step_alone_whose_worker_is_alive(settings: object) -> None:
    take_again(make_run())
    with time_machine.travel(later(settings.LEASE_SECONDS - 5)):
        assert runs.stalled(ExtractionRun) == []


def test_a_step_that_kills_its_worker_each_time_is_given_up_with_a_reason(settings: object) -> None:
    run = make_run()
    for attempt in range(MOST_ATTEMPTS):
        with time_machine.travel(later((attempt + 1) * (settings.LEASE_SECONDS + 1))):
            take_again(run)
    with time_machine.travel(later(100 * settings.LEASE_SECONDS)):
        assert runs.stalled(ExtractionRun) == []
    run.refresh_from_db()
    assert run.status == "failed"
    assert "Gave up after 5 attempts" in run.error
