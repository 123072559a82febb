"""The forecast, the cut-list and the preferences in a browser, narrow and wide, with and without scripts."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import NoticePreference, Review
from tests.conftest import PASSWORD
from tests.factories import make_claim, make_review
from tests.reviews.conftest import place

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
WIDTHS = (360, 1440)
STATEMENTS = (
    "The harbour board will close the east pier before the winter.",
    "The ministry received the inspection report of 1,200 cracks on Thursday and did not read it.",
    "Port engineer Olav Brenn denied that the pier was unsafe.",
    "The ferry carried fewer passengers in 2025 than in any year since 1958.",
)


@pytest.fixture
def waiting(reviewer: User) -> list[Review]:
    """Four claims: the first two have no time left, the others have a day."""
    dues = (dt.timedelta(minutes=2), dt.timedelta(minutes=3), dt.timedelta(hours=20), dt.timedelta(hours=26))
    worths = (0.2, 0.9, 0.5, 0.4)
    return [
        place(
            make_review(claim=make_claim(statement=text, checkworthiness=worth), due_at=timezone.now() + due),
            "assigned",
            assignee=reviewer,
            assigned_at=timezone.now(),
        )
        for text, due, worth in zip(STATEMENTS, dues, worths, strict=True)
    ]


def log_in(page: "Page", address: str, person: User) -> None:
    page.goto(f"{address}/login/")
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def look(page: "Page", name: str) -> None:
    """Nothing is wider than the window, at either width; kept as pictures where SCREENSHOTS names a folder."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("main").bounding_box()["width"] <= width
        wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), f"{name} scrolls sideways at {width}"
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_an_editor_cuts_what_has_no_time_and_sees_first_what_that_helps(
    live_server: object, page: "Page", faults: list[str], editor: User, waiting: list[Review]
) -> None:
    log_in(page, live_server.url, editor)
    page.goto(f"{live_server.url}/queue/")
    page.get_by_role("link", name="What will be done in time").click()
    assert "Of 4 undecided reviews" in page.locator(".lede").inner_text()
    look(page, "forecast")
    page.get_by_role("link", name="What to hurry or cut").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="What would that help?").click()
    assert "Without the 1 claim that you ticked" in page.get_by_role("status").inner_text()
    look(page, "cuts")
    page.get_by_label("Reason").fill("There is no time for it.")
    page.get_by_role("button", name="Close the ticked reviews").click()
    assert "1 review is closed without a verdict." in page.locator(".messages").inner_text()
    waiting[0].refresh_from_db()
    assert waiting[0].state == "cancelled"
    assert faults == []


def test_a_person_says_how_he_is_told(live_server: object, page: "Page", faults: list[str], reviewer: User) -> None:
    log_in(page, live_server.url, reviewer)
    page.goto(f"{live_server.url}/notices/")
    page.get_by_role("link", name="How you are told of what").click()
    page.get_by_label("Due soon").select_option("digest")
    page.get_by_label("No mail from").fill("22:00")
    page.get_by_role("button", name="Save").click()
    assert "Give both times, or neither." in page.locator("main").inner_text()
    assert page.get_by_label("No mail from").input_value() == "22:00"
    page.get_by_label("until").fill("06:30")
    page.get_by_role("button", name="Save").click()
    assert "from now on" in page.locator(".messages").inner_text()
    look(page, "preferences")
    kept = NoticePreference.objects.get(person=reviewer)
    assert (kept.ways, kept.quiet_until) == ({"reminder": "digest"}, dt.time(6, 30))
    assert [fault for fault in faults if "400" not in fault] == []


def test_an_editor_sets_a_due_time(
    live_server: object, page: "Page", faults: list[str], editor: User, waiting: list[Review]
) -> None:
    log_in(page, live_server.url, editor)
    page.goto(live_server.url + waiting[2].get_absolute_url())
    page.locator("summary", has_text="Set the due time").click()
    page.get_by_label("Due", exact=True).fill("2020-01-01T10:00")
    step = page.locator("details", has_text="Set the due time")
    step.get_by_label("Reason").fill("The lawyer reads it tonight.")
    step.get_by_role("button", name="Set the due time").click()
    assert "This time has passed." in page.locator("main").inner_text()
    ahead = timezone.localtime(timezone.now() + dt.timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    page.get_by_label("Due", exact=True).fill(ahead)
    page.locator("details", has_text="Set the due time").get_by_role("button", name="Set the due time").click()
    assert "set by hand: The lawyer reads it tonight." in page.locator("header.review-head").inner_text()
    look(page, "due")
    assert [fault for fault in faults if "400" not in fault] == []
