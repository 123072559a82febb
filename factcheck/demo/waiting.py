"""Waiting for the workers."""

import time
from collections.abc import Callable

SECONDS = 120
PAUSE = 0.5


class StillWaiting(Exception):
    """The workers were not done in time; the message says what was missing and how to go on."""


def wait_until(missing: Callable[[], str], *, tell: Callable[[str], None], seconds: float = SECONDS) -> None:
    """Ask ``missing`` again and again until it answers with an empty text; tell every new answer.

    Raises ``StillWaiting`` after ``seconds``.
    """
    stop_at = time.monotonic() + seconds
    told = ""
    while answer := missing():
        if answer != told:
            tell(f"  waiting for {answer}")
            told = answer
        if time.monotonic() > stop_at:
            message = (
                f"After {seconds:.0f} seconds the demo still waits for {answer}. Is a Celery worker running on this "
                "database and broker? Look at its log, then run seed_demo again: it goes on where it stopped."
            )
            raise StillWaiting(message)
        time.sleep(PAUSE)
