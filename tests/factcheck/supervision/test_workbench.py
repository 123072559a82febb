"""The processes of the workbench, as the settings ask for them."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from factcheck.management.commands import demo
from factcheck.management.commands.reset import is_ours
from factcheck.supervision.address import Address
from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.workbench import must_collect_static, stages
from tests.factcheck.supervision.fake_children import wait_until

HERE = Address("127.0.0.1", 8000)


def spec_of(name: str) -> ProcessSpec:
    return next(spec for stage in stages(HERE) for spec in stage if spec.name == name)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, settings: Settings) -> None:
    """The data of these tests, with nothing collected yet."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"


def test_the_broker_comes_first_then_the_steps_then_what_needs_both() -> None:
    names = [[spec.name for spec in stage] for stage in stages(HERE)]
    assert names == [["broker"], ["migrate", "static"], ["worker", "beat", "web"]]


def test_the_worker_takes_from_every_queue_that_a_task_is_sent_to(settings: Settings) -> None:
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}
    argv = spec_of("worker").argv
    assert routed == set(argv[argv.index("-Q") + 1].split(","))


def test_a_port_from_the_command_line_reaches_the_web_process_and_the_links_of_all() -> None:
    started = [spec for stage in stages(Address("0.0.0.0", 8123)) for spec in stage]
    assert "0.0.0.0:8123" in started[-1].argv
    assert [spec.environment for spec in started] == [{"WEB_ADDRESS": "0.0.0.0:8123"}] * len(started)


def test_a_broker_elsewhere_that_does_not_answer_is_named_without_its_password(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.EMBEDDED_BROKER = False
    settings.BROKER_URL = f"redis://:secret@127.0.0.1:{port}/0"
    with pytest.raises(SupervisionError, match=f"127.0.0.1:{port}/0 of REDIS_URL does not answer") as refusal:
        stages(HERE)
    assert "secret" not in str(refusal.value)


def test_static_files_are_collected_when_they_never_were_or_one_is_newer(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "app.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    assert must_collect_static()
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").write_text("{}")
    assert not must_collect_static()
    assert wait_until(lambda: touch_and_ask(source / "app.css"))


def touch_and_ask(path: Path) -> bool:
    """Whether a written file is noticed; the clock of the file system has steps."""
    path.write_text("b {}")
    return must_collect_static()


def test_with_debug_static_files_are_served_in_place(settings: Settings) -> None:
    settings.DEBUG = True
    assert not must_collect_static()
    assert "--reload" in spec_of("web").argv


def test_the_demo_shows_every_log_in_and_a_request_that_can_be_copied(tmp_path: Path) -> None:
    person = '{"role": "editor", "username": "edith", "password": "blue-door"}'
    (tmp_path / "demo-credentials.json").write_text(f'{{"people": [{person}], "cms_token": "abc123"}}')
    stream = StringIO()
    demo.Command(stdout=stream).announce(HERE)
    shown = stream.getvalue()
    assert "http://127.0.0.1:8000/" in shown
    assert [line.split() for line in shown.splitlines() if "edith" in line] == [["editor", "edith", "blue-door"]]
    assert "curl -H 'Authorization: Token abc123' http://127.0.0.1:8000/api/v1/publications/" in shown
    assert "http://127.0.0.1:8000/api/v1/articles/" in shown


def test_a_taken_port_ends_the_command_with_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 is already in use"):
            call_command("up", host="127.0.0.1", port=port, skip_checks=True, stdout=StringIO())
    assert not (tmp_path / "broker").exists()


@pytest.mark.servers
def test_the_whole_workbench_starts_answers_and_stops(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data"), "ENV_FILE": "", "DEBUG": "true"}
    log = tmp_path / "printed"
    with log.open("w") as output:
        workbench = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            stdout=output, stderr=output, env=environment, cwd=Path(__file__).parents[3],
        )  # fmt: skip
    try:
        wait_until(lambda: "The workbench is at" in log.read_text() or workbench.poll() is not None, seconds=180)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=30) as answer:
            # The body too: with DEBUG a project without addresses answers everything with 200.
            told = json.load(answer)
            assert (told["database"], told["broker"]) == ("ok", "ok")
    except OSError:
        pytest.fail(log.read_text())
    finally:
        workbench.send_signal(signal.SIGTERM)
        code = workbench.wait(timeout=60)
    assert code == 0
    assert log.read_text().endswith("The workbench has stopped.\n")
    assert [path.name for path in (tmp_path / "data").iterdir() if not is_ours(path.name)] == []
