"""The loop that starts processes stage by stage, restarts those that crash and stops them in reverse order."""

import logging
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.processes import Child, ProcessSpec, describe_exit, nothing
from factcheck.supervision.restarts import Backoff, Restarts

TICK_SECONDS = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _StopAsked(Exception):
    """Somebody asked to stop while the processes were starting."""


class Supervisor:
    """Runs ``stages`` of processes: those of one stage start together, when all of the stage before are ready.

    ``channel`` gives the logger for a name; the supervisor's own is ``up``.
    """

    def __init__(
        self,
        stages: Sequence[Sequence[ProcessSpec]],
        channel: Callable[[str], logging.Logger],
        *,
        backoff: Backoff | None = None,
    ) -> None:
        self._stages = [[Child(spec, channel(spec.name)) for spec in stage] for stage in stages]
        self._log = channel("up")
        self._backoff = backoff or Backoff()
        self._services: dict[Child, Restarts] = {}
        self._stops_asked = 0

    def run(self, on_ready: Callable[[], None] = nothing) -> None:
        """Start everything, call ``on_ready``, and come back when asked to stop and everything has ended.

        Raises ``SupervisionError`` when a process can not be started; what had started is stopped first.
        """
        with _stop_signals(self.stop):
            try:
                self._start()
                on_ready()
                self._watch()
            except _StopAsked:
                pass
            finally:
                self._stop()

    def stop(self) -> None:
        """Ask to stop; asked a second time, what still runs is killed. May be called from a signal handler."""
        self._stops_asked += 1

    def _start(self) -> None:
        for stage in self._stages:
            for child in stage:
                child.start()
            for child in stage:
                self._await(child)

    def _await(self, child: Child) -> None:
        """Come back when ``child`` is ready (a step: when it is done)."""
        deadline = time.monotonic() + child.spec.ready_seconds
        while not self._is_ready(child):
            if self._stops_asked:
                raise _StopAsked
            if time.monotonic() > deadline:
                message = (
                    f"{child.spec.name} was not ready within {child.spec.ready_seconds:g} seconds; "
                    "its last lines above say why"
                )
                raise SupervisionError(message)
            self._revive()
            time.sleep(TICK_SECONDS)
        if not child.spec.once:
            self._services[child] = Restarts(self._backoff, now=time.monotonic())
        self._log.info("%s is %s", child.spec.name, "done" if child.spec.once else f"ready (process {child.pid})")

    def _is_ready(self, child: Child) -> bool:
        code = child.exit_code()
        if code is None:
            return not child.spec.once and child.spec.ready()
        if child.spec.once and code == 0:
            return True
        message = f"{child.spec.name} {describe_exit(code)} before it was ready; its last lines above say why"
        raise SupervisionError(message)

    def _watch(self) -> None:
        while not self._stops_asked:
            self._revive()
            time.sleep(TICK_SECONDS)

    def _revive(self) -> None:
        """Plan the restart of every service that has ended, and do the restarts that are due."""
        for child, restarts in self._services.items():
            if child.is_running():
                continue
            now = time.monotonic()
            wait = restarts.crashed(now)
            if wait is not None:
                ending = describe_exit(child.exit_code() or 0)
                self._log.error("%s %s; it starts again in %g s", child.spec.name, ending, wait)
            if restarts.is_due(now):
                child.start()
                restarts.started(now)
                self._log.info("%s runs again (process %s)", child.spec.name, child.pid)

    def _stop(self) -> None:
        for stage in reversed(self._stages):
            self._stop_stage([child for child in stage if child.is_running()])

    def _stop_stage(self, children: Sequence[Child]) -> None:
        for child in children:
            self._log.info("stopping %s", child.spec.name)
            child.terminate()
        began = time.monotonic()
        while running := [child for child in children if child.is_running()]:
            for child in running:
                self._kill_if_late(child, waited=time.monotonic() - began)
            time.sleep(TICK_SECONDS)

    def _kill_if_late(self, child: Child, *, waited: float) -> None:
        if waited > child.spec.stop_seconds or self._stops_asked > 1:
            self._log.error("%s did not end in time and is killed", child.spec.name)
            child.kill()


@contextmanager
def _stop_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call ``stop`` at Ctrl-C, SIGTERM and a closed terminal, instead of ending this process."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    previous = {number: signal.signal(number, handle) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
