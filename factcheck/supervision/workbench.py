"""The processes that make up the workbench, in the order in which they start, from the settings."""

import hashlib
import logging
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import TextIOBase
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from kombu import Connection
from kombu.exceptions import OperationalError

from factcheck.celery import app
from factcheck.supervision.address import Address
from factcheck.supervision.broker import broker_process
from factcheck.supervision.errors import SupervisionError
from factcheck.supervision.lock import InstanceLock
from factcheck.supervision.output import open_output
from factcheck.supervision.processes import ProcessSpec
from factcheck.supervision.readiness import answers_http
from factcheck.supervision.supervisor import Supervisor

QUEUES = "desk,network,pipeline,index"
LOCK_NAME = "up.lock"


def hold_data(doing: str) -> InstanceLock:
    """The lock on the data directory; ``doing`` is an address or an activity, told to whoever comes second."""
    return InstanceLock(settings.DATA_DIR / LOCK_NAME, address=doing)


def run_workbench(
    address: Address, stream: TextIOBase, *, last_steps: Sequence[ProcessSpec] = (), on_ready: Callable[[], None]
) -> None:
    """Run the workbench until it is asked to stop; its output goes to ``stream`` and to files in the data directory.

    ``last_steps`` run when everything is up, before ``on_ready`` is called. Raises ``SupervisionError``.
    """
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    with hold_data(address.url), open_output(stream, settings.DATA_DIR / "log", colour=colour) as output:
        address.ensure_free()
        Supervisor([*stages(address), _told(address, last_steps)], output.channel).run(on_ready)


def stages(address: Address) -> list[list[ProcessSpec]]:
    """The processes by stage: first the broker, then one-time steps, then everything that needs both."""
    steps = [manage("migrate", "migrate", "--noinput")]
    if must_collect_static():
        steps.append(manage("static", "collectstatic", "--noinput", "--verbosity=1"))
    return [_told(address, stage) for stage in (_broker(), steps, [_worker(), _beat(), _web(address)])]


def _told(address: Address, stage: Sequence[ProcessSpec]) -> list[ProcessSpec]:
    """The processes with the address of the pages: all of them write links to it, the worker in its mails."""
    return [replace(spec, environment={**spec.environment, "WEB_ADDRESS": str(address)}) for spec in stage]


def manage(name: str, *arguments: str) -> ProcessSpec:
    """A management command as a step called ``name``."""
    argv = (sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments)
    return ProcessSpec(name=name, argv=argv, directory=settings.BASE_DIR, once=True, ready_seconds=600)


def must_collect_static() -> bool:
    """Whether a static file came or changed since they were last collected. With DEBUG they are served in place."""
    if settings.DEBUG:
        return False
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    # The inode's time and not the content's: a package's files can be older than the moment they were installed.
    newest = max(
        Path(storage.path(name)).stat().st_ctime for finder in get_finders() for name, storage in finder.list([])
    )
    return newest > manifest.stat().st_ctime


def _broker() -> list[ProcessSpec]:
    """The embedded broker, or nothing when there is one elsewhere; that one must answer now."""
    if settings.EMBEDDED_BROKER:
        return [broker_process(settings.EMBEDDED_BROKER_SOCKET, settings.DATA_DIR / "broker")]
    with Connection(settings.BROKER_URL) as connection:
        try:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=3)
        except OperationalError as error:
            message = f"The broker {connection.as_uri()} of REDIS_URL does not answer: {error}"
            raise SupervisionError(message) from error
    return []


def _celery(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "-A", "factcheck", *arguments)


def _log_level() -> str:
    """Celery sets the level of the root logger to its own option, so it must be told ours."""
    return f"--loglevel={logging.getLevelName(logging.root.level)}"


def _worker() -> ProcessSpec:
    """Two worker processes for all queues, ready when they answer through the broker."""
    # One name per data directory, or two workbenches on one machine and one Redis would answer for each other.
    key = hashlib.sha256(str(settings.DATA_DIR).encode()).hexdigest()[:8]
    node = f"workbench-{key}@{socket.gethostname()}"
    alone = ("--without-gossip", "--without-mingle")
    return ProcessSpec(
        name="worker",
        argv=_celery("worker", "-n", node, "-Q", QUEUES, "--concurrency=2", _log_level(), *alone),
        directory=settings.BASE_DIR,
        ready=partial(_worker_answers, node),
    )


def _worker_answers(node: str) -> bool:
    try:
        return bool(app.control.ping(destination=[node], timeout=1))
    except OperationalError:
        return False


def _beat() -> ProcessSpec:
    """The clock of the recurring tasks; it keeps in a file when each ran last."""
    schedule = settings.DATA_DIR / "beat-schedule"
    return ProcessSpec(
        name="beat",
        argv=_celery("beat", "--schedule", str(schedule), "--pidfile=", _log_level()),
        directory=settings.BASE_DIR,
    )


def _web(address: Address) -> ProcessSpec:
    """The web server: two processes of four threads, ready when ``/health/`` says so."""
    size = ("--worker-class=gthread", "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=15")
    reload = ("--reload",) if settings.DEBUG else ()
    return ProcessSpec(
        name="web",
        argv=(
            *(sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", str(address), "--no-control-socket"),
            *size,
            *reload,
        ),
        directory=settings.BASE_DIR,
        ready=partial(answers_http, address.local(), "/health/", _headers()),
    )


def _headers() -> dict[str, str]:
    """A host that the settings allow, and the scheme that they ask for."""
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return {"Host": host, "X-Forwarded-Proto": "https" if settings.SECURE_SSL_REDIRECT else "http"}
