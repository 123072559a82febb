"""The interactive description in a real browser, under the content policy of the site."""

import os
import shutil

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(autouse=True)
def _sync_orm(monkeypatch: pytest.MonkeyPatch) -> None:
    # Playwright keeps an event loop in this thread; the test itself stays synchronous.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def test_every_endpoint_is_shown_and_nothing_is_blocked(live_server: object, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    complaints = []
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies([session])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/api/v1/docs/")
        page.wait_for_selector("#operations-publications-publications_list")
        shown = page.locator(".opblock").count()
        browser.close()

    assert shown == 11
    assert complaints == []
