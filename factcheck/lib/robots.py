"""What a site asks of machines that fetch its pages, by its robots.txt (RFC 9309)."""

from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

AGENT = "factcheck-workbench"
MOST_CHARACTERS = 500_000


def robots_address(url: str) -> str:
    """Where the rules of the site of ``url`` stand."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def allows(rules: str, url: str) -> bool:
    """Whether ``rules``, the text of a robots.txt, let this program fetch ``url``; no rules allow all."""
    parser = RobotFileParser()
    parser.parse(rules[:MOST_CHARACTERS].splitlines())
    return parser.can_fetch(AGENT, url)
