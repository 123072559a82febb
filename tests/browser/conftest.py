"""A real Chromium."""

import importlib.util
import os
import shutil
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.signals import request_finished, request_started

if TYPE_CHECKING:  # the tests without a browser run where Playwright is not installed
    from playwright.sync_api import Browser, Page

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


@pytest.fixture(params=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: "Browser", faults: list[str]) -> Iterator["Page"]:
    """A fresh page; every test runs with and without JavaScript."""
    context = browser.new_context(java_script_enabled=request.param == "with scripts")
    opened = context.new_page()
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()


@pytest.fixture
def scripted(browser: "Browser", faults: list[str]) -> "Page":
    """A page with JavaScript on a wide screen."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page
