import datetime as dt
import time

import pytest

from factcheck.lib.ingestion.reader import read


def test_marks_go_and_the_first_heading_is_the_headline() -> None:
    reading = read(
        b"# Quay *costs* rise\n\nThe **harbour board** said\non [Monday](http://a.example) that `x` costs.\n\n"
        b'## Next\n\n- One\n- Two\n\n> "Too late," said Tor Vik.\n\n<script>alert(1)</script>\n\n![picture](a.png)\n',
        filename="a.md",
    )
    assert reading.headline == "Quay costs rise"
    assert reading.text == (
        'The harbour board said on Monday that x costs.\n\nNext\n\nOne\n\nTwo\n\n"Too late," said Tor Vik.'
    )
    assert reading.media_type == "text/markdown"


def test_the_front_matter_gives_the_facts() -> None:
    reading = read(
        b'---\ntitle: "Quay costs rise"\nauthor: Mara Oland\ndate: 2026-03-04T10:15:00+02:00\nsource: Kestrel Gazette\n'
        b"lang: en-GB\nurl: https://gazette.example/quay?utm_source=x\n---\n\nThe quay is done.\n",
        filename="a.md",
    )
    assert (reading.headline, reading.byline, reading.outlet) == ("Quay costs rise", "Mara Oland", "Kestrel Gazette")
    assert reading.published_at == dt.datetime(2026, 3, 4, 10, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert (reading.language, reading.url, reading.text) == ("en", "https://gazette.example/quay", "The quay is done.")


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert read(b"---\n\nThe quay is done.\n", filename="a.md").text == "The quay is done."


@pytest.mark.parametrize("start", ["> ", "- ", "> - 1. "])
def test_what_is_nested_too_deeply_is_read_as_plain_text_and_noted(start: str) -> None:
    reading = read(f"# Head\n\n{start * 5_000}deep\n\nAnd the end.".encode(), filename="a.md")
    assert "deep" in reading.text
    assert "And the end." in reading.text
    assert any("plain text" in note for note in reading.notes)


@pytest.mark.parametrize("script", ["*" * 50_000 + "a", "[" * 20_000 + "a", "`a" * 25_000, "<" * 50_000 + "a"])
def test_hostile_markdown_ends_soon(script: str) -> None:
    started = time.process_time()
    assert "a" in read(script.encode(), filename="a.md").text
    assert time.process_time() - started < 5
