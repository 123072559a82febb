"""Small programs to supervise, and a supervisor around them."""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from factcheck.supervision.output import open_output
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.restarts import Backoff
from factcheck.supervision.supervisor import Supervisor

QUICK = Backoff(first=0.05, longest=0.2, stable=60)
STAY = "import time; time.sleep(60)"


def make_spec(name: str, code: str = STAY, **over: Any) -> ProcessSpec:
    """A process that runs ``code``."""
    return ProcessSpec(name=name, argv=(sys.executable, "-I", "-c", code), **{"ready_seconds": 10, **over})


def supervise(
    stages: list[list[ProcessSpec]], directory: Path, on_ready: Callable[[Supervisor], None] = Supervisor.stop
) -> str:
    """Run ``stages`` until ``on_ready`` or something it started stops the supervisor; what was printed."""
    stream = io.StringIO()
    with open_output(stream, directory / "log", colour=False) as output:
        supervisor = Supervisor(stages, output.channel, backoff=QUICK)
        supervisor.run(lambda: on_ready(supervisor))
    return stream.getvalue()


def wait_until(condition: Callable[[], object], seconds: float = 10) -> bool:
    """Whether ``condition`` comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def stop_when(condition: Callable[[], object], supervisor: Supervisor) -> None:
    """Let the supervisor work until ``condition`` holds, then stop it."""

    def wait_and_stop() -> None:
        wait_until(condition)
        supervisor.stop()

    Thread(target=wait_and_stop).start()
