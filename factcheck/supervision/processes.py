"""One process under supervision: what it is, and the running child."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO

LAUNCHER = Path(__file__).with_name("launch.py")


def nothing() -> None:
    """Prepare nothing: the default of ``ProcessSpec.prepare``."""


def at_once() -> bool:
    """Ready as soon as it runs: the default of ``ProcessSpec.ready``."""
    return True


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """A process to run. A step (``once``) is done when it ends with 0; anything else is a service that stays up.

    ``environment`` comes on top of the supervisor's own. ``prepare`` runs before every start, restarts included.
    ``ready`` is asked several times a second and must answer within about a second.
    """

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    directory: Path | None = None
    prepare: Callable[[], None] = nothing
    ready: Callable[[], bool] = at_once
    once: bool = False
    ready_seconds: float = 120
    stop_seconds: float = 20


class Child:
    """The running process of a ``ProcessSpec``, in a process group of its own so that Ctrl-C reaches only us."""

    def __init__(self, spec: ProcessSpec, log: logging.Logger) -> None:
        self.spec = spec
        self.log = log
        self._process: subprocess.Popen[str] | None = None
        self._reader = Thread()

    def start(self) -> None:
        """Start it; what it prints goes to ``log`` line by line.

        Must be called in the main thread: the kernel ends the child with the thread that started it.
        """
        self.spec.prepare()
        command = [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), *self.spec.argv]
        self._process = subprocess.Popen(  # noqa: S603 - our own list of arguments, no shell
            command,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.spec.environment},
            cwd=self.spec.directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
            errors="replace",
        )
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        self._reader = Thread(target=self._log_lines, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """Its process id; ``ValueError`` before the first start."""
        return self._started().pid

    def exit_code(self) -> int | None:
        """``None`` while it runs, else the code (negative: the signal) that it ended with.

        What an ended process left behind in its group is killed, or it would hold on to ports and locks; what the
        group had printed is in the log when this returns.
        """
        process = self._started()
        if process.returncode is None and process.poll() is not None:
            self._signal_group(signal.SIGKILL)
            self._reader.join(timeout=2)
        return process.returncode

    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self.exit_code() is None

    def terminate(self) -> None:
        """Ask it to end. Only the leader is asked: a task in a worker's pool process must be allowed to finish."""
        self._started().terminate()

    def kill(self) -> None:
        """End it and everything in its group now."""
        self._signal_group(signal.SIGKILL)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            message = f"{self.spec.name} was not started"
            raise ValueError(message)
        return self._process

    def _signal_group(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
            os.killpg(self.pid, number)

    def _log_lines(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.log.info("%s", line.rstrip())


def describe_exit(code: int) -> str:
    """How a process ended, for a person: ``ended with code 3`` or ``was ended by SIGKILL``."""
    if code >= 0:
        return f"ended with code {code}"
    return f"was ended by {signal.Signals(-code).name}"
