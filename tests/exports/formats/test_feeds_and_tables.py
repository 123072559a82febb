"""Atom, RSS, CSV, NDJSON and the galley."""

import csv
import io
import json
from html.parser import HTMLParser

import feedparser
import pytest

from exports.formats.entries import Entry
from exports.formats.galley import galley, galley_html
from exports.formats.lines import RawEntry, ndjson
from exports.formats.syndication import Channel, atom, rss
from exports.formats.table import COLUMNS, csv_lines, safe
from tests.exports.formats.cases import ARTICLE, ENTRIES, HOUSE, TEXT, entry, marked_article

CHANNEL = Channel("https://desk.example/api/v1/publications/as/atom/?kind=a&b", "Fact checks", "https://desk.example/o")
ALL = list(ENTRIES.values())


@pytest.mark.parametrize("write", [atom, rss])
@pytest.mark.parametrize("entries", [ALL, []], ids=["all", "none"])
def test_feedparser_reads_the_feeds_without_a_warning(write: object, entries: list[Entry]) -> None:
    found = feedparser.parse(write(CHANNEL, entries, HOUSE))

    assert found.bozo == 0
    assert found.feed.title == "Fact checks"
    assert [item.id for item in found.entries] == [f"urn:uuid:{item.id}" for item in entries]


def test_an_entry_of_atom_says_what_it_is() -> None:
    found = feedparser.parse(atom(CHANNEL, [entry()], HOUSE))
    (item,) = found.entries

    assert found.version == "atom10"
    assert item.title == "Mostly true: The harbour board will close the east pier."
    assert item.link == "https://gazette.example/pier"
    assert item.updated == "2026-03-06T10:00:00Z"
    assert item.tags[0].term == "mostly true"
    assert {link.rel: link.href for link in found.feed.links}["next"] == "https://desk.example/o"


def test_an_item_of_rss_has_its_date_as_mail_has_it() -> None:
    found = feedparser.parse(rss(CHANNEL, [entry()], HOUSE))

    assert found.version == "rss20"
    assert found.entries[0].published == "Fri, 06 Mar 2026 10:00:00 GMT"


def test_scripts_in_a_feed_are_text() -> None:
    for write in (atom, rss):
        written = write(CHANNEL, [ENTRIES["hostile"]], HOUSE).decode()
        assert "<script" not in written
        assert "javascript:" not in written
        assert "\x0b" not in written


def rows_of(entries: list[Entry]) -> list[list[str]]:
    written = b"".join(csv_lines(entries)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(written, newline="")))


def test_the_table_has_a_head_and_a_row_for_each_entry() -> None:
    head, *rows = rows_of(ALL)

    assert tuple(head) == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}
    first = dict(zip(head, rows[0], strict=True))
    assert first["rating_value"] == "4"
    assert first["evidence"] == (
        "corroborates: Port Authority, Inspection of the east pier https://port.example/inspection"
    )
    assert dict(zip(head, rows[2], strict=True))["rating"] == ""


def test_a_spreadsheet_reads_the_table_as_utf_8_with_lines_as_it_writes_them() -> None:
    written = b"".join(csv_lines(ALL))

    assert written.startswith(b"\xef\xbb\xbfsequence,kind,")
    assert b"\r\n" in written


def test_many_rows_come_in_pieces() -> None:
    pieces = list(csv_lines(entry() for _ in range(450)))

    assert len(pieces) == 4
    assert b"".join(pieces).count(b"\r\n") == 451


def test_no_cell_of_the_table_is_a_formula() -> None:
    cells = [cell for row in rows_of([ENTRIES["hostile"]])[1:] for cell in row]

    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1", "＝1"])
def test_what_could_be_a_formula_is_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "a=1", "2026-03-06", 4, None, "“=1”"])
def test_what_is_none_stays_as_it_is(value: object) -> None:
    assert safe(value) == value


def raw(**over: object) -> RawEntry:
    values = {
        "id": "a", "sequence": 1, "kind": "published", "at": "2026-03-06T10:00:00Z", "note": "", "supersedes": None,
        "schema_version": 1, "payload": '{"x": "\\u00e4"}',
    }  # fmt: skip
    return RawEntry(**values | over)


def test_each_line_is_json_with_the_payload_as_it_was_frozen() -> None:
    written = b"".join(ndjson([raw(), raw(sequence=2, note='He said "no"\n…', supersedes="b")]))

    first, second = (json.loads(line) for line in written.splitlines())
    assert first == {
        "id": "a", "sequence": 1, "kind": "published", "at": "2026-03-06T10:00:00Z", "note": "", "supersedes": None,
        "schema_version": 1, "payload": {"x": "ä"},
    }  # fmt: skip
    assert (second["note"], second["supersedes"]) == ('He said "no"\n…', "b")


def test_lines_come_in_pieces_of_some_size() -> None:
    pieces = list(ndjson(raw(note="x" * 1_000) for _ in range(200)))

    assert 3 <= len(pieces) <= 5
    assert b"".join(pieces).count(b"\n") == 200


def test_the_galley_marks_every_claim_and_numbers_its_note() -> None:
    found = galley(marked_article())

    assert found["text"] == TEXT
    assert [mark["number"] for mark in found["marks"]] == [1, 2, 3, 3]
    assert [note["state"] for note in found["notes"]] == ["published", "unpublished", "retracted"]
    assert found["notes"][0]["verdict"]["rating"]["slug"] == "mostly-true"
    assert found["notes"][2]["verdict"] is None
    assert found["article"]["headline"] == ARTICLE["headline"]


class Reader(HTMLParser):
    """Collects the words of the paragraphs before the notes, and fails for what is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "ol" in self.open or "sup" in self.open or "h1" in self.open:
            return
        self.words.append(data)
        if "mark" in self.open:
            self.marked.append(data)


def test_the_galley_as_html_has_every_word_once_and_closes_what_it_opens() -> None:
    reader = Reader()
    reader.feed(galley_html(marked_article()).decode())

    assert reader.open == []
    assert "".join(reader.words).strip() == TEXT.replace("\n\n", "")
    assert "".join(reader.marked).startswith(TEXT[:42])


def test_marks_that_overlap_name_both_notes() -> None:
    written = galley_html(marked_article()).decode()

    assert 'data-notes="1 2"' in written
    assert 'data-notes="2 3"' in written
    assert written.count('href="#fact-check-note-2"') == 1


def test_nothing_in_the_galley_is_run() -> None:
    from dataclasses import replace

    bad = marked_article()
    claims = (replace(bad.claims[0], entry=ENTRIES["hostile"], claim=ENTRIES["hostile"].payload["claim"]),)
    written = galley_html(replace(bad, claims=claims, text="<script>alert(1)</script>" * 3)).decode()

    assert "<script" not in written
    assert "javascript:" not in written
