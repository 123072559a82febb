"""A newsroom in memory, served to a real Chromium: what the measurements of pages have in common."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Served:
    """A browser, and the address at which the newsroom is."""

    browser: Any
    address: str

    def page(self, user: Any, *, width: int = 1440, height: int = 1000) -> Any:
        """A page of a browser in which ``user`` is logged in."""
        from django.test import Client

        client = Client()
        client.force_login(user)
        context = self.browser.new_context(viewport={"width": width, "height": height})
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}
        context.add_cookies([cookie])
        return context.new_page()


@contextmanager
def served() -> Iterator[Served]:
    """Start Django on an empty database in memory, serve it, and open a Chromium (``CHROMIUM``, or on the PATH)."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.db import connections
    from django.test.testcases import LiveServerThread
    from django.test.utils import setup_test_environment
    from playwright.sync_api import sync_playwright

    setup_test_environment()
    connections["default"].creation.create_test_db(verbosity=0)
    connections["default"].inc_thread_sharing()
    shared = {"default": connections["default"]}
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield Served(browser, f"http://127.0.0.1:{server.port}")
        browser.close()
    server.terminate()
