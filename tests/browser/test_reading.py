"""Reading an article and judging a claim: on a small screen, with the keys, with the pages watching the machine."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Article
from claims.services.runs import finish, take
from tests.browser.test_journey import log_in
from tests.factories import (
    make_article,
    make_claim,
    make_document,
    make_evidence,
    make_review,
    make_run,
    make_source,
    make_speaker,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def article() -> Article:
    """An article with three claims, the first of them under review."""
    article = make_article()
    for start in (0, 84, 98):
        claim = make_claim(article=article, content=[[start, start + 12]])
        make_evidence(claim=claim)
        make_review(claim=claim)
    return article


@pytest.fixture
def scripted(browser: Browser) -> Page:
    return browser.new_context().new_page()


def test_no_page_is_wider_than_a_small_phone(
    page: Page, live_server: LiveServer, editor: User, article: Article
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, live_server, editor)
    review = article.claims.get(start=0).reviews.get()
    document = article.claims.get(start=0).evidence.get().passage.document
    shown = [one.get_absolute_url() for one in (article, review, document)]
    for address in ["/", "/queue/?view=all", "/sources/", "/articles/new/", "/publications/", *shown]:
        page.goto(live_server.url + address)
        box = page.locator("main").bounding_box()
        widest = page.locator("html").evaluate("page => page.scrollWidth")
        assert box["width"] <= 360, address
        assert widest <= 360, address


def test_a_word_without_end_does_not_widen_a_page(page: Page, live_server: LiveServer, editor: User) -> None:
    word = "w" * 200
    article = make_article(headline=word, body=f"{word} {word}", outlet=word, byline=word, notes=[word])
    claim = make_claim(article=article, statement=word, role=word, speaker=make_speaker(name=word))
    document = make_document(title=word, text=word, source=make_source(name=word))
    make_evidence(claim=claim, passage=document.passages.get())
    review = make_review(claim=claim)
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, live_server, editor)
    shown = [one.get_absolute_url() for one in (article, review, document)]
    for address in ["/", "/queue/?view=all", "/sources/", *shown]:
        page.goto(live_server.url + address)
        assert page.locator("html").evaluate("page => page.scrollWidth") <= 360, address


def test_a_number_in_the_text_leads_to_its_claim_and_back(
    page: Page, live_server: LiveServer, editor: User, article: Article
) -> None:
    log_in(page, live_server, editor)
    page.goto(live_server.url + article.get_absolute_url())
    page.locator("a.marker").nth(1).click()
    card = page.locator(".claim").nth(1)
    expect(card.locator(".claim-body")).to_be_visible()
    card.get_by_role("link", name="In the text").click()
    expect(page.locator("a.marker").nth(1)).to_be_in_viewport()


def test_j_and_k_walk_through_the_claims(
    scripted: Page, live_server: LiveServer, editor: User, article: Article
) -> None:
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + article.get_absolute_url())
    bodies = scripted.locator(".claim-body")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        scripted.keyboard.press(key)
        expect(bodies.nth(place)).to_be_visible()
        expect(scripted.locator(".claim[open]")).to_have_count(1)
    scripted.keyboard.press("?")
    expect(scripted.get_by_role("dialog")).to_be_visible()


def test_a_page_that_watches_goes_on_by_itself_when_the_machine_is_done(
    scripted: Page, live_server: LiveServer, editor: User
) -> None:
    run = make_run()
    log_in(scripted, live_server, editor)
    scripted.goto(live_server.url + run.article.get_absolute_url())
    expect(scripted.get_by_text("The claims are being read.")).to_be_visible()
    make_claim(article=run.article)
    [taken] = take(type(run).objects.filter(pk=run.pk))
    finish(taken, claims_found=1)
    expect(scripted.locator(".claim")).to_have_count(1, timeout=15_000)


def test_the_words_of_a_verdict_outlive_a_decision_on_a_passage(
    scripted: Page, live_server: LiveServer, reviewer: User, article: Article
) -> None:
    review = article.claims.get(start=0).reviews.get()
    log_in(scripted, live_server, reviewer)
    scripted.goto(live_server.url + review.get_absolute_url())
    scripted.get_by_role("button", name="Take this review").click()
    expect(scripted.get_by_text("The review is yours.")).to_be_visible()
    scripted.wait_for_load_state()
    for key, rating in (("3", "Mixed"), ("5", "False")):
        scripted.keyboard.press(key)
        expect(scripted.get_by_label(rating, exact=True)).to_be_checked()
    scripted.get_by_label("Rationale").fill("Half a thought.")
    scripted.get_by_role("button", name="Corroborates").first.click()
    expect(scripted.get_by_label("Rationale")).to_have_value("Half a thought.")
