"""Web addresses in one spelling, so that one page is one document."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_TRACKING = re.compile(r"(?:utm_\w{1,40}|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl)\Z", re.I)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


def is_web_url(text: str) -> bool:
    """Whether ``text`` is an absolute http or https address with a host and no blank or control characters."""
    if _NOT_IN_URL.search(text):
        return False
    parts = _split(text)
    return parts is not None and parts.scheme in _DEFAULT_PORTS and bool(parts.hostname)


def canonical_url(url: str) -> str:
    """``url`` without fragment, tracking parameters and default port, with scheme and host in lower case.

    Path, the order of the parameters and their case stay. What is no web address comes back stripped of surrounding
    blanks and otherwise unchanged.
    """
    stripped = url.strip()
    if not is_web_url(stripped):
        return stripped
    parts = urlsplit(stripped)
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair.partition("=")[0]))
    return urlunsplit((parts.scheme, _location(parts), parts.path or "/", query, ""))


def _location(parts: SplitResult) -> str:
    user, at, _host = parts.netloc.rpartition("@")
    host = (parts.hostname or "").removesuffix(".")
    named = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{user}{at}{named}{port}"


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts
