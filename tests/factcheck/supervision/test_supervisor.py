"""Order, restarts and the end of supervised processes."""

import logging
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.processes import Child, ProcessSpec
from factcheck.supervision.supervisor import Supervisor
from tests.factcheck.supervision.fake_children import STAY, make_spec, stop_when, supervise, wait_until

pytestmark = pytest.mark.servers


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_stage_starts_only_when_the_stage_before_is_ready(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    slow = make_spec("slow", f"import time; time.sleep(0.4); open({str(first)!r}, 'w'); {STAY}", ready=first.exists)
    step = make_spec(
        "step", f"import os; open({str(second)!r}, 'w').write(str(os.path.exists({str(first)!r})))", once=True
    )
    printed = supervise([[slow], [step]], tmp_path)
    assert second.read_text() == "True"
    assert printed.index("slow is ready") < printed.index("step is done")


def test_a_step_that_fails_ends_the_start_with_its_name_and_stops_what_ran(tmp_path: Path) -> None:
    started: list[int] = []
    good = make_spec(
        "good",
        f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); {STAY}",
        ready=(tmp_path / "pid").exists,
    )
    bad = make_spec("bad", "print('no such table'); raise SystemExit(3)", once=True)
    with pytest.raises(SupervisionError, match="bad ended with code 3"):
        supervise([[good], [bad]], tmp_path, lambda _: started.append(1))
    assert started == []
    assert not is_alive(int((tmp_path / "pid").read_text()))
    assert "no such table" in (tmp_path / "log" / "bad.log").read_text()


def test_a_process_that_never_gets_ready_is_named_with_its_deadline(tmp_path: Path) -> None:
    with pytest.raises(SupervisionError, match=r"web was not ready within 0\.3 seconds"):
        supervise([[make_spec("web", ready=lambda: False, ready_seconds=0.3)]], tmp_path)


def test_a_crashed_service_starts_again_after_growing_waits(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    stable = make_spec("beat", ready=starts.exists)
    service = make_spec(
        "worker", f"import time; open({str(starts)!r}, 'a').write('x'); time.sleep(0.3); raise SystemExit(7)",
        ready=starts.exists,
    )  # fmt: skip
    printed = supervise([[stable, service]], tmp_path, partial(stop_when, lambda: starts.read_text() == "xxxx"))
    waits = [line.rpartition("in ")[2] for line in printed.splitlines() if "worker ended with code 7" in line]
    assert waits[:3] == ["0.05 s", "0.1 s", "0.2 s"]
    assert "beat ended" not in printed


def test_processes_stop_in_reverse_order(tmp_path: Path) -> None:
    printed = supervise([[make_spec("broker")], [make_spec("worker")], [make_spec("web")]], tmp_path)
    order = [line.rpartition(" ")[2] for line in printed.splitlines() if "| stopping" in line]
    assert order == ["web", "worker", "broker"]


def test_only_the_leader_is_asked_to_end_and_what_it_leaves_behind_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "grandchild"
    spawn = (
        "import subprocess, sys, time; "
        f"child = subprocess.Popen([sys.executable, '-c', {STAY!r}]); "
        f"open({str(pid_file)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    supervise([[make_spec("worker", spawn, ready=pid_file.exists)]], tmp_path)
    assert wait_until(lambda: not is_alive(int(pid_file.read_text())))


def test_a_process_that_ignores_the_request_is_killed_after_its_grace(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    deaf = (
        f"import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({str(ready)!r}, 'w'); time.sleep(60)"
    )
    began = time.monotonic()
    printed = supervise([[make_spec("deaf", deaf, ready=ready.exists, stop_seconds=0.3)]], tmp_path)
    assert "deaf did not end in time and is killed" in printed
    assert time.monotonic() - began < 5


def test_a_second_request_kills_at_once(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    deaf = (
        f"import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({str(ready)!r}, 'w'); time.sleep(60)"
    )

    def interrupt_twice(_supervisor: Supervisor) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGTERM)

    began = time.monotonic()
    supervise([[make_spec("deaf", deaf, ready=ready.exists, stop_seconds=60)]], tmp_path, interrupt_twice)
    assert time.monotonic() - began < 5


def test_a_request_to_stop_ends_a_start_that_is_still_going_on(tmp_path: Path) -> None:
    announced: list[Supervisor] = []

    def interrupt() -> bool:
        os.kill(os.getpid(), signal.SIGTERM)
        return False

    printed = supervise([[make_spec("slow", ready=interrupt)]], tmp_path, announced.append)
    assert announced == []
    assert "stopping slow" in printed


def test_the_signal_handlers_of_before_are_back_after_the_run(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    supervise([[make_spec("web")]], tmp_path)
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ties a child to its parent")
def test_the_processes_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "tests.factcheck.supervision.run_one", str(tmp_path), str(pid_file)],
        stdout=subprocess.DEVNULL,
    )
    assert wait_until(lambda: pid_file.exists() and pid_file.read_text(), seconds=10)
    pid = int(pid_file.read_text())
    assert is_alive(pid)
    supervisor.kill()
    supervisor.wait()
    assert wait_until(lambda: not is_alive(pid))


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = ProcessSpec(name="broker", argv=("/no/such/server",), ready=lambda: False, ready_seconds=5)
    with pytest.raises(SupervisionError, match="broker ended with code 1"):
        supervise([[missing]], tmp_path)
    assert "/no/such/server can not be started" in (tmp_path / "log" / "broker.log").read_text()


def test_asking_a_child_that_never_started_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="web was not started"):
        Child(make_spec("web"), logging.getLogger("nowhere")).exit_code()
