"""Whether what came from an address is the document at all, or another page, a wall, or the home page of the site."""

from typing import Final
from urllib.parse import urlsplit

from factcheck.lib.fingerprints import normalise
from sources.drift.base import Page, Presence
from sources.drift.signs import is_walled

_HARDLY: Final = 0.2  # of the kept words: with fewer it is another page, if its title says so too
_SOME: Final = 0.5  # with fewer a wall hides the rest

SAID: Final = {
    Presence.WALLED: (
        "The page shows a log-in, a paywall or a robot check instead of its text, so nothing can be said about it."
    ),
    Presence.REDIRECTED: "The address leads to another page now: {url}.",
    Presence.REPLACED: "Another text stands at the address now.",
}


def find_presence(kept: Page, found: Page, share: float) -> Presence:
    """What came, when ``share`` of the kept words are there."""
    if share < _SOME and is_walled(found):
        return Presence.WALLED
    if share >= _HARDLY:
        return Presence.SAME
    if leads_elsewhere(kept.url, found.url):
        return Presence.REDIRECTED
    same_title = bool(kept.title) and normalise(kept.title) == normalise(found.title)
    return Presence.SAME if same_title else Presence.REPLACED


def leads_elsewhere(asked: str, reached: str) -> bool:
    """Whether an address led to another one: another host or path; scheme, "www." and a closing slash do not count."""
    if not asked or not reached:
        return False
    return _place(asked) != _place(reached)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query
