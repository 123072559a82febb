import datetime as dt
import json
import time

import pytest

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.base import Reading
from factcheck.lib.ingestion.reader import read

BODY = """
<p>The harbour board of Kestrel Bay said on Monday<br>that the <b>new quay</b> would <a href="/x">cost</a>
40 million crowns.</p>
<p>“We did not see the storm coming,” said its chairman, Tor Vik. He added that the work would take three years.</p>
<h2>What comes next</h2>
<p>The council will vote on the plan in April, according to its clerk, Ines Dahl, who has read the report.</p>
<p>First part of the old-fashioned paragraph<br><br>and its second part, which stands alone.</p>
"""
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Kestrel Gazette"},
        {
            "@type": ["NewsArticle"],
            "headline": "Quay costs rise",
            "author": [{"@type": "Person", "name": "Mara Oland"}, {"@type": "Person", "name": "Jon Ek"}],
            "publisher": {"@type": "Organization", "name": "Kestrel Gazette"},
            "datePublished": "2026-03-04T10:15:00+02:00",
        },
    ],
}


def page(body: str = BODY, head: str = "", lang: str = "en-GB") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Quay costs rise | Gazette</title>'
        f"{head}</head>"
        f"<body><nav><a href=/>Home</a><a href=/sport>Sport</a></nav><article><h1>Quay costs rise</h1>{body}</article>"
        "<footer>All rights reserved by the Gazette</footer></body></html>"
    ).encode()


def linked(text: str) -> str:
    """A block of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


def read_page(body: str = BODY, head: str = "", **options: str) -> Reading:
    return read(page(body, head, options.pop("lang", "en-GB")), **options)


def test_the_main_text_is_found_in_paragraphs_without_menus_and_headline() -> None:
    reading = read_page()
    assert reading.text.split("\n\n") == [
        "The harbour board of Kestrel Bay said on Monday that the new quay would cost 40 million crowns.",
        "“We did not see the storm coming,” said its chairman, Tor Vik. He added that the work would take three years.",
        "What comes next",
        "The council will vote on the plan in April, according to its clerk, Ines Dahl, who has read the report.",
        "First part of the old-fashioned paragraph",
        "and its second part, which stands alone.",
    ]
    assert (reading.headline, reading.language, reading.media_type) == ("Quay costs rise", "en", "text/html")


def test_scripts_and_styles_never_come_into_the_text() -> None:
    evil = (
        '<script>var a = "evil one";</script><SCRIPT type="x">evil two</SCRIPT >'
        '<style>p { content: "evil three" }</style>'
        "<!-- evil four <p>evil five</p> --><noscript>evil six</noscript><template>evil seven</template>"
        '<svg><text>evil eight</text></svg><script type="application/ld+json">{"evil": "nine"}</script>'
        '<iframe srcdoc="x">evil ten</iframe>'
    )
    reading = read_page(BODY.replace("<h2>", f"{evil}<h2>"), head=evil)
    assert "evil" not in reading.text
    assert "Ines Dahl" in reading.text


def test_json_ld_gives_the_facts() -> None:
    head = linked("{broken") + linked(json.dumps(LINKED))
    reading = read_page(head=head)
    assert (reading.byline, reading.outlet) == ("Mara Oland, Jon Ek", "Kestrel Gazette")
    assert reading.published_at is not None
    assert reading.published_at.isoformat() == "2026-03-04T10:15:00+02:00"
    assert reading.published_on is None


def test_meta_tags_give_the_facts() -> None:
    reading = read_page(
        head='<meta property="og:title" content="Quay &amp; costs">'
        '<meta property="og:site_name" content="Kestrel Gazette">'
        '<meta name="author" content="By Mara Oland">'
        '<meta property="article:published_time" content="2026-03-04T08:15:00Z">'
        '<link rel="canonical" href="/quay?utm_source=feed">',
        url="https://gazette.example/quay?utm_medium=mail",
    )
    assert (reading.headline, reading.outlet, reading.byline) == ("Quay & costs", "Kestrel Gazette", "Mara Oland")
    assert reading.published_at == dt.datetime(2026, 3, 4, 8, 15, tzinfo=dt.UTC)
    assert reading.url == "https://gazette.example/quay"


def test_visible_marks_give_the_facts() -> None:
    marks = (
        '<p class="byline">By Mara Oland</p><time datetime="2026-01-01">old</time>'
        '<time pubdate datetime="2026-03-04">4 March</time>'
    )
    reading = read_page(marks + BODY)
    assert (reading.byline, reading.published_on, reading.published_at) == ("Mara Oland", dt.date(2026, 3, 4), None)


def test_a_time_with_a_zone_is_preferred_to_a_day() -> None:
    reading = read_page(
        head='<meta name="date" content="2026-03-03"><meta name="pubdate" content="2026-03-04T08:15:00+01:00">'
    )
    assert reading.published_at is not None
    assert reading.published_on is None


def test_a_date_in_the_address_alone_is_told_but_never_taken() -> None:
    reading = read_page(url="https://gazette.example/2026/03/04/quay")
    assert (reading.published_at, reading.published_on) == (None, None)
    assert any("may be of 2026-03-04" in note for note in reading.notes)


def test_a_page_without_facts_has_none() -> None:
    reading = read(b"<html><body><p>The quay is done.</p></body></html>")
    assert (reading.headline, reading.byline, reading.outlet, reading.url) == ("", "", "", "")
    assert (reading.published_at, reading.published_on) == (None, None)


def test_the_language_of_the_text_wins_over_that_of_the_template() -> None:
    body = (
        "<p>Der Hafenrat teilte am Montag mit, dass der neue Kai vierzig Millionen kosten wird. Das ist mehr als"
        " geplant, und die Arbeiten werden drei Jahre dauern, sagte der Vorsitzende auf einer Sitzung im Rathaus.</p>"
    )
    reading = read_page(body, lang="en")
    assert reading.language == "de"
    assert any("'en'" in note and "'de'" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("name", "declared_type", "head"),
    [
        ("cp1252", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "", '<meta http-equiv="content-type" content="text/html; charset=windows-1252">'),
        ("cp1250", "text/html; charset=windows-1250", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_the_charset_of_header_or_meta_is_used(name: str, declared_type: str, head: str) -> None:
    html = f"<html><head>{head}</head><body><p>“Müller” sagte: Der Kai ist fertig, für alle Zeit.</p></body></html>"
    assert "“Müller” sagte" in read(html.encode(name), declared_type=declared_type).text


def test_damaged_characters_of_a_page_are_replaced_and_noted() -> None:
    content = page().replace("“We".encode(), b"\xe2\x80We")
    reading = read(content)
    assert "\ufffdWe did not" in reading.text
    assert any("damaged" in note for note in reading.notes)


@pytest.mark.parametrize(
    "tag", ["<div>", "<span>", "<b>", "<blockquote>", "<dl><dd>", "<ul><li>", "<div></b>", "<wbr>", "<x-y>"]
)
def test_text_within_any_depth_of_elements_is_kept(tag: str) -> None:
    started = time.process_time()
    deep = tag * 2_500 + "<p>The text in the depth of the page, which must not be lost.</p>" + "</div>" * 2_500
    reading = read_page(BODY + deep + "<p>And the very last paragraph of the article, after it all.</p>")
    assert "in the depth of the page" in reading.text
    assert "the very last paragraph" in reading.text
    assert "Tor Vik" in reading.text
    assert tag == "<wbr>" or any("Structure truncated" in note for note in reading.notes)
    assert time.process_time() - started < 10


def test_a_hundred_thousand_elements_within_one_another_are_read_in_linear_time() -> None:
    started = time.process_time()
    reading = read(b"<div>" * 100_000 + b"The deepest text of the bay." + b"</div>" * 100_000)
    assert reading.text == "The deepest text of the bay."
    assert time.process_time() - started < 10


def test_ordinary_nesting_is_not_truncated() -> None:
    reading = read_page("<div>" * 400 + BODY + "</div>" * 400 + "<p>One<p>Two" * 600)
    assert not any("truncated" in note for note in reading.notes)


@pytest.mark.parametrize(
    "script",
    ["<" * 300_000, "<!--" * 50_000, "<svg>" * 50_000, "<a b='" * 50_000,
     "<img " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
     '<p title="' + "a" * 1_000_000 + '">x</p>', "<![CDATA[" * 50_000, "</div>" * 100_000,
     "<template>" * 50_000, "<p>" * 15_000,
     "&" * 300_000, "<br>" * 10_000],
    ids=range(12),
)  # fmt: skip
def test_hostile_markup_costs_no_time(script: str) -> None:
    started = time.process_time()
    reading = read(b"<html><body><p>The quay is done.</p>" + script.encode() + b"</body></html>")
    assert "The quay is done." in reading.text
    assert time.process_time() - started < 5


def test_a_page_in_which_no_main_text_is_found_gives_all_of_it() -> None:
    reading = read(b"<html><body><div>Short.</div><div>Shorter.</div></body></html>")
    assert "Short." in reading.text
    assert "Shorter." in reading.text


@pytest.mark.parametrize(
    "html", ["<html><head></head><body></body></html>", "<script>alert(1)</script>", "<!-- nothing -->", "<html>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        read(html.encode(), filename="a.html")


def test_hostile_json_ld_is_passed_over() -> None:
    head = linked("[" * 200_000) + linked(json.dumps(LINKED))
    assert read_page(head=head).byline == "Mara Oland, Jon Ek"


def test_json_ld_of_the_wrong_types_is_passed_over() -> None:
    odd = {"@type": "NewsArticle", "headline": {"a": 1}, "author": 7, "publisher": [[]], "datePublished": ["x", 3]}
    reading = read_page(head=linked(json.dumps(odd)))
    assert (reading.headline, reading.byline, reading.published_at) == ("Quay costs rise", "", None)


def test_a_text_file_that_is_html_is_read_as_html_and_not_the_other_way_round() -> None:
    assert read(page(), filename="a.txt", declared_type="text/plain").media_type == "text/html"
    assert (
        read(b"a < b and <b> is a tag, said Ines Dahl.", filename="a.txt").text
        == "a < b and <b> is a tag, said Ines Dahl."
    )


def test_declarations_within_the_document_type_are_no_text_of_the_page() -> None:
    subset = '<!DOCTYPE lolz [ <!ENTITY lol "lol"> <!ENTITY lol2 "&lol;&lol;"> ]>'
    reading = read(f"{subset}<html><body><p>The quay is finished.</p></body></html>".encode(), filename="lol.html")
    assert (reading.headline, reading.text) == ("", "The quay is finished.")


def test_a_document_type_that_never_ends_costs_no_text() -> None:
    reading = read(b"<!DOCTYPE html [ ><html><body><p>The quay is finished.</p></body></html>")
    assert reading.text == "The quay is finished."


def test_document_types_without_number_are_read_in_moments() -> None:
    started = time.process_time()
    assert read(b"<html><body><p>The quay is finished.</p>" + b"<!doctype [>" * 80_000).text
    assert time.process_time() - started < 10
