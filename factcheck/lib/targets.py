"""Where a request may go: web addresses taken apart, resolved and judged."""

import ipaddress
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from factcheck.lib.addresses import Network, why_denied
from factcheck.lib.errors import ComponentFailed, ComponentUnavailable

WEB_PORTS = frozenset({80, 443})
MAX_URL = 4_096
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_HOST = re.compile(r"[a-z0-9_.-]{1,253}\Z")


class Refused(ComponentFailed):
    """The address may not be fetched from here; the message says which and why."""

    code = "address_refused"


class FetchFailed(ComponentUnavailable):
    """The other side did not answer, not in time or not now: worth another try."""

    code = "fetch_failed"


class FetchRejected(ComponentFailed):
    """What came back, or the address itself, is of no use, and will not be next time either.

    ``answered`` is the HTTP status of the other side; 0 when it gave none, or none that is at fault.
    """

    code = "fetch_rejected"

    def __init__(self, message: str, *, answered: int = 0) -> None:
        super().__init__(message)
        self.answered = answered


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes: ``addresses`` are judged, ``host`` is the name that the URL gave."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def find_target(url: str, networks: tuple[Network, ...] = (), ports: frozenset[int] = WEB_PORTS) -> Target:
    """Resolve and judge ``url``; ``Refused`` or ``FetchRejected`` when it may not or can not be requested.

    One address that may not be reached is enough to refuse the host.
    """
    parts = _split(url)
    host, port = _place(parts, ports)
    addresses = _resolve(host, port)
    _judge(host, addresses, networks)
    path = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe="/%:=&?~+!$,;'@()*[]|")
    return Target(parts.scheme, host, port, path, addresses)


def check_address(url: str, networks: tuple[Network, ...] = (), ports: frozenset[int] = WEB_PORTS) -> None:
    """Judge ``url`` without a name server: ``Refused`` or ``FetchRejected`` for what can be told from its words.

    That is its form, its port, and an address or "localhost" in place of a name. A name is judged with each request.
    """
    host, port = _place(_split(url), ports)
    if host == "localhost" or host.endswith(".localhost"):
        _judge(host, ("127.0.0.1",), networks)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (socket.gaierror, UnicodeError):
        return
    _judge(host, tuple(str(entry[4][0]) for entry in found), networks)


def has_control(url: str) -> bool:
    """Whether ``url`` has blanks, backslashes or control characters, which parsers of addresses disagree about."""
    return bool(_CONTROL.search(url))


def _place(parts: SplitResult, ports: frozenset[int]) -> tuple[str, int]:
    host, port = _host(parts), _port(parts)
    if port not in ports:
        listed = " or ".join(str(number) for number in sorted(ports))
        message = f"Port {port} of {host} is refused: only port {listed} may be asked."
        raise Refused(message)
    return host, port


def _judge(host: str, addresses: tuple[str, ...], networks: tuple[Network, ...]) -> None:
    """``Refused`` when one of ``addresses`` may not be reached."""
    for address in addresses:
        reason = why_denied(ipaddress.ip_address(address), networks)
        if reason:
            message = f"{host} is refused: its address {address} {reason}."
            raise Refused(message)


def _split(url: str) -> SplitResult:
    if len(url) > MAX_URL:
        message = f"The address has {len(url):,} characters; {MAX_URL:,} are the limit."
        raise FetchRejected(message)
    if has_control(url):
        message = "The address is refused: it has blanks, backslashes or control characters in it."
        raise Refused(message)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        message = "This is not a web address."
        raise FetchRejected(message) from error
    if parts.scheme not in _DEFAULT_PORTS:
        message = f"The address is refused: it begins with {parts.scheme[:20]!r}, not with http or https."
        raise Refused(message)
    if "@" in parts.netloc:
        message = "The address is refused: it has a user name or a password in it."
        raise Refused(message)
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host and "%" not in host:
        with suppress(ValueError):
            return str(ipaddress.IPv6Address(host))
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        message = "This is not a web address: its host is no host name."
        raise FetchRejected(message) from error
    if not _HOST.match(ascii_host):
        message = "The address is refused: its host is empty or has characters that no host name has."
        raise Refused(message)
    return ascii_host


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        message = "This is not a web address: its port is no number up to 65,535."
        raise FetchRejected(message) from error
    return _DEFAULT_PORTS[parts.scheme] if port is None else port


def _resolve(host: str, port: int) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            message = f"The name {host} could not be looked up now. Try again later."
            raise FetchFailed(message) from error
        message = f"There is no host called {host}."
        raise FetchRejected(message) from error
    except UnicodeError as error:
        message = f"{host} is no host name."
        raise FetchRejected(message) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
