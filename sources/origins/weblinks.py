"""The addresses that a document points to, as far as they tell where it has something from."""

import re
from html import unescape
from urllib.parse import urlsplit

from factcheck.lib.ingestion.urls import canonical_url, is_web_url

READ = 400_000  # characters of a text or page
_MOST = 60  # links kept of one document

_IN_TEXT = re.compile(r"https?://[^\s<>\"'”’)\]]{4,500}")
_ANCHOR = re.compile(
    r"<a\s[^>]{0,300}?href\s{0,3}=\s{0,3}[\"']([^\"'\s>]{8,500})[\"'][^>]{0,300}>([^<]{2,200})</a", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
# Hosts of buttons, not of sources.
_BUTTON_HOSTS = (
    "facebook.com twitter.com x.com t.co linkedin.com pinterest.com reddit.com whatsapp.com wa.me telegram.me t.me "
    "instagram.com youtube.com google.com apple.com creativecommons.org"
)
_BUTTONS = frozenset(_BUTTON_HOSTS.split())


def text_links(text: str) -> list[str]:
    """The addresses that stand in a text as words."""
    return [match.group().rstrip(".,;:!?") for match in _IN_TEXT.finditer(text[:READ])]


def page_links(page: str, text: str) -> list[str]:
    """The addresses behind those words of an HTML ``page`` that stand in its ``text``: no menus, no buttons."""
    body = _SPACE.sub(" ", text[:READ]).casefold()
    return [
        unescape(match.group(1))
        for match in _ANCHOR.finditer(page[:READ])
        if _SPACE.sub(" ", unescape(match.group(2))).strip().casefold() in body
    ]


def telling_links(found: list[str], url: str) -> tuple[str, ...]:
    """Those of ``found`` that can show an origin, canonical, each once: deep addresses on other hosts than ``url``."""
    own = _host(url)
    links = (canonical_url(link) for link in found)
    told = (link for link in links if is_web_url(link) and _tells(link, own))
    return tuple(dict.fromkeys(told))[:_MOST]


def _tells(link: str, own: str) -> bool:
    host, parts = _host(link), urlsplit(link)
    is_deep = len(parts.path.strip("/")) > 2 or bool(parts.query)
    return is_deep and host != own and not any(f".{host}".endswith(f".{button}") for button in _BUTTONS)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if is_web_url(url) else ""
