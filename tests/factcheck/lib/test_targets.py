import logging

import pytest

from factcheck.lib import http
from factcheck.lib.addresses import parse_networks
from factcheck.lib.http import FetchRejected, Refused
from factcheck.lib.targets import check_address
from tests.factcheck.lib.servers import Names


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "①②⑦.⓪.⓪.①", "127.000.000.001", "localhost",
     "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]", "[fec0::1]", "[ff02::1]",
     "169.254.169.254", "192.0.0.192", "100.100.100.200", "10.0.0.1", "[fd00:ec2::254]", "192.88.99.1"],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_fetched(host: str, no_connections: None) -> None:
    with pytest.raises(Refused) as refused:
        http.fetch(f"http://{host}/")
    assert refused.value.code == "address_refused"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://news.example/", "'ftp'"),
        ("file:///etc/passwd", "'file'"),
        ("gopher://news.example/", "'gopher'"),
        ("//news.example/", "http or https"),
        ("http://news.example:22/", "Port 22"),
        ("http://news.example:0/", "Port 0"),
        ("https://news.example:8443/", "Port 8443"),
        ("http://ann:secret@news.example/", "password"),
        ("http://news.example@10.0.0.1/", "user name"),
        ("http://127.0.\t0.1/", "control"),
        ("http://news.exa\nmple/", "control"),
        ("http://news.example/a b", "blanks"),
        ("http://news.example\\@10.0.0.1/", "backslashes"),
        (" http://news.example/", "blanks"),
        ("http://news.example/\x00", "control"),
        ("http:///path", "host"),
        ("http://127%2e0.0.1/", "characters"),
        ("http://[fe80::1%25eth0]/", "host"),
        ("http://news<b>.example/", "characters"),
    ],
)
def test_an_address_of_the_wrong_form_is_refused_with_the_reason(url: str, words: str, no_connections: None) -> None:
    with pytest.raises(Refused, match=words):
        http.fetch(url)


@pytest.mark.parametrize(
    "url",
    ["http://[::1", "http://news.example:99999/", f"http://news.example/{'a' * 5000}", f"http://{'ä' * 80}.example/"],
)
def test_what_is_no_address_is_rejected(url: str, no_connections: None) -> None:
    with pytest.raises(FetchRejected):
        http.fetch(url)


def test_one_private_address_among_public_ones_refuses_the_host(names: Names, no_connections: None) -> None:
    names["mixed.example"] = [["93.184.216.34", "10.0.0.8"]]
    with pytest.raises(Refused, match=r"mixed\.example is refused: its address 10\.0\.0\.8"):
        http.fetch("http://mixed.example/")


def test_refusals_are_logged_without_credentials_and_line_breaks(
    caplog: pytest.LogCaptureFixture, no_connections: None
) -> None:
    with caplog.at_level(logging.WARNING, "factcheck.http"), pytest.raises(Refused):
        http.fetch("http://ann:secret@news.example/?token=abc")
    with caplog.at_level(logging.WARNING, "factcheck.http"), pytest.raises(Refused):
        http.fetch("http://news.example/\r\nforged line")
    assert len(caplog.messages) == 2
    assert "secret" not in caplog.text
    assert "token" not in caplog.text
    assert all("\n" not in message and "\r" not in message for message in caplog.messages)


def test_an_address_is_judged_by_its_words_without_a_name_server(no_connections: None) -> None:
    check_address("https://a-name-that-is-looked-up-later.invalid/hook")
    for url in ("http://localhost/", "http://x.localhost/", "http://0x7f.1/", "http://[::ffff:10.0.0.7]/"):
        with pytest.raises(Refused):
            check_address(url)
    with pytest.raises(Refused, match="Port 22"):
        check_address("https://cms.example:22/")
    check_address("http://10.0.0.7:8080/", parse_networks(["10.0.0.0/8"]), frozenset({8080}))
