"""The way of an article through the pages, in a real browser, with and without JavaScript."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Article
from claims.services.extraction import run_extraction
from tests.conftest import PASSWORD
from tests.factories import BODY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]
SCRIPT = "<script>document.title = 'taken over'</script>"


def log_in(page: Page, server: LiveServer, person: User) -> None:
    page.goto(server.url)
    page.get_by_label("Username").fill(person.get_username())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def paste(page: Page, *, headline: str) -> None:
    page.get_by_role("link", name="Add an article").first.click()
    page.get_by_label("Text of the article").fill(BODY)
    page.get_by_label("Headline").fill(headline)
    page.get_by_role("button", name="Hand in the article").click()


def test_an_editor_pastes_an_article_and_reads_its_claims(
    page: Page, live_server: LiveServer, editor: User, faults: list[str]
) -> None:
    log_in(page, live_server, editor)
    paste(page, headline=f"Pier to close {SCRIPT}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Pier to close {SCRIPT}")
    for article in Article.objects.all():
        run_extraction(article_id=article.pk)
    page.reload()
    expect(page.locator("mark").first).to_be_visible()
    page.locator(".claim > summary").first.click()
    expect(page.locator(".claim-body").first).to_contain_text("Mara Lindt")
    assert faults == []
