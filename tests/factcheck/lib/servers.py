"""Small servers on loopback that answer exactly the bytes that a test wants."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from factcheck.lib import http

Script = Callable[[socket.socket, bytes], None]
Wrap = Callable[[socket.socket], socket.socket]
Names = dict[str, list[list[str]]]
LOOPBACK = ("127.0.0.0/8",)


@dataclass
class Served:
    """A running server: its port, and the head of every request that it got."""

    port: int
    requests: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextlib.contextmanager
def serve(script: Script, *, wrap: Wrap = lambda plain: plain) -> Iterator[Served]:
    """A server on 127.0.0.1 that reads the head of each request and lets ``script`` answer."""
    listener = socket.create_server(("127.0.0.1", 0))
    served = Served(listener.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=handle, args=(connection,), daemon=True).start()

    def handle(plain: socket.socket) -> None:
        with contextlib.suppress(OSError), plain, wrap(plain) as connection:
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65_536) or b"\r\n\r\n"
            served.requests.append(head)
            script(connection, head)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield served
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def answer(body: bytes = b"", *, status: str = "200 OK", headers: tuple[str, ...] = ()) -> Script:
    """A script that sends one whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return lambda connection, _head: connection.sendall("\r\n".join(lines).encode() + body)


def redirect(location: str, status: str = "302 Found") -> Script:
    return answer(b"moved", status=status, headers=(f"Location: {location}",))


def fetch(url: str, *ports: int, networks: tuple[str, ...] = LOOPBACK, **options: Any) -> http.Response:
    """``http.fetch``, with loopback and the given ports allowed."""
    return http.fetch(url, allowed_networks=networks, allowed_ports=frozenset(ports), **options)
