"""The interactive description in a real browser, under the content policy of the site."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

METHODS = {"get", "put", "post", "delete", "patch"}

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_every_endpoint_is_shown_and_nothing_is_blocked(
    live_server: "LiveServer", browser: "Browser", editor: User
) -> None:
    client = Client()
    client.force_login(editor)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    complaints = []
    context = browser.new_context()
    context.add_cookies([session])
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.wait_for_selector("#operations-publications-publications_list")

    paths = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()["paths"].values()
    assert page.locator(".opblock").count() == sum(len(METHODS & path.keys()) for path in paths) > 0
    assert complaints == []
