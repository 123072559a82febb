"""Sitemaps: what they name, and what a hostile one is answered."""

import gzip
import time

import pytest

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits, Upload
from factcheck.lib.ingestion.discovery import read_listing
from factcheck.lib.ingestion.listing import Listing, ListingKind, Part

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="{SPACE}" xmlns:news="{NEWS}" xmlns:image="urn:image">
<url><image:image><image:loc>https://port.example/a.jpg</image:loc></image:image>
<loc> https://port.example/report </loc><lastmod>2026-03-02</lastmod>
<news:news><news:publication_date>2026-03-01T09:30:00+01:00</news:publication_date><news:title>Cracks</news:title></news:news></url>
<url><loc>https://port.example/plan</loc></url><url><loc>ftp://port.example/x</loc></url><url/>
</urlset>"""
INDEX = f"""<sitemapindex xmlns="{SPACE}"><sitemap><loc>https://port.example/1.xml.gz</loc><lastmod>2026-03</lastmod></sitemap>
<sitemap><loc>https://port.example/2.xml</loc></sitemap></sitemapindex>"""


def listed(content: bytes, limits: ReadLimits | None = None) -> Listing:
    return read_listing(Upload(content, url="https://port.example/sitemap.xml"), limits or ReadLimits())


@pytest.mark.parametrize("content", [SITEMAP.encode(), gzip.compress(SITEMAP.encode())])
def test_a_sitemap_names_its_pages_packed_or_not(content: bytes) -> None:
    report, plan = listed(content).entries
    assert (report.url, report.title, report.changed) == ("https://port.example/report", "Cracks", "2026-03-02")
    assert report.published_at.isoformat() == "2026-03-01T09:30:00+01:00"
    assert (plan.url, plan.title, plan.published_at) == ("https://port.example/plan", "", None)


def test_an_index_names_its_sitemaps() -> None:
    listing = listed(INDEX.encode())
    assert listing.kind == ListingKind.INDEX
    assert listing.parts == (Part("https://port.example/1.xml.gz", "2026-03"), Part("https://port.example/2.xml"))


def test_a_robots_txt_and_a_plain_list_are_read_too() -> None:
    robots = listed(b"User-agent: *\nDisallow: /x\nSitemap: https://port.example/s.xml\n")
    assert (robots.kind, robots.parts) == (ListingKind.INDEX, (Part("https://port.example/s.xml"),))
    plain = listed(b"https://port.example/a\nnot an address\nhttps://port.example/b\n")
    assert [entry.url for entry in plain.entries] == ["https://port.example/a", "https://port.example/b"]


def test_a_bomb_of_blanks_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    with pytest.raises(TooLarge, match="more than the 5,000,000 bytes"):
        listed(bomb, ReadLimits(unpacked_bytes=5_000_000))


def test_many_packed_pieces_are_no_way_around_the_limit() -> None:
    piece = gzip.compress(b" " * 1_000_000)
    with pytest.raises(TooLarge, match="more than the 5,000,000 bytes"):
        listed(piece * 20, ReadLimits(unpacked_bytes=5_000_000))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{SITEMAP[38:]}', "refused: it declares"),
        (f"<urlset>{'<url>' * 40}", "nested deeper"),
        ("<urlset><url><loc>https://port.example/a</loc>", "damaged"),
    ],
)
def test_a_hostile_or_damaged_sitemap_is_refused_in_words(content: str, complaint: str) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        listed(content.encode())


def test_a_damaged_package_is_refused_in_words() -> None:
    with pytest.raises(InvalidInput, match="can not be unpacked"):
        listed(b"\x1f\x8b" + b"nonsense" * 10)


def test_more_pages_than_the_protocol_allows_are_read_up_to_its_limit_in_bounded_time() -> None:
    pages = "".join(f"<url><loc>https://port.example/{n}</loc></url>" for n in range(50_500))
    began = time.process_time()
    listing = listed(f"<urlset>{pages}</urlset>".encode())
    assert len(listing.entries) == 50_000
    assert listing.notes == ("The sitemap names more than 50,000 pages; the first 50,000 were read.",)
    assert time.process_time() - began < 20
