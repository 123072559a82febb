"""Sending one request and reading its answer, with another try where that makes sense."""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from factcheck_client.errors import NoAnswer, Problem

LATER: Final = frozenset({429, 502, 503, 504})
LONGEST_WAIT: Final = 60.0
LARGEST: Final = 100_000_000
LARGEST_PAGE: Final = 200


class _Redirected(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token goes to the address that it was given for, and nowhere else."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers with lower-case names, and the JSON of the body; ``None`` for an empty one."""

    status: int
    headers: Mapping[str, str]
    content: Any


class Transport:
    """Requests to one desk. ``tries`` counts the first one; waits grow from half a second, or are what it asks for."""

    def __init__(self, url: str, *, token: str, seconds: float, tries: int) -> None:
        if urlsplit(url).scheme not in {"http", "https"}:
            message = "the address of the desk must start with https:// or http://"
            raise ValueError(message)
        self.base = f"{url.rstrip('/')}/api/v1/"
        self._headers = {"Authorization": f"Token {token}", "Accept": "application/json"}
        self._seconds = seconds
        self._tries = max(tries, 1)
        self._opener = urllib.request.build_opener(_Redirected)

    def ask(self, method: str, url: str, body: Any = None, *, headers: Mapping[str, str] | None = None) -> Answer:
        """Send one request until it is answered for good. Raises ``Problem`` or ``NoAnswer``.

        ``url`` is a path below the API.
        """
        address = self.base + url
        for number in range(1, self._tries + 1):
            last = number == self._tries
            try:
                return self._once(method, address, body, headers or {})
            except Problem as problem:
                if last or problem.status not in LATER:
                    raise
                wait = problem.wait
            except (OSError, http.client.HTTPException) as error:
                if last:
                    message = f"{urlsplit(address).netloc} did not answer: {error}"
                    raise NoAnswer(message) from error
                wait = None
            time.sleep(min(wait if wait is not None else 0.5 * 2 ** (number - 1), LONGEST_WAIT))
        raise AssertionError  # the last try returns or raises

    def rows(self, path: str, **filters: Any) -> Iterator[Any]:
        """The rows of all pages of a list, one page at a time; an empty filter is none."""
        given = {name: value for name, value in filters.items() if value not in ("", 0, None)}
        query = urlencode(given | {"page_size": LARGEST_PAGE})
        while query:
            page = self.ask("GET", f"{path}?{query}").content
            yield from page["results"]
            query = urlsplit(page["next"] or "").query  # at this address, whatever name the desk goes by behind a proxy

    def _once(self, method: str, address: str, body: Any, headers: Mapping[str, str]) -> Answer:
        content = None if body is None else json.dumps(body).encode()
        named = {**self._headers, **headers, **({} if content is None else {"Content-Type": "application/json"})}
        request = urllib.request.Request(address, content, named, method=method)  # noqa: S310 - the scheme is checked
        try:
            with self._opener.open(request, timeout=self._seconds) as response:
                return _read(response.status, dict(response.headers.items()), response.read(LARGEST))
        except urllib.error.HTTPError as error:
            with error:
                raise _problem(error.code, dict(error.headers.items()), error.read(LARGEST)) from None


def _read(status: int, headers: Mapping[str, str], content: bytes) -> Answer:
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        return Answer(status, lower, json.loads(content) if content else None)
    except ValueError:
        raise Problem(status, "no_json", "The answer is no JSON. Is this the address of a desk?") from None


def _problem(status: int, headers: Mapping[str, str], content: bytes) -> Problem:
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        told = {}
    errors = told.get("errors")
    wait = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return Problem(
        status,
        str(told.get("code", "http_error")),
        str(told.get("detail", "The desk refused.")),
        errors if isinstance(errors, list) else [],
        float(wait) if wait.isascii() and wait.isdigit() else None,
    )
