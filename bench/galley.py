"""How fast the galley of a very long article is in Chromium, beside the same text in a plain ``<pre>``.

Usage: ``python -m bench.galley [--words 20000] [--claims 1500] [--moves 50]``

Makes a database of its own in memory, serves it, and prints the first contentful paint, the time from pressing ``j``
until the next claim is open and drawn (median, and the 95th of a hundred), the size of the page and its queries; once
with the claims asked for and once with a tenth of them, for neither may grow with claims that are off screen. Needs
requirements-ci.txt and a Chromium, named in the variable CHROMIUM or found on the PATH.
"""

import argparse
import os
import shutil
import statistics
from typing import Any

import django

PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=1_500)
    parser.add_argument("--moves", type=int, default=50)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    _measure_all(options)


def _measure_all(options: argparse.Namespace) -> None:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.db import connections
    from django.test.testcases import LiveServerThread
    from django.test.utils import setup_test_environment
    from playwright.sync_api import sync_playwright

    setup_test_environment()
    connections["default"].creation.create_test_db(verbosity=0)
    shared = {"default": connections["default"]}
    connections["default"].inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    address = f"http://127.0.0.1:{server.port}"
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for number in (options.claims // 10, options.claims):
            _measure(browser, address, options, number)
        browser.close()
    server.terminate()


def _measure(browser: Any, address: str, options: argparse.Namespace, claims: int) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.browser.galleys import make_long

    article = make_long(words=options.words, claims=claims)
    user, _ = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    client = Client()
    client.force_login(user)
    client.get(article.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(article.get_absolute_url()).content)
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page = context.new_page()
    page.goto(address + article.get_absolute_url())
    paints = []
    for _ in range(5):
        page.reload()
        page.wait_for_selector("[data-ready]", state="attached")
        paints.append(page.evaluate(PAINT))
    moves = sorted(_move(page) for _ in range(options.moves))
    plain = _plain(context, article.body)
    print(f"{options.words:,} words, {claims:,} claims: page {size / 1000:.0f} kB, {len(asked)} queries")
    print(f"  first paint {statistics.median(paints):.0f} ms (plain <pre>: {plain:.0f} ms)")
    print(f"  next claim {statistics.median(moves):.1f} ms, 95 of 100 under {moves[int(len(moves) * 0.95) - 1]:.1f} ms")
    context.close()


def _move(page: Any) -> float:
    """Milliseconds from the key until another claim is open and a frame with it was drawn."""
    return float(
        page.evaluate(
            """() => new Promise((done) => {
          const before = document.querySelector('.claim[open]');
          const started = performance.now();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
          const look = () => {
            const open = document.querySelector('.claim[open]');
            if (open && open !== before)
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
            else setTimeout(look);
          };
          look();
        })"""
        )
    )


def _plain(context: Any, body: str) -> float:
    page = context.new_page()
    paints = []
    for _ in range(5):
        page.route(
            "**/plain", lambda route: route.fulfill(content_type="text/html", body=f"<!doctype html><pre>{body}</pre>")
        )
        page.goto("http://127.0.0.1:9/plain")
        page.wait_for_timeout(200)
        paints.append(page.evaluate(PAINT))
    return statistics.median(paints)


if __name__ == "__main__":
    main()
