"""A real Chromium."""

import importlib.util
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.test import Client
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:  # the tests without a browser run where Playwright is not installed
    from playwright.sync_api import Browser, Page

    from tests.browser.hands import Hands

# Without the driver these tests can not even be read; .ci/run installs it and fails when none of them is run.
collect_ignore_glob = [] if importlib.util.find_spec("playwright") else ["test_*.py"]
REQUEST_ENDS_WITHIN = 20  # seconds
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""


@pytest.fixture(autouse=True)
def _synchronous_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs an event loop in this thread, which Django takes for asynchronous code."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Unanswered:
    """How many requests the live server is answering."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    def begin(self, **_: object) -> None:
        with self._changed:
            self._count += 1

    def end(self, **_: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait_for_none(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count <= 0, timeout=REQUEST_ENDS_WITHIN)


@pytest.fixture
def _every_request_answered(_django_db_helper: None) -> Iterator[None]:
    """A page may ask for something while it is closed: the database is emptied after the answer, not during it."""
    unanswered = Unanswered()
    request_started.connect(unanswered.begin)
    request_finished.connect(unanswered.end)
    yield
    unanswered.wait_for_none()
    request_started.disconnect(unanswered.begin)
    request_finished.disconnect(unanswered.end)


@pytest.fixture
def browser(_every_request_answered: None) -> Iterator["Browser"]:
    """A browser; fails where none is installed.

    Not one for all tests: while Playwright's event loop runs, Django has other connections in this thread, and what
    the database is set up with between two tests would not be found.
    """
    if not CHROMIUM:
        pytest.fail("no Chromium is installed; name one with CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained about: scripts that failed, what the content security policy stopped."""
    return []


def listen(page: "Page", faults: list[str]) -> "Page":
    """Note what the browser complains about on ``page``."""
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


@pytest.fixture(params=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether JavaScript runs."""
    return request.param == "with scripts"


@pytest.fixture(params=[360, 1440])
def width(request: pytest.FixtureRequest) -> int:
    """How many pixels the window is wide: a small phone, a large screen."""
    return request.param


@pytest.fixture
def page(browser: "Browser", faults: list[str], scripts: bool) -> Iterator["Page"]:
    """A fresh page; every test runs with and without JavaScript."""
    context = browser.new_context(java_script_enabled=scripts)
    yield listen(context.new_page(), faults)
    context.close()


@pytest.fixture
def scripted(browser: "Browser", faults: list[str]) -> "Page":
    """A page with JavaScript on a wide screen."""
    return listen(browser.new_context(viewport={"width": 1440, "height": 900}).new_page(), faults)


@pytest.fixture
def seat(
    browser: "Browser", live_server: LiveServer, faults: list[str], scripts: bool, width: int
) -> Callable[..., "Hands"]:
    """``seat(person)``: somebody without a mouse in a browser of his own, logged in when ``person`` is given.

    Every test runs with and without JavaScript, in a small window and in a large one.
    """
    from tests.browser.hands import Hands

    def take(person: User | None = None) -> "Hands":
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800})
        if person:
            client = Client()
            client.force_login(person)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return Hands(listen(context.new_page(), faults), live_server.url)

    return take
