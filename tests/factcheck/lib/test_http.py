import gzip
import socket
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.lib import http
from factcheck.lib.http import FetchFailed, FetchRejected, Limits, Refused
from tests.factcheck.lib.servers import LOOPBACK, Names, Script, answer, fetch, redirect, serve


def test_a_page_is_fetched_with_our_name_and_the_host_asked_for(names: Names) -> None:
    names["news.example"] = [["127.0.0.1"]]
    with serve(answer(b"<p>Hello</p>", headers=("Content-Type: text/html; charset=utf-8",))) as server:
        url = server.url("/a/Ünicode page".replace(" ", "%20") + "?q=1|2", host="news.example")
        response = fetch(url, server.port)
    assert (response.status, response.content, response.url) == (200, b"<p>Hello</p>", url)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    head = server.requests[0].decode()
    assert head.startswith("GET /a/%C3%9Cnicode%20page?q=1%7C2 HTTP/1.1\r\n")
    assert f"\r\nHost: news.example:{server.port}\r\n" in head
    assert f"\r\nUser-Agent: {http.USER_AGENT}\r\n" in head
    assert "cookie" not in head.lower()


def test_only_the_judged_address_is_connected_to_when_the_name_server_changes_its_mind(
    names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[str] = []
    real = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, to: connected.append(to[0]) or real(self, to))
    names["flip.example"] = [["127.0.0.1"], ["127.0.0.66"]]
    with serve(answer(b"ok")) as server:
        fetch(server.url(host="flip.example"), server.port, networks=("127.0.0.1/32",))
    assert connected == ["127.0.0.1"]


def test_the_environment_sets_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serve(answer(b"direct")) as server:
        assert fetch(server.url(), server.port).content == b"direct"


def test_the_next_address_is_tried_when_the_first_does_not_answer(names: Names) -> None:
    names["two.example"] = [["127.0.0.99", "127.0.0.1"]]
    with serve(answer(b"second")) as server:
        assert fetch(server.url(host="two.example"), server.port).content == b"second"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_followed_and_the_last_address_reported(status: str) -> None:
    def script(connection: socket.socket, head: bytes) -> None:
        (answer(b"here") if b"GET /new" in head else redirect("/new#part", status))(connection, head)

    with serve(script) as server:
        response = fetch(server.url("/old"), server.port)
    assert (response.content, response.url) == (b"here", server.url("/new"))


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "//[::1]/", "http://localhost:22/", "file:///etc/passwd",
     "http://a:b@127.0.0.1/", "gopher://127.0.0.1:6379/_FLUSHALL"],
)  # fmt: skip
def test_a_redirect_to_where_we_may_not_go_is_refused(location: str) -> None:
    with serve(redirect(location)) as server, pytest.raises(Refused):
        fetch(server.url(), server.port, networks=("127.0.0.1/32",))
    assert len(server.requests) == 1


def test_a_name_that_turns_private_on_the_second_hop_is_refused(names: Names) -> None:
    names["flip.example"] = [["127.0.0.1"], ["127.0.0.66"]]
    with serve(redirect("/again")) as server, pytest.raises(Refused, match=r"127\.0\.0\.66"):
        fetch(server.url(host="flip.example"), server.port, networks=("127.0.0.1/32",))


@pytest.mark.parametrize("location", ["", "/a\tb", "http://[::1", "/" + "a" * 5000])
def test_a_redirect_that_leads_nowhere_is_rejected(location: str) -> None:
    with serve(redirect(location)) as server, pytest.raises(FetchRejected):
        fetch(server.url(), server.port)


def test_a_redirect_loop_ends() -> None:
    with serve(redirect("/round")) as server, pytest.raises(FetchRejected, match="more than 3 times"):
        fetch(server.url(), server.port, limits=Limits(max_redirects=3))
    assert len(server.requests) == 4


def test_headers_of_the_caller_do_not_follow_a_redirect_to_another_host() -> None:
    with serve(answer(b"other")) as other, serve(redirect(other.url())) as server:
        fetch(server.url(), server.port, other.port, headers={"Authorization": "Bearer abc"})
    assert b"Bearer abc" in server.requests[0]
    assert b"Bearer abc" not in other.requests[0]


@pytest.mark.parametrize(
    ("status", "error"),
    [("404 Not Found", FetchRejected), ("403 Forbidden", FetchRejected), ("410 Gone", FetchRejected),
     ("429 Too Many", FetchFailed), ("500 Oops", FetchFailed), ("503 Busy", FetchFailed),
     ("300 Choices", FetchRejected)],
)  # fmt: skip
def test_a_status_says_whether_another_try_is_worth_it(status: str, error: type[Exception]) -> None:
    with serve(answer(b"no", status=status)) as server, pytest.raises(error, match=status[:3]):
        fetch(server.url(), server.port)


def test_an_unchanged_page_is_an_answer() -> None:
    with serve(answer(status="304 Not Modified")) as server:
        response = fetch(server.url(), server.port, headers={"If-None-Match": '"v1"'})
    assert response.status == 304
    assert b'If-None-Match: "v1"' in server.requests[0]


def test_nobody_listening_is_a_passing_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchFailed):
        fetch(f"http://127.0.0.1:{port}/", port)


@pytest.mark.parametrize(("number", "error"), [(socket.EAI_AGAIN, FetchFailed), (socket.EAI_NONAME, FetchRejected)])
def test_an_unknown_name_is_told_from_a_name_server_that_is_down(
    number: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(error, match=r"news\.example"):
        http.fetch("http://news.example/")


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress), ("", bytes)]
)
def test_packed_answers_are_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    body = b"The quay is finished. " * 1000
    with serve(answer(pack(body), headers=(f"Content-Encoding: {encoding}",))) as server:
        assert fetch(server.url(), server.port).content == body


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip,deflate", "br", "zstd", "compress"])
def test_stacked_and_unknown_encodings_are_rejected(encoding: str) -> None:
    body = gzip.compress(gzip.compress(bytes(1_000_000)))
    with (
        serve(answer(body, headers=(f"Content-Encoding: {encoding}",))) as server,
        pytest.raises(FetchRejected, match="packed"),
    ):
        fetch(server.url(), server.port)


def test_two_encoding_headers_are_stacked_too() -> None:
    body = gzip.compress(gzip.compress(bytes(1_000_000)))
    with (
        serve(answer(body, headers=("Content-Encoding: gzip", "Content-Encoding: gzip"))) as server,
        pytest.raises(FetchRejected, match="packed"),
    ):
        fetch(server.url(), server.port)


def test_a_damaged_packed_answer_is_rejected() -> None:
    with (
        serve(answer(b"no gzip at all", headers=("Content-Encoding: gzip",))) as server,
        pytest.raises(FetchRejected, match="damaged"),
    ):
        fetch(server.url(), server.port)


def test_a_gzip_bomb_is_cut_at_the_limit() -> None:
    bomb = gzip.compress(bytes(200_000_000))
    started = time.monotonic()
    with (
        serve(answer(bomb, headers=("Content-Encoding: gzip",))) as server,
        pytest.raises(FetchRejected, match="2,000,000 bytes"),
    ):
        fetch(server.url(), server.port, limits=Limits(max_bytes=2_000_000))
    assert time.monotonic() - started < 5


def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    with serve(answer(b"x" * 1000)) as server:
        assert len(fetch(server.url(), server.port, limits=Limits(max_bytes=1000)).content) == 1000
        with pytest.raises(FetchRejected, match="999 bytes"):
            fetch(server.url(), server.port, limits=Limits(max_bytes=999))


def test_an_endless_body_is_cut_at_the_limit() -> None:
    def script(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with serve(script) as server, pytest.raises(FetchRejected, match="1,000,000 bytes"):
        fetch(server.url(), server.port, limits=Limits(max_bytes=1_000_000))


def trickle(first: bytes) -> Script:
    """A script that sends ``first`` and then one byte at a time, for ever."""

    def script(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    return script


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ",
     b"HTTP/1.1 "],
)  # fmt: skip
def test_a_server_that_sends_byte_by_byte_meets_the_deadline(first: bytes) -> None:
    started = time.monotonic()
    with serve(trickle(first)) as server, pytest.raises(FetchFailed, match=r"longer than 0\.6 seconds"):
        fetch(server.url(), server.port, limits=Limits(total_seconds=0.6, read_seconds=0.5))
    assert time.monotonic() - started < 3


def test_a_silent_server_meets_the_read_limit() -> None:
    with serve(lambda _connection, _head: time.sleep(1)) as server, pytest.raises(FetchFailed, match="in time"):
        fetch(server.url(), server.port, limits=Limits(read_seconds=0.3))


def test_a_silent_tls_handshake_meets_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(FetchFailed):
        port = listener.getsockname()[1]
        fetch(f"https://127.0.0.1:{port}/", port, limits=Limits(total_seconds=0.4, connect_seconds=0.3))


def test_a_body_that_breaks_off_is_a_passing_failure() -> None:
    with (
        serve(lambda c, _h: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) as server,
        pytest.raises(FetchFailed),
    ):
        fetch(server.url(), server.port)


@pytest.mark.parametrize(
    "raw", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]
)
def test_what_is_no_http_is_a_passing_failure(raw: bytes) -> None:
    with serve(lambda connection, _head: connection.sendall(raw)) as server, pytest.raises(FetchFailed):
        fetch(server.url(), server.port)


def test_sending_gives_the_body_and_returns_any_status_without_following() -> None:
    with serve(answer(b"x" * 100, status="302 Found", headers=("Location: /elsewhere",))) as server:
        response = http.send(
            http.Request("POST", server.url("/hook"), b'{"a":1}', {"Content-Type": "application/json"}),
            limits=Limits(max_bytes=10),
            allowed_networks=LOOPBACK,
            allowed_ports=frozenset({server.port}),
        )
    assert (response.status, response.content) == (302, b"x" * 10)
    assert len(server.requests) == 1
    assert server.requests[0].startswith(b"POST /hook HTTP/1.1\r\n")
    assert b"Content-Type: application/json" in server.requests[0]


def test_sending_to_a_private_address_is_refused(no_connections: None) -> None:
    with pytest.raises(Refused):
        http.send(http.Request("POST", "http://10.0.0.1/hook", b"{}"))
