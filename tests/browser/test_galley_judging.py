"""Judging claims beside the text, with keys, pointer and what can go wrong, in a real browser."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim
from claims.services.claims import discard_claim
from reviews.models import Verdict
from tests.browser.galleys import make_state
from tests.browser.test_journey import log_in
from tests.conftest import PASSWORD
from tests.factories import make_article, make_claim

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]
WHY = "The register says so."


@pytest.fixture
def claim(reviewer: User) -> Claim:
    """A claim in the hands of a reviewer, with a passage for and one against it, and one after it."""
    article = make_article()
    first = make_claim(article=article, content=[[0, 17]], quote="The harbour board")
    make_state(make_claim(article=article, content=[[82, 100]]), "open", reviewer)
    make_state(first, "assigned", reviewer)
    first.evidence.update(decision="suggested", human_stance="", curated_by=None, curated_at=None)
    return first


@pytest.fixture
def typing(scripted: Page, live_server: LiveServer, claim: Claim, reviewer: User) -> Page:
    """The first claim is open, a rating is chosen and a reason typed, all with the keys."""
    log_in(scripted, live_server, reviewer)
    scripted.goto(live_server.url + claim.article.get_absolute_url())
    scripted.wait_for_selector("[data-ready]", state="attached")
    press = scripted.keyboard.press
    press("j")
    expect(scripted.locator(".claim[open] .judge")).to_be_visible()
    press("s")
    expect(scripted.locator(".claim[open] .pick--corroborates[aria-pressed]")).to_have_count(1)
    press("1")
    press("Tab")
    scripted.keyboard.type(WHY)
    return scripted


def send(page: Page) -> None:
    page.keyboard.press("Control+Enter")


def test_a_verdict_is_given_with_the_keys_and_the_next_claim_is_one_key_away(
    typing: Page, claim: Claim, faults: list[str]
) -> None:
    send(typing)
    card = typing.locator(".claim[open]")
    expect(card.locator(".verdict")).to_contain_text(WHY)
    expect(card.locator(".claim-state")).to_contain_text("decided")
    expect(typing.locator(f"#mark-{claim.public_id}")).to_have_class("marker marker--decided")
    expect(typing.locator("#says")).to_contain_text("Your assessment is in.")
    typing.keyboard.press("j")
    expect(typing.locator(".claim[open] .claim-number")).to_have_text("2")
    typing.keyboard.press("a")
    expect(typing.locator(".claim[open] .judge")).to_be_visible()
    assert Verdict.objects.get().citations.count() == 1
    assert faults == []


def test_deciding_on_a_passage_goes_on_to_the_next_and_keeps_what_was_typed(typing: Page) -> None:
    typing.keyboard.press("Escape")
    typing.locator(".claim[open] .evidence").nth(1).focus()
    typing.keyboard.press("c")
    expect(typing.locator(".claim[open] .pick--contradicts[aria-pressed]")).to_have_count(1)
    expect(typing.locator(".claim[open] .judge textarea")).to_have_value(WHY)
    expect(typing.locator(".claim[open] .picks input").first).to_be_checked()


def test_a_session_that_ended_while_judging_loses_no_words(
    typing: Page, live_server: LiveServer, reviewer: User
) -> None:
    Session.objects.all().delete()
    send(typing)
    expect(typing.locator(".claim[open] .refusal--asked")).to_contain_text("Your session has ended.")
    expect(typing.locator(".claim[open] .judge textarea")).to_have_value(WHY)
    typing.reload()
    typing.get_by_label("Username").fill(reviewer.username)
    typing.get_by_label("Password").fill(PASSWORD)
    typing.get_by_role("button", name="Log in").click()
    typing.wait_for_selector("[data-ready]", state="attached")
    typing.keyboard.press("j")
    expect(typing.locator(".claim[open] .judge textarea")).to_have_value(WHY)
    typing.get_by_role("button", name="Give this verdict").click()
    expect(typing.locator(".claim[open] .verdict")).to_contain_text(WHY)


def test_a_connection_that_is_lost_while_judging_is_said_and_tried_again(typing: Page) -> None:
    typing.context.set_offline(True)
    send(typing)
    expect(typing.locator(".claim[open] .refusal--asked")).to_contain_text("There is no connection")
    expect(typing.locator(".claim[open] .judge textarea")).to_have_value(WHY)
    typing.context.set_offline(False)
    typing.get_by_role("button", name="Try again").click()
    expect(typing.locator(".claim[open] .verdict")).to_contain_text(WHY)


def test_a_claim_that_was_discarded_while_judging_is_said_and_the_words_stay(
    typing: Page, claim: Claim, editor: User
) -> None:
    discard_claim(claim=claim, by=editor, reason="Not a claim.")
    send(typing)
    expect(typing.locator(".claim[open]")).to_contain_text("This claim was discarded: Not a claim.")
    expect(typing.get_by_label("What you typed")).to_have_value(WHY)


# --- Handles ---


def test_the_words_of_a_claim_are_changed_by_dragging_its_handles(
    scripted: Page, live_server: LiveServer, claim: Claim, editor: User
) -> None:
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + claim.get_absolute_url())
    scripted.wait_for_selector("[data-ready]", state="attached")
    scripted.locator(".claim[open] [data-action=words]").click()
    end = scripted.get_by_role("button", name="End of the words")
    expect(end).to_be_in_viewport()
    end.hover()
    box = end.bounding_box()
    scripted.mouse.down()
    scripted.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + box["height"] / 2, steps=4)
    scripted.mouse.up()
    dragged = scripted.evaluate("getSelection().toString()")
    assert dragged.startswith("The harbour board will")
    end.focus()
    scripted.keyboard.press("ArrowLeft")
    assert len(scripted.evaluate("getSelection().toString()")) < len(dragged)
    scripted.get_by_role("button", name="Beginning of the words").focus()
    scripted.keyboard.press("ArrowRight")
    scripted.get_by_role("button", name="Take these words").click()
    words = scripted.get_by_label("Exact words").input_value()
    assert words.startswith("harbour board")
    scripted.get_by_role("button", name="Change the words").click()
    claim.refresh_from_db()
    assert claim.quote == words


def test_choosing_words_is_left_with_escape_and_gives_focus_back(
    scripted: Page, live_server: LiveServer, claim: Claim, editor: User
) -> None:
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + claim.get_absolute_url())
    scripted.wait_for_selector("[data-ready]", state="attached")
    link = scripted.locator(".claim[open] [data-action=words]")
    link.focus()
    scripted.keyboard.press("Enter")
    expect(scripted.get_by_role("toolbar", name="Choosing words")).to_be_visible()
    scripted.keyboard.press("Escape")
    expect(scripted.get_by_role("toolbar", name="Choosing words")).to_be_hidden()
    expect(link).to_be_focused()
