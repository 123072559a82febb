"""What a publisher names, from feeds of every kind and from what is none."""

import time

import pytest

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.base import ReadLimits, Upload
from factcheck.lib.ingestion.discovery import read_listing
from factcheck.lib.ingestion.listing import Listing, ListingKind
from factcheck.lib.ingestion.sandbox import list_safely

URL = "https://gazette.example/feeds/news.xml"
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour <b>Gazette</b></title><ttl>90</ttl>
<item><title>East pier &amp; ferry to close</title><link>https://gazette.example/pier?utm_source=rss</link>
<guid isPermaLink="false">g-17</guid><pubDate>Fri, 06 Mar 2026 08:00:00 +0100</pubDate></item>
<item><title>Lake fine</title><link>/lake#top</link></item>
<item><title>No address</title><guid isPermaLink="false">g-18</guid></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Port Authority</title>
<entry><id>tag:port.example,2026:1</id><title type="html">&lt;i&gt;Inspection&lt;/i&gt; report</title>
<link rel="alternate" href="https://port.example/report"/><published>2026-03-01T09:30:00Z</published></entry></feed>"""


def listed(content: str | bytes, declared: str = "application/xml", url: str = URL) -> Listing:
    raw = content.encode() if isinstance(content, str) else content
    return read_listing(Upload(raw, declared_type=declared, url=url), ReadLimits())


def test_an_rss_feed_names_its_pages_with_their_titles_and_times() -> None:
    listing = listed(RSS)
    pier, lake = listing.entries
    assert (listing.kind, listing.title, listing.minutes) == (ListingKind.FEED, "Harbour Gazette", 90)
    assert (pier.url, pier.name, pier.title) == ("https://gazette.example/pier", "g-17", "East pier & ferry to close")
    assert pier.published_at.isoformat() == "2026-03-06T07:00:00+00:00"
    assert (lake.url, lake.published_at) == ("https://gazette.example/lake", None)
    assert listing.notes == ("1 of 3 entries name no page of their own and were left out.",)


def test_an_atom_feed_is_read_too() -> None:
    listing = listed(ATOM)
    assert [(entry.url, entry.name, entry.title) for entry in listing.entries] == [
        ("https://port.example/report", "tag:port.example,2026:1", "Inspection report")
    ]


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    broken = RSS.replace("</channel></rss>", "").replace("East pier", "East pier <br> &nbsp;")
    assert "https://gazette.example/pier" in [entry.url for entry in listed(broken).entries]


def test_the_same_page_twice_is_named_once() -> None:
    item = "<item><title>Pier</title><link>https://gazette.example/pier</link></item>"
    listing = listed(f"<rss version='2.0'><channel><title>G</title>{item * 3}</channel></rss>")
    assert len(listing.entries) == 1


def test_a_page_is_no_feed_and_the_answer_says_where_its_feed_is() -> None:
    page = """<!doctype html><html><head><title>Gazette</title>
    <link rel="stylesheet" href="/a.css"><link rel="alternate" type="application/rss+xml" href="/feeds/all.xml">
    </head><body>News</body></html>"""
    with pytest.raises(InvalidInput, match=r"its feed is at https://gazette\.example/feeds/all\.xml\. Follow that"):
        listed(page, "text/html")
    with pytest.raises(InvalidInput, match="names none"):
        listed("<html><body>News</body></html>", "text/html")


@pytest.mark.parametrize(
    "content", ["Not a feed at all.", '{"title": "Gazette"}', "<note><to>You</to></note>", "<!-- only a comment"]
)
def test_what_is_no_feed_is_refused_in_words(content: str) -> None:
    with pytest.raises(InvalidInput, match="no feed that can be read"):
        listed(content)


def test_the_name_of_a_local_file_as_content_reads_no_file() -> None:
    with pytest.raises(InvalidInput, match="no feed"):
        listed(b"/etc/hostname")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_of_its_own_is_refused(encoding: str) -> None:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = RSS.replace("<rss", f'<!DOCTYPE rss [<!ENTITY a0 "boom">{levels}]><rss').replace("Lake fine", "&a9;")
    with pytest.raises(InvalidInput, match="declares entities"):
        listed(bomb.replace('<?xml version="1.0"?>\n', "").encode(encoding))


def test_a_feed_of_ten_thousand_entries_and_more_is_read_up_to_the_limit_in_bounded_time() -> None:
    items = "".join(
        f"<item><title>Pier {n}</title><link>https://gazette.example/{n}</link></item>" for n in range(10_050)
    )
    began = time.process_time()
    listing = listed(f"<rss version='2.0'><channel><title>G</title>{items}</channel></rss>")
    assert len(listing.entries) == 10_000
    assert listing.notes == ("The feed has 10,050 entries; the first 10,000 were read.",)
    assert time.process_time() - began < 20


def test_the_sandbox_gives_the_same_listing_and_the_same_refusal() -> None:
    assert list_safely(RSS.encode(), url=URL, seconds=60) == listed(RSS)
    with pytest.raises(InvalidInput, match="no feed"):
        list_safely(b"Not a feed.", url=URL, seconds=60)
