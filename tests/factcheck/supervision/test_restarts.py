"""The waits between restarts."""

from factcheck.supervision.restarts import Backoff, Restarts


def crash_and_start(restarts: Restarts, *, at: float) -> float | None:
    wait = restarts.crashed(at)
    restarts.started(at)
    return wait


def test_the_wait_doubles_up_to_the_longest() -> None:
    restarts = Restarts(Backoff(), now=0)
    assert [crash_and_start(restarts, at=second) for second in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_stable_run_begins_at_the_first_wait_again() -> None:
    restarts = Restarts(Backoff(), now=0)
    assert [crash_and_start(restarts, at=at) for at in (1, 2, 61.9, 121.9)] == [1, 2, 4, 1]


def test_a_crash_is_news_once() -> None:
    restarts = Restarts(Backoff(), now=0)
    assert restarts.crashed(10) == 1
    assert restarts.crashed(10.5) is None


def test_the_restart_is_due_when_the_wait_is_over() -> None:
    restarts = Restarts(Backoff(), now=0)
    restarts.crashed(10)
    assert not restarts.is_due(10.9)
    assert restarts.is_due(11)


def test_nothing_is_due_while_it_runs() -> None:
    assert not Restarts(Backoff(), now=0).is_due(1000)
