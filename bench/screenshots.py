"""Pictures of the pages for the README and the documents, from a running demo.

Usage, while ``make demo`` runs: ``python -m bench.screenshots [--out docs/images] [--all]``

Logs in as the demo's editor and takes the pages at 1,440 pixels in light; with ``--all`` also at 360 pixels and in
dark. Needs requirements-ci.txt and a Chromium, named in the variable CHROMIUM or found on the PATH.
"""

import argparse
import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import environ
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "Port Sella ferry pier to close"
WIDTHS = {1440: 1000, 360: 800}


def log_in(page: Page, address: str, person: dict[str, str]) -> None:
    """Log in as one of the demo's people."""
    page.goto(urljoin(address, "/login/"))
    page.get_by_label("Username").fill(person["username"])
    page.get_by_label("Password").fill(person["password"])
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(urljoin(address, "/"))


def places(page: Page, address: str) -> dict[str, str]:
    """The pages to take, by the name of the picture."""
    article = page.get_by_role("link", name=re.compile(ARTICLE)).first.get_attribute("href")
    page.goto(urljoin(address, article))
    review = page.locator('a[href^="/reviews/"]').first.get_attribute("href")
    page.goto(urljoin(address, "/speakers/"))
    speaker = page.locator('main a[href^="/speakers/"]:not([href="/speakers/same/"])').first.get_attribute("href")
    return {
        "desk": "/",
        "galley": article,
        "review": review,
        "queue": "/queue/?view=all",
        "coverage": f"{article}coverage/",
        "print": f"{article}print/",
        "changes": f"{article}deeds/",
        "insight": "/insight/",
        "forecast": "/forecast/",
        "speakers": "/speakers/",
        "speaker": speaker,
        "sources": "/sources/",
        "drift": "/sources/drift/",
        "subscribers": "/subscribers/",
        "rules": "/rules/",
        "scales": "/scales/",
        "publications": "/publications/",
        "new-article": "/articles/new/",
    }


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--all", action="store_true", help="also narrow and dark")
    options = parser.parse_args()
    data = Path(environ.Env().str("DATA_DIR", default=str(ROOT / "var")))
    people = json.loads((data / "demo-credentials.json").read_text())["people"]
    editor = next(person for person in people if person["role"] == "editor")
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items() if options.all else [(1440, WIDTHS[1440])]:
            for scheme in ("light", "dark") if options.all else ("light",):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                log_in(page, options.address, editor)
                for name, path in places(page, options.address).items():
                    page.goto(urljoin(options.address, path))
                    suffix = f"-{width}-{scheme}" if options.all else ""
                    page.screenshot(path=options.out / f"{name}{suffix}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
