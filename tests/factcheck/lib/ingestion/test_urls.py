import pytest

from factcheck.lib.ingestion.urls import canonical_url, is_web_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example/A/b?Q=1#part", "https://news.example/A/b?Q=1"),
        ("http://news.example:80/a", "http://news.example/a"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a?utm_source=x&id=7&UTM_medium=y&fbclid=z&gclid=1", "https://news.example/a?id=7"),
        ("https://news.example/a?b=2&a=1&a=0", "https://news.example/a?b=2&a=1&a=0"),
        ("https://news.example/a?utmost=1&fbclid_x=2", "https://news.example/a?utmost=1&fbclid_x=2"),
        ("  https://news.example/a  ", "https://news.example/a"),
        ("http://[2606:4700::1]:80/", "http://[2606:4700::1]/"),
        ("not a url", "not a url"),
    ],
)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "url", ["http://news.example", "https://news.example/a?b#c", "http://10.0.0.1:8080/", "https://müller.example/ä"]
)
def test_a_web_address_is_known(url: str) -> None:
    assert is_web_url(url)


@pytest.mark.parametrize(
    "url",
    ["", "news.example", "ftp://news.example/", "javascript:alert(1)", "http:///a", "https://", "http://a b/", "http://[::1",
     "http://news.example:99999/", "mailto:ann@news.example", "http://news.\nexample/", "/a/b",
     "http:\\\\news.example"],
)  # fmt: skip
def test_what_is_no_web_address_is_known_too(url: str) -> None:
    assert not is_web_url(url)
