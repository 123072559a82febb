"""How fast the galley of a very long article is in Chromium, beside the same text in a plain ``<pre>``.

Usage: ``python -m bench.galley [--words 20000] [--claims 1500] [--moves 50]``

Makes a database of its own in memory, serves it, and prints the first contentful paint, the time from pressing ``j``
until the next claim is open and drawn (median, and the 95th of a hundred), the size of the page and of the part that
comes next, and the queries of both; with the claims sentence after sentence and spread over all of the text, and each
with a tenth of them, for neither size nor queries may grow with claims that are off screen. Needs requirements-ci.txt
and a Chromium, named in the variable CHROMIUM or found on the PATH.
"""

import argparse
import statistics
from typing import Any

from bench._browser import Served, served

PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--claims", type=int, default=1_500)
    parser.add_argument("--moves", type=int, default=50)
    options = parser.parse_args()
    with served() as place:
        for spread in (False, True):
            for claims in (options.claims // 10, options.claims):
                _measure(place, options, claims, spread=spread)


def _measure(place: Served, options: argparse.Namespace, claims: int, *, spread: bool) -> None:
    from django.contrib.auth import get_user_model

    from tests.browser.galleys import make_long

    where = "spread" if spread else "dense"
    article = make_long(words=options.words, claims=claims, spread=spread, name=f"{claims} {where}")
    user, _ = get_user_model().objects.get_or_create(username="bench", is_superuser=True)
    print(f"{options.words:,} words, {claims:,} claims, {where}: {_asked(user, article)}")
    page = place.page(user)
    page.goto(place.address + article.get_absolute_url())
    paints = []
    for _ in range(5):
        page.reload()
        page.wait_for_selector("[data-ready]", state="attached")
        paints.append(page.evaluate(PAINT))
    plain = _plain(page.context, article.body)
    moves = sorted(_move(page) for _ in range(options.moves))
    print(f"  first paint {statistics.median(paints):.0f} ms (plain <pre>: {plain:.0f} ms)")
    print(f"  next claim {statistics.median(moves):.1f} ms, 95 of 100 under {moves[int(len(moves) * 0.95) - 1]:.1f} ms")
    page.context.close()


def _asked(user: Any, article: Any) -> str:
    """The size and the queries of the page, and of the second part of it, which comes when it is near."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user)
    found = []
    for name, address, headers in (
        ("page", article.get_absolute_url(), {}),
        ("next part", f"{article.get_absolute_url()}?part=2", {"HX-Request": "true"}),
    ):
        client.get(address, headers=headers)
        with CaptureQueriesContext(connection) as asked:
            size = len(client.get(address, headers=headers).content)
        found.append(f"{name} {size / 1000:.0f} kB, {len(asked)} queries")
    return "; ".join(found)


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
    page.route(
        "**/plain", lambda route: route.fulfill(content_type="text/html", body=f"<!doctype html><pre>{body}</pre>")
    )
    paints = []
    for _ in range(5):
        page.goto("http://127.0.0.1:9/plain")
        page.wait_for_timeout(200)
        paints.append(page.evaluate(PAINT))
    page.close()
    return statistics.median(paints)


if __name__ == "__main__":
    main()
