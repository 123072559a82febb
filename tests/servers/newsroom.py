"""A whole newsroom in processes of its own, as ``manage.py up`` starts it, for tests that need the real thing."""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-long-test-password"

# Short clocks, so that what a killed worker left behind is taken up again within seconds.
CLOCKS = {"TASK_SECONDS": "8", "LEASE_SECONDS": "9", "REDELIVERY_SECONDS": "10", "SWEEP_SECONDS": "2"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: str, reached: Callable[[], Any], *, seconds: float) -> Any:
    """The first true answer of ``reached``; fails the test when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = reached()
        if found:
            return found
        time.sleep(0.2)
    message = f"{what} did not happen within {seconds} seconds"
    raise AssertionError(message)


def command_line(process: psutil.Process) -> str:
    """What was started, empty for a process that has just ended."""
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return ""


class Newsroom:
    """The processes, their database, and a browser without a window."""

    def __init__(self, directory: Path, **env: str) -> None:
        self.directory = directory
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {
            name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
        }
        self.env = kept | {"DATA_DIR": str(directory), "WEB_ADDRESS": f"127.0.0.1:{self.port}", "ENV_FILE": ""} | env
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Newsroom":
        self.log = (self.directory / "up.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up"], cwd=ROOT, env=self.env, stdout=self.log, stderr=subprocess.STDOUT
        )
        wait_for(f"the newsroom to be up (see {self.directory}/up.log)", self.is_up, seconds=90)
        return self

    def is_up(self) -> bool:
        assert self.process.poll() is None, (self.directory / "up.log").read_text()
        try:
            with urllib.request.urlopen(f"{self.address}/health/", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self.log.close()

    def manage(self, *arguments: str, text: str = "") -> str:
        """What a management command prints; its failure fails the test."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add_person(self, name: str, group: str) -> None:
        code = (
            "from django.contrib.auth.models import User, Group;"
            f"p = User.objects.create_user({name!r}, '{name}@desk.example', {PASSWORD!r});"
            f"p.groups.add(Group.objects.get(name={group!r}))"
        )
        self.manage("shell", "-c", code)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database holds, read past the application."""
        connection = sqlite3.connect(f"file:{self.directory / 'db.sqlite3'}?mode=ro", uri=True, timeout=20)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def one(self, sql: str, *values: Any) -> Any:
        return self.rows(sql, *values)[0][0]

    def worker(self) -> psutil.Process | None:
        """The parent process of the Celery worker; none while it is being started again."""
        for child in psutil.Process(self.process.pid).children():
            if " celery " in command_line(child) and " worker " in command_line(child):
                return child
        return None

    def browser(self, name: str) -> "Browser":
        return Browser(self.address).log_in(name)


class Browser:
    """Follows links and sends forms as a person without JavaScript would."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = ""
        self.url = address

    def log_in(self, name: str) -> "Browser":
        self.get("/login/")
        self.post("/login/", username=name, password=PASSWORD)
        assert "Log out" in self.page, self.page
        return self

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.address, path)))

    def post(self, path: str, **fields: Any) -> str:
        """Send the form at ``path`` with the token of the page at hand."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page).group(1)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True).encode()
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.address, path), data=body))

    def _open(self, request: urllib.request.Request) -> str:
        request.add_header("Referer", self.url)
        try:
            with self.opener.open(request, timeout=30) as answer:
                self.url = answer.url
                self.page = answer.read().decode()
        except urllib.error.HTTPError as error:
            message = f"{request.full_url} answered {error.code}: {error.read().decode()[:2000]}"
            raise AssertionError(message) from error
        return self.page


def call(
    address: str, token: str, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    """One request to the API as a CMS sends it: status, headers, answer."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=30)
    sent = {"Authorization": f"Token {token}", "Content-Type": "application/json", **headers}
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    return (
        answer.status,
        {name.lower(): value for name, value in answer.getheaders()},
        json.loads(text) if text else None,
    )
