"""When a crashed process starts again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """The waits between restarts, in seconds: ``first``, doubled each time up to ``longest``.

    A process that ran for ``stable`` seconds begins at ``first`` again.
    """

    first: float = 1
    longest: float = 30
    stable: float = 60


class Restarts:
    """The restarts of one process. Times are seconds of one monotonic clock."""

    def __init__(self, backoff: Backoff, *, now: float) -> None:
        self._backoff = backoff
        self._wait = backoff.first
        self._started = now
        self._due: float | None = None

    def crashed(self, now: float) -> float | None:
        """Plan the restart of a process that is not running; the wait when this is news, else ``None``."""
        if self._due is not None:
            return None
        if now - self._started >= self._backoff.stable:
            self._wait = self._backoff.first
        wait, self._wait = self._wait, min(self._wait * 2, self._backoff.longest)
        self._due = now + wait
        return wait

    def is_due(self, now: float) -> bool:
        """Whether the planned restart's time has come."""
        return self._due is not None and now >= self._due

    def started(self, now: float) -> None:
        """Take note that the process runs again."""
        self._started = now
        self._due = None
