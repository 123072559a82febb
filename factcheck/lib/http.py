"""The only outbound HTTP of the product: guarded against private addresses, slow servers and endless or packed bodies.

A name is resolved once, all its addresses are judged, and the connection goes to a judged address, so a name server
that changes its answer between judgement and connection gains nothing. Every redirect is judged anew.
"""

import http.client
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from factcheck.lib.addresses import Network, parse_networks
from factcheck.lib.connections import Deadline, open_pool
from factcheck.lib.targets import (
    MAX_URL,
    WEB_PORTS,
    FetchFailed,
    FetchRejected,
    Refused,
    Target,
    find_target,
    has_control,
)

__all__ = (
    "DEFAULT_LIMITS",
    "WEB_PORTS",
    "FetchFailed",
    "FetchRejected",
    "Limits",
    "Refused",
    "Request",
    "Response",
    "fetch",
    "send",
)

logger = logging.getLogger("factcheck.http")

USER_AGENT = "factcheck-workbench/0.1 (+newsroom fact checking)"
_MAX_TRIES = 4  # addresses of one host
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_NOW = frozenset({408, 425, 429})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_CHUNK = 65_536
_CREDENTIALS = re.compile(r"//[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may cost: seconds, bytes of the unpacked body, and redirects.

    ``read_seconds`` counts from byte to byte and ``total_seconds`` over everything but the name server's answer.
    """

    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    total_seconds: float = 25.0
    max_bytes: int = 20_000_000
    max_redirects: int = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One request that is no plain reading: ``body`` is sent as it is, ``None`` sends none."""

    method: str
    url: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: the last ``url`` after redirects, ``headers`` with lower-case names, the unpacked ``content``."""

    url: str
    status: int
    headers: dict[str, str]
    content: bytes


DEFAULT_LIMITS = Limits()


def fetch(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    allowed_networks: Sequence[str] = (),
    allowed_ports: frozenset[int] = WEB_PORTS,
) -> Response:
    """GET ``url``, redirects followed; the answer has a status of 2xx, or 304 when ``headers`` made it conditional.

    ``headers`` go to the host of ``url`` only, not to one that it redirects to. ``allowed_networks`` (such as
    ``10.1.0.0/16``) may be reached though they are not public. Raises ``Refused``, ``FetchFailed`` or
    ``FetchRejected``, and ``ValueError`` for an allowed network that is none.
    """
    reach = _Reach(parse_networks(allowed_networks), allowed_ports)
    with Deadline(limits.total_seconds) as deadline, _refusals_logged(url):
        return _Client(limits, reach, deadline).follow(url, dict(headers or {}))


def send(
    request: Request,
    *,
    limits: Limits = DEFAULT_LIMITS,
    allowed_networks: Sequence[str] = (),
    allowed_ports: frozenset[int] = WEB_PORTS,
) -> Response:
    """Send ``request`` once and return the answer whatever its status; redirects are not followed.

    The content of the answer is cut at ``limits.max_bytes``. Raises ``Refused``, ``FetchFailed`` or ``FetchRejected``
    when there is no answer; after the first of the three nothing was sent.
    """
    reach = _Reach(parse_networks(allowed_networks), allowed_ports)
    with Deadline(limits.total_seconds) as deadline, _refusals_logged(request.url):
        return _Client(limits, reach, deadline).send(request)


@dataclass(frozen=True, slots=True)
class _Reach:
    networks: tuple[Network, ...]
    ports: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Client:
    limits: Limits
    reach: _Reach
    deadline: Deadline

    def follow(self, url: str, headers: dict[str, str]) -> Response:
        for _hop in range(self.limits.max_redirects + 1):
            target = find_target(url, self.reach.networks, self.reach.ports)
            with self._exchange(target, "GET", headers, None) as raw:
                if raw.status not in _REDIRECTS:
                    _check_status(target.host, raw.status)
                    return Response(url, raw.status, _lower(raw), self._body(raw, target))
                where = _next_url(url, raw)
            if _origin(where) != _origin(url):
                headers = {}
            url = where
        message = f"{url} was redirected more than {self.limits.max_redirects} times. Give the final address."
        raise FetchRejected(message)

    def send(self, request: Request) -> Response:
        target = find_target(request.url, self.reach.networks, self.reach.ports)
        with self._exchange(target, request.method, dict(request.headers), request.body) as raw:
            content = b"".join(self._chunks(raw, target))
            return Response(request.url, raw.status, _lower(raw), content[: self.limits.max_bytes])

    @contextmanager
    def _exchange(
        self, target: Target, method: str, headers: dict[str, str], body: bytes | None
    ) -> Iterator[urllib3.BaseHTTPResponse]:
        with _translated(target.host, self.deadline):
            raw = self._send(target, method, headers, body)
            try:
                yield raw
            finally:
                raw.close()

    def _send(
        self, target: Target, method: str, headers: dict[str, str], body: bytes | None
    ) -> urllib3.BaseHTTPResponse:
        *others, last = target.addresses[:_MAX_TRIES]
        for address in others:
            with suppress(NewConnectionError, ConnectTimeoutError):
                return self._send_to(address, target, method, headers, body)
        return self._send_to(last, target, method, headers, body)

    def _send_to(
        self, address: str, target: Target, method: str, headers: dict[str, str], body: bytes | None
    ) -> urllib3.BaseHTTPResponse:
        left = self.deadline.left()
        timeout = urllib3.Timeout(
            connect=min(self.limits.connect_seconds, left), read=min(self.limits.read_seconds, left)
        )
        named = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        return open_pool(target, address, timeout, self.deadline).urlopen(
            method,
            target.path,
            body=body,
            headers=named | headers | {"Host": target.authority},
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
        )

    def _body(self, raw: urllib3.BaseHTTPResponse, target: Target) -> bytes:
        content = b"".join(self._chunks(raw, target))
        if len(content) > self.limits.max_bytes:
            message = f"{target.host} sent more than the {self.limits.max_bytes:,} bytes that are read."
            raise FetchRejected(message)
        return content

    def _chunks(self, raw: urllib3.BaseHTTPResponse, target: Target) -> Iterator[bytes]:
        encoding = raw.headers.get("content-encoding", "").strip().lower()
        if encoding not in _ENCODINGS:
            message = f"{target.host} packed its answer as {encoding[:60]!r}, which is not read here."
            raise FetchRejected(message)
        size = 0
        while size <= self.limits.max_bytes and (chunk := raw.read(_CHUNK)):
            size += len(chunk)
            yield chunk
        if self.deadline.passed:  # the cut connection looks like the end of a body of unknown length
            raise _too_slow(target.host, self.deadline)


def _check_status(host: str, status: int) -> None:
    if status >= 500 or status in _NOT_NOW:
        message = f"{host} can not answer now (HTTP status {status}). Try again later."
        raise FetchFailed(message)
    if not (200 <= status < 300 or status == 304):
        message = f"{host} does not give out this page (HTTP status {status})."
        raise FetchRejected(message, answered=status)


def _next_url(url: str, raw: urllib3.BaseHTTPResponse) -> str:
    location = raw.headers.get("location", "").strip()
    with suppress(UnicodeError):  # header bytes arrive as Latin-1; addresses with letters in them are sent as UTF-8
        location = location.encode("latin-1").decode("utf-8")
    if not location or len(location) > MAX_URL or has_control(location):
        message = f"{urlsplit(url).hostname} answered with a redirect that leads nowhere."
        raise FetchRejected(message)
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError as error:
        message = f"{urlsplit(url).hostname} redirects to what is no web address."
        raise FetchRejected(message) from error


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _lower(raw: urllib3.BaseHTTPResponse) -> dict[str, str]:
    return {name.lower(): raw.headers[name] for name in raw.headers}


def _too_slow(host: str, deadline: Deadline) -> FetchFailed:
    return FetchFailed(f"{host} took longer than {deadline.seconds:g} seconds. Try again later.")


@contextmanager
def _translated(host: str, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except (HTTPError, OSError, http.client.HTTPException) as error:
        if deadline.passed:
            raise _too_slow(host, deadline) from error
        raise _as_domain_error(host, error) from error


def _as_domain_error(host: str, error: Exception) -> FetchFailed | FetchRejected:
    if isinstance(error, DecodeError):
        return FetchRejected(f"The answer of {host} is damaged: it can not be unpacked.")
    if isinstance(error, SSLError):
        return FetchRejected(f"The connection to {host} is not secure: its certificate or encryption is not valid.")
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError):
        return FetchFailed(f"{host} did not answer in time. Try again later.")
    return FetchFailed(f"The connection to {host} failed or broke off. Try again later.")


@contextmanager
def _refusals_logged(url: str) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        shown = _CREDENTIALS.sub("//", url[:MAX_URL]).partition("?")[0]
        logger.warning("refused %s: %s", ascii(shown), refusal.message.encode("unicode_escape").decode())
        raise
