"""The galley in a real browser: with and without JavaScript, with the keys only, with bad input."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Article, Claim
from claims.services.claims import discard_claim
from claims.services.extraction import run_extraction
from reviews.models import Review
from reviews.services.lifecycle import cancel_review
from tests.browser.galleys import make_galley, make_long
from tests.browser.hands import Hands
from tests.browser.test_journey import log_in
from tests.conftest import PASSWORD
from tests.factories import BODY, make_article, make_claim, make_review

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]


def settle(article: Article, editor: User) -> None:
    """Close a review of every claim without a verdict, so that nothing waits for anybody."""
    for claim in article.claims.filter(discarded_at__isnull=True):
        for review in Review.objects.filter(claim=claim, state__in=("open", "assigned", "disputed", "decided")):
            review.delete()
        cancel_review(review=make_review(claim=claim), by=editor, reason="Settled on the telephone.")


def open_card(hands: Hands) -> Locator:
    """The first claim, opened, with all that is known of it where scripts bring that."""
    card = hands.page.locator(".claim").first
    if card.get_attribute("open") is None:
        hands.press(card.locator("> summary"))
    if hands.has_scripts:
        expect(card.locator(".beside-claim")).to_be_visible()
    return card


def test_from_paste_to_sign_off(seat: Callable[..., Hands], editor: User, faults: list[str]) -> None:
    hands = seat()
    hands.go("/")
    hands.write(hands.field("Username"), editor.username)
    hands.write(hands.field("Password"), PASSWORD)
    hands.send(hands.button("Log in"))
    hands.send(hands.link("Add an article"))
    hands.paste(hands.field("Text of the article"), BODY)
    hands.write(hands.field("Headline"), "Pier to close")
    hands.send(hands.button("Hand in the article"))
    article = Article.objects.get()
    run_extraction(article_id=article.pk)
    settle(article, editor)
    hands.go(f"/articles/{article.public_id}/coverage/")
    expect(hands.button("Sign off")).to_be_disabled()
    expect(hands.page.locator("#why-sign")).to_contain_text("1 sentence is unaccounted for.")
    hands.tick(hands.page.get_by_role("checkbox").first)
    hands.write(hands.field("Why they need no check"), "Common knowledge.")
    hands.send(hands.button("No check needed"))
    hands.write(hands.field("Note"), "Two calls.")
    hands.send(hands.button("Sign off"))
    expect(hands.page.locator(".signed")).to_contain_text(f"Signed off by {editor.username}")
    discard_claim(claim=article.claims.first(), by=editor, reason="Not a claim.")
    hands.page.reload()
    expect(hands.page.locator(".coverage")).to_contain_text("was undone")
    assert faults == []


def test_a_claim_is_added_split_merged_and_all_of_it_undone_and_done_again(
    seat: Callable[..., Hands], editor: User, faults: list[str]
) -> None:
    hands, article = seat(editor), make_article()
    hands.go(article.get_absolute_url())
    hands.send(hands.link("Mark a claim"))
    hands.write(hands.field("Exact words"), "The harbour board will close the east pier")
    hands.write(hands.field("Statement"), "The board closes the pier.")
    hands.send(hands.button("Mark the claim"))
    hands.send(open_card(hands).get_by_role("link", name="Split"))
    hands.write(hands.field("Words of each claim"), "The harbour board\nwill close the east pier")
    hands.send(hands.button("Split the claim"))
    expect(hands.page.locator(".claim")).to_have_count(2)
    hands.send(open_card(hands).get_by_role("link", name="Merge"))
    hands.tick(hands.page.get_by_role("checkbox").first)
    hands.send(hands.button("Merge the claims"))
    expect(hands.page.locator(".claim")).to_have_count(1)
    for name, counts in (("Undo what you did last", (2, 1, 0)), ("Redo what you undid last", (1, 2, 1))):
        hands.go(article.get_absolute_url())
        for count in counts:
            hands.send(hands.button(name))
            expect(hands.page.locator(".claim")).to_have_count(count)
    assert faults == []


def test_a_new_draft_says_what_changed(seat: Callable[..., Hands], editor: User, faults: list[str]) -> None:
    hands, article = seat(editor), make_galley(editor)
    hands.go(article.get_absolute_url())
    hands.send(hands.link("New draft"))
    hands.paste(hands.field("Text of the new draft"), article.body.replace("412 metres", "400 metres"))
    hands.send(hands.button("Hand in the new draft"))
    expect(hands.page.locator(".lede")).to_contain_text("changed since checked")
    expect(hands.page.locator("#gone-title")).to_be_visible()
    assert faults == []


def test_every_claim_is_printed_with_a_number_and_a_note(
    seat: Callable[..., Hands], editor: User, faults: list[str]
) -> None:
    hands, article = seat(editor), make_galley(editor)
    hands.go(article.get_absolute_url())
    hands.send(hands.link("Print"))
    expect(hands.page.locator(".print-note")).to_have_count(8)
    expect(hands.page.locator(".printed sup")).to_have_count(8)
    hands.page.emulate_media(media="print")
    expect(hands.page.locator(".masthead")).to_be_hidden()
    hands.page.emulate_media(media="screen")
    with hands.page.expect_download() as got:
        hands.press(hands.page.get_by_role("link", name="PDF"))
    assert got.value.suggested_filename == "port-sella-to-close-its-east-pier.pdf"
    assert faults == []


def test_overlapping_and_split_claims_have_each_a_line(page: Page, live_server: LiveServer, editor: User) -> None:
    article = make_galley(editor)
    log_in(page, live_server, editor)
    page.goto(live_server.url + article.get_absolute_url())
    nested = page.locator("mark mark").first
    lines = [
        mark.evaluate("mark => getComputedStyle(mark).textUnderlineOffset") for mark in (nested, nested.locator(".."))
    ]
    assert lines[0] != lines[1]
    expect(page.locator(".marker--goes-on")).to_have_text("…4")


def test_no_page_of_the_galley_is_wider_than_a_small_phone(page: Page, live_server: LiveServer, editor: User) -> None:
    article = make_galley(editor)
    claim = article.claims.first()
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, live_server, editor)
    of_article = [f"/articles/{article.public_id}/{name}/" for name in ("coverage", "print", "deeds", "draft")]
    of_claim = [f"/claims/{claim.public_id}/{name}" for name in ("", "words/", "split/", "merge/")]
    for address in [article.get_absolute_url(), *of_article, *of_claim, "/keys/"]:
        page.goto(live_server.url + address)
        assert page.locator("html").evaluate("page => page.scrollWidth") <= 360, address


# --- Keys ---


def test_the_keyboard_alone_moves_opens_weighs_and_marks(
    scripted: Page, live_server: LiveServer, editor: User, faults: list[str]
) -> None:
    article = make_galley(editor)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    press = scripted.keyboard.press
    press("j")
    press("j")
    press("j")
    card = scripted.locator(".claim[open]")
    expect(card.locator(".claim-number")).to_have_text("3")
    expect(card.locator(".evidence")).to_have_count(2)
    press("e")
    expect(card.locator("[id^=evidence-of-]")).to_be_focused()
    press("n")
    expect(card.locator(".evidence .pick--context[aria-pressed]")).to_have_count(1)
    press("u")
    expect(scripted.locator(".mark--unaccounted.is-here")).to_be_focused()
    press("m")
    press("Shift+ArrowRight")
    press("Enter")
    expect(scripted.get_by_label("Exact words")).to_have_value(re.compile("The mood"))
    assert faults == []


def test_the_words_of_a_claim_are_changed_with_the_keys(scripted: Page, live_server: LiveServer, editor: User) -> None:
    claim = make_claim(article=make_article(), content=[[0, 17]], quote="The harbour board")
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + claim.get_absolute_url())
    expect(scripted.locator(".claim[open] .beside-claim")).to_be_visible()
    scripted.keyboard.press("w")
    scripted.keyboard.press("Shift+ArrowRight")
    scripted.keyboard.press("Enter")
    scripted.get_by_role("button", name="Change the words").click()
    claim.refresh_from_db()
    assert claim.quote.startswith("The harbour board will")
    scripted.wait_for_load_state()
    scripted.keyboard.press("z")
    expect(scripted.get_by_text("Undone.")).to_be_visible()
    claim.refresh_from_db()
    assert claim.quote == "The harbour board"


def test_selected_words_across_marks_become_a_claim(scripted: Page, live_server: LiveServer, editor: User) -> None:
    article = make_galley(editor)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    scripted.evaluate(
        """() => { const marks = document.querySelectorAll('.article-text mark');
        getSelection().setBaseAndExtent(marks[0], 0, marks[marks.length > 3 ? 3 : 1], 1); }"""
    )
    scripted.keyboard.press("m")
    words = scripted.get_by_label("Exact words").input_value()
    assert words.startswith("The harbour board of Port Sella will close")
    assert not re.search(r"[●◆○]", words)
    scripted.get_by_role("button", name="Mark the claim").click()
    expect(scripted.get_by_text("The claim is marked")).to_be_visible()


def test_the_palette_finds_commands_and_claims_and_gives_focus_back(
    scripted: Page, live_server: LiveServer, editor: User
) -> None:
    article = make_galley(editor)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    scripted.keyboard.press("Control+k")
    scripted.keyboard.type("6")
    scripted.keyboard.press("Enter")
    expect(scripted.locator(".claim[open] .claim-number")).to_have_text("6")
    scripted.keyboard.press("Control+k")
    scripted.keyboard.type("nothing is called so")
    expect(scripted.get_by_text("No command is called that.")).to_be_visible()
    scripted.keyboard.press("Escape")
    expect(scripted.locator("#palette")).to_be_hidden()


def test_a_person_sets_other_keys_and_a_clash_is_refused(page: Page, live_server: LiveServer, editor: User) -> None:
    log_in(page, live_server, editor)
    page.goto(f"{live_server.url}/keys/")
    page.get_by_label("Next claim, or next passage of a review").fill("k")
    page.get_by_role("button", name="Set the keys").click()
    expect(page.get_by_text("is also the key for").first).to_be_visible()
    page.get_by_label("Next claim, or next passage of a review").fill("h")
    page.get_by_role("button", name="Set the keys").click()
    expect(page.get_by_text("Your keys are set.")).to_be_visible()
    assert page.locator('[data-does="next"]').get_attribute("data-key") == "h"


# --- Bad input ---

HOSTILE = {
    "right to left": "قال المتحدث إن الجسر سيغلق يوم الاثنين. وقالت البلدية إنها لا تعرف.",
    "emoji and marks": "The pier 👩‍👩‍👧 cafe\u0301 said it closes 🇩🇪 soon. Z\u0351\u0300\u030balgo said so.",
    "a long word": "w" * 10_000 + " said the board.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_whole(page: Page, live_server: LiveServer, editor: User, name: str) -> None:
    article = make_article(body=HOSTILE[name], headline=HOSTILE[name][:200])
    make_claim(article=article, content=[[4, 14]], quote=article.body[4:14])
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, live_server, editor)
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator("mark").first).to_have_text(article.body[4:14].strip(), use_inner_text=False)
    assert page.locator("html").evaluate("page => page.scrollWidth") <= 360


def test_five_thousand_claims_on_one_sentence_are_one_page(page: Page, live_server: LiveServer, editor: User) -> None:
    article = make_long(words=9, claims=5_000)
    log_in(page, live_server, editor)
    page.goto(live_server.url + article.get_absolute_url())
    expect(page.locator(".marker--rest").first).to_be_visible()
    assert len(page.content()) < 1_000_000
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator(".pager")).to_contain_text("Page 2 of 50")
    expect(page.locator(".claim")).to_have_count(100)
    expect(page.locator(".claim-number").first).to_have_text("101")


def test_a_claim_that_was_just_discarded_says_so(scripted: Page, live_server: LiveServer, editor: User) -> None:
    article = make_galley(editor)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    claim = article.claims.order_by("start", "pk").first()
    discard_claim(claim=claim, by=editor, reason="Not a claim.")
    scripted.keyboard.press("j")
    expect(scripted.locator(".claim[open]")).to_contain_text("This claim was discarded: Not a claim.")


def test_a_session_that_ended_while_typing_loses_no_words(
    scripted: Page, live_server: LiveServer, editor: User
) -> None:
    claim = make_claim()
    log_in(scripted, live_server, editor)
    scripted.goto(f"{live_server.url}/claims/{claim.public_id}/revise/")
    scripted.get_by_label("Statement").fill("Half an hour of thought.")
    Session.objects.all().delete()
    scripted.get_by_role("button", name="Save the claim").click()
    expect(scripted.get_by_text("Your session had ended.")).to_be_visible()
    scripted.get_by_label("Username").fill(editor.username)
    scripted.get_by_label("Password").fill("a-long-test-password")
    scripted.get_by_role("button", name="Log in").click()
    expect(scripted.get_by_label("Statement")).to_have_value("Half an hour of thought.")


def test_a_lost_connection_is_said_and_tried_again(scripted: Page, live_server: LiveServer, editor: User) -> None:
    article = make_galley(editor)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    scripted.context.set_offline(True)
    scripted.keyboard.press("j")
    expect(scripted.locator(".claim[open]").get_by_text("There is no connection")).to_be_visible()
    scripted.context.set_offline(False)
    scripted.get_by_role("button", name="Try again").click()
    expect(scripted.locator(".claim[open] .beside-claim")).to_be_visible()


def test_a_long_article_loads_its_parts_and_j_goes_on_into_the_next(
    scripted: Page, live_server: LiveServer, editor: User
) -> None:
    article = make_long(words=4_000, claims=300)
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    scripted.wait_for_selector("[data-ready]")
    first = scripted.locator('[data-list="1"] .claim').count()
    assert 0 < first < 300
    for _ in range(first + 1):
        scripted.keyboard.press("j")
        scripted.wait_for_timeout(5)
    expect(scripted.locator(".claim[open]")).to_have_count(1)
    expect(scripted.locator(".claim[open] .claim-number")).to_have_text(str(first + 1))
    assert Claim.objects.filter(article=article).count() == 300
