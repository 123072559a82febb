"""axe-core on the main pages, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.galleys import make_galley
from tests.browser.test_journey import log_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("fake_components"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_main_pages(
    browser: Browser, live_server: LiveServer, editor: User, scheme: str
) -> None:
    article = make_galley(editor)
    claim = article.claims.first()
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    log_in(page, live_server, editor)
    review = claim.reviews.first()
    of_article = [f"/articles/{article.public_id}/{name}/" for name in ("coverage", "print", "deeds", "draft")]
    of_claim = [f"/claims/{claim.public_id}/{name}" for name in ("", "words/", "split/", "merge/")]
    pages = ["/", "/queue/?view=all", "/sources/", "/keys/", claim.get_absolute_url(), review.get_absolute_url()]
    found = {}
    for address in [*pages, *of_article, *of_claim]:
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        wrong = Axe().run(page).response["violations"]
        found[address] = [
            (row["id"], row["nodes"][0]["html"][:160], row["nodes"][0]["failureSummary"][:200]) for row in wrong
        ]
    assert {address: rows for address, rows in found.items() if rows} == {}
