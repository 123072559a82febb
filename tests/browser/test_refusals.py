"""A form that is refused far down a page: the page opens there, with and without scripts, narrow and wide."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from reviews.models import Review
from reviews.services import presence
from tests.browser.test_clock import log_in
from tests.factories import make_review

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_whoever_is_refused_sees_why_and_can_go_on_from_there(
    live_server: LiveServer, page: "Page", width: int, editor: User, reviewer: User
) -> None:
    from playwright.sync_api import expect

    opened = make_review()
    presence.stay(review=opened, by=reviewer)
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, live_server.url, editor)
    page.goto(live_server.url + reverse("reviews:review", args=[opened.public_id]))
    page.get_by_role("button", name="Take this review").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text(f"{reviewer.username}, since ")
    expect(refusal).to_be_in_viewport(ratio=1)
    expect(refusal).to_be_focused()
    page.get_by_role("button", name="Go on all the same").click()
    expect(page.get_by_text("What you typed is kept below.")).to_have_count(0)
    assert Review.objects.get().assignee == editor
