"""Where the web server listens, and what is said when it can not."""

import socket

import pytest

from factcheck.supervision.address import Address
from factcheck.supervision.errors import SupervisionError


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SupervisionError, match=f"Port {port} on 127.0.0.1 is already in use.*--port {port + 1}"):
            Address("127.0.0.1", port).ensure_free()


def test_a_free_port_passes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    Address("127.0.0.1", port).ensure_free()


def test_an_address_of_another_machine_is_refused_with_the_options_to_change() -> None:
    with pytest.raises(SupervisionError, match=r"Nothing can listen on 192\.0\.2\.1:8000.*--host"):
        Address("192.0.2.1", 8000).ensure_free()


@pytest.mark.parametrize(
    ("address", "bound", "url"),
    [
        (Address("127.0.0.1", 8000), "127.0.0.1:8000", "http://127.0.0.1:8000/"),
        (Address("0.0.0.0", 80), "0.0.0.0:80", "http://127.0.0.1:80/"),
        (Address("::1", 8000), "[::1]:8000", "http://[::1]:8000/"),
        (Address("::", 8000), "[::]:8000", "http://[::1]:8000/"),
    ],
)
def test_the_browser_gets_an_address_that_it_can_open(address: Address, bound: str, url: str) -> None:
    assert (str(address), address.url) == (bound, url)
