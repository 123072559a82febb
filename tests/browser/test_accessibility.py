"""axe-core on every page, in light and in dark, and no page that has to be moved sideways at 400 %."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.every_page import make_world, pages, routes

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]

AT_400_PERCENT = {"width": 320, "height": 256}
"""What is left of 1,280 by 1,024 (WCAG 2.2, success criterion 1.4.10)."""


@pytest.fixture
def every_page(editor: User, reviewer: User) -> dict[str, str]:
    """The addresses of all pages of a desk with something on each of them, by the name of their route."""
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    found, wrong = pages(client, make_world(editor, reviewer))
    assert wrong == {}
    assert len(found) > len(routes()) / 3
    return found


def opened(browser: Browser, server: LiveServer, person: User, **wanted: object) -> Page:
    """A page of a browser in which ``person`` is logged in."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(bypass_csp=True, **wanted)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    return context.new_page()


def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_the_window(
    browser: Browser, live_server: LiveServer, editor: User, every_page: dict[str, str]
) -> None:
    page = opened(browser, live_server, editor)
    found = {}
    for name, address in every_page.items():
        page.set_viewport_size({"width": 1280, "height": 1024})
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        found[name, "light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[name, "dark"] = violations(page)
        page.set_viewport_size(AT_400_PERCENT)
        width = page.evaluate("document.documentElement.scrollWidth")
        found[name, "at 400 %"] = [f"{width} pixels wide"] if width > AT_400_PERCENT["width"] else []
    assert {place: rows for place, rows in found.items() if rows} == {}


def violations(page: Page) -> list[str]:
    """What axe-core finds: the rule, the first element, how it fails."""
    rows = Axe().run(page).response["violations"]
    first = [(row["id"], row["nodes"][0]) for row in rows]
    return [f"{rule}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule, node in first]
