"""Adding a webhook, trying it, and putting something right, in a real browser."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from exports.models import Publication, Recall, Subscriber
from exports.services.delivering import run_deliveries
from exports.services.publishing import publish_verdict
from tests.conftest import PASSWORD, make_person
from tests.exports.cases import decide, make_cited, make_known_claim
from tests.exports.cms.base import Answer, running
from tests.exports.cms.receiver import FakeReceiver
from tests.exports.cms.setting import allow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
SHOTS = os.environ.get("SHOTS", "")
WIDTHS = (360, 1_440)


def look(page: "Page", name: str) -> None:
    """Nothing is cut off at either width; with SHOTS set, the page is kept as a picture."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is too wide at {width}"
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}_{width}.png", full_page=True)


def test_an_editor_adds_a_webhook_tries_it_and_has_a_verdict_judged_again(
    page: "Page", live_server: Any, settings: Any, faults: list[str]
) -> None:
    settings.FETCH_ALLOWED_NETWORKS = ("127.0.0.0/8",)
    settings.FETCH_ALLOWED_PORTS = frozenset({80, 443})
    settings.CELERY_TASK_ALWAYS_EAGER = False  # the messages are sent where the test says
    settings.CELERY_BROKER_URL = "memory://"
    editor, reviewer = make_person("edda-editor", "editor"), make_person("rosa-reviewer", "reviewer")
    page.goto(live_server.url + reverse("login"))
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    with running(FakeReceiver()) as receiver:
        allow(receiver)
        page.goto(live_server.url + reverse("exports:subscribers"))
        look(page, "subscribers_empty")
        page.get_by_role("link", name="Webhook (signed JSON)").click()
        page.get_by_label("Name").fill("Site of the Gazette")
        page.get_by_label("Address").fill("no address")
        page.get_by_role("button", name="Add it").click()
        if page.get_by_label("Name").count():  # without the browser's own check the server says it
            look(page, "subscriber_form")
        page.get_by_label("Address").fill(f"{receiver.url}/hook")
        page.get_by_role("button", name="Add it").click()
        receiver.secret = page.locator("code").first.inner_text()
        assert receiver.secret.startswith("whsec_")
        look(page, "subscriber_secret")

        page.get_by_role("button", name="Send a test").click()
        subscriber = Subscriber.objects.get()
        run_deliveries(subscriber_id=subscriber.pk)
        page.reload()
        assert page.get_by_text("confirmed").count()
        look(page, "delivery")

        claim = make_known_claim()
        make_cited(claim, editor)
        publish_verdict(review=decide(claim, reviewer), by=editor)
        receiver.accidents = [Answer(500, {"error": "out of order"})]
        run_deliveries(subscriber_id=subscriber.pk)
        page.goto(live_server.url + reverse("exports:deliveries"))
        assert page.get_by_text("It answered 500").count()
        look(page, "deliveries")

        page.goto(live_server.url + reverse("exports:feed"))
        page.get_by_role("link", name="What it touches").click()
        look(page, "impact")
        page.get_by_label("What changed").fill("The count was of another pier.")
        page.get_by_role("button", name="Open the reviews").click()
        assert page.get_by_text("0 of 1 put right").count()
        look(page, "recall")
        page.goto(live_server.url + reverse("exports:corrections"))
        look(page, "corrections")
        page.goto(live_server.url + subscriber.get_absolute_url())
        look(page, "subscriber")

    assert Recall.objects.get().items.get().publication == Publication.objects.get()
    assert [fault for fault in faults if "400" not in fault] == []
