"""Connections to one vetted address, which a deadline can cut at any moment."""

import socket
import ssl
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from factcheck.lib.targets import Target


class Deadline:
    """A limit on everything done within its ``with`` block, however slowly the other side sends.

    The time limits of sockets count from byte to byte, so a server that sends one byte a second never runs into
    them. When the time is up the watched sockets are shut down: reading from them ends at once, and ``passed`` says
    that it was the deadline.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._watched: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._ends = time.monotonic() + self.seconds
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched.clear()

    def left(self) -> float:
        """The seconds that are left, never less than a millisecond: a socket takes no 0."""
        return max(self._ends - time.monotonic(), 0.001)

    def watch(self, connection: socket.socket) -> None:
        """Cut ``connection`` when the time is up; at once when it is up already."""
        with self._lock:
            # TLS takes the descriptor away from its socket object; a duplicate still reaches the connection
            self._watched.append(connection.dup())
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        with self._lock:
            for connection in self._watched:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class WatchedHTTPConnection(HTTPConnection):
    """An HTTP connection that its deadline watches from the first packet."""

    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        self._deadline.watch(connection)
        return connection


class WatchedHTTPSConnection(HTTPSConnection):
    """An HTTPS connection that its deadline watches from the first packet, the TLS handshake included."""

    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        self._deadline.watch(connection)
        return connection


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = WatchedHTTPConnection


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = WatchedHTTPSConnection


def open_pool(target: Target, address: str, timeout: urllib3.Timeout, deadline: Deadline) -> urllib3.HTTPConnectionPool:
    """A pool for one connection to ``address``; TLS is asked for, and its certificate checked, by the host's name."""
    if target.scheme == "http":
        return _Pool(address, target.port, timeout=timeout, maxsize=1, deadline=deadline)
    return _SecurePool(
        address,
        target.port,
        timeout=timeout,
        maxsize=1,
        deadline=deadline,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
    )
