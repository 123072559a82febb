"""Whether a server answers."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from factcheck.supervision.address import Address
from factcheck.supervision.readiness import answers_http, answers_ping


class Health(BaseHTTPRequestHandler):
    """Healthy for one host name only."""

    def do_GET(self) -> None:
        healthy = self.path == "/health/" and self.headers["Host"] == "factcheck.example"
        self.send_response(200 if healthy else 400)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Print nothing."""


@pytest.fixture
def web() -> Iterator[Address]:
    """A web server."""
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield Address("127.0.0.1", server.server_port)
        server.shutdown()


def test_a_server_is_ready_when_it_says_200_to_the_host_that_is_allowed(web: Address) -> None:
    assert answers_http(web, "/health/", {"Host": "factcheck.example"})


def test_another_status_is_not_ready(web: Address) -> None:
    assert not answers_http(web, "/health/", {"Host": "elsewhere.example"})


def test_nobody_at_home_is_not_ready() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not answers_http(Address("127.0.0.1", port), "/health/", {})


def test_no_broker_at_the_socket_is_not_ready(tmp_path: Path) -> None:
    assert not answers_ping(tmp_path / "valkey.sock")
