import io
import time
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits
from factcheck.lib.ingestion.reader import read
from tests.factcheck.lib.ingestion.files import flate_bomb, make_pdf

FIRST = [
    "Ferry traffic rises",
    "The ferry between Kestrel Bay and Oland carried more passengers than",
    "ever before, the harbour office said in its long-term report. The infor-",
    "mation covers three years. It is a long-term",
    "trend.",
    "Tor Vik, who heads the office, called the growth a burden. He said that",
    "more ships were needed and that the council",
]
SECOND = ["would have to pay for them.", "The council did not answer."]


def test_lines_become_paragraphs_and_pages_are_marked() -> None:
    reading = read(make_pdf([FIRST, SECOND]), filename="report.txt")
    assert reading.text.split("\n\n") == [
        "Ferry traffic rises",
        "The ferry between Kestrel Bay and Oland carried more passengers than ever before, the harbour office said in "
        "its long-term report. The information covers three years. It is a long-term trend.",
        "Tor Vik, who heads the office, called the growth a burden. He said that more ships were needed and that the "
        "council would have to pay for them.",
        "The council did not answer.",
    ]
    assert [mark.label for mark in reading.breaks] == ["page 1", "page 2"]
    assert reading.breaks[0].offset == 0
    assert reading.text[reading.breaks[1].offset :].startswith("would have to pay")
    assert (reading.media_type, reading.language) == ("application/pdf", "en")


def test_a_compound_divided_at_a_line_end_keeps_its_hyphen() -> None:
    lines = ["The report calls it a long-term problem of all the harbours along the long-", "term coast."]
    assert "the long-term coast." in read(make_pdf([lines])).text


def test_the_date_of_the_file_is_only_noted() -> None:
    info = "/Title (Ferry report) /Author (Mara Oland) /CreationDate (D:20260304101500+01'00')"
    reading = read(make_pdf([FIRST], info=info))
    assert (reading.headline, reading.byline) == ("Ferry report", "Mara Oland")
    assert (reading.published_at, reading.published_on) == (None, None)
    assert "The PDF file is dated 2026-03-04." in reading.notes


def test_damaged_metadata_costs_only_the_metadata() -> None:
    reading = read(make_pdf([FIRST], info="/Title 7 /CreationDate (never)"))
    assert "Ferry traffic rises" in reading.text


def test_pages_without_text_are_noted() -> None:
    reading = read(make_pdf([FIRST, [], SECOND, []]))
    assert "2 of 4 pages have no text (scanned?): 2, 4." in reading.notes
    assert [mark.label for mark in reading.breaks] == ["page 1", "page 3"]


def test_a_scanned_document_is_refused_with_advice() -> None:
    with pytest.raises(InvalidInput, match="OCR"):
        read(make_pdf([[], []]))


def test_a_protected_document_is_refused_with_advice() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([FIRST]))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    with pytest.raises(InvalidInput, match="password"):
        read(buffer.getvalue())


def test_too_many_pages_are_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match="6 pages; 5 are the limit"):
        read(make_pdf([["x"]] * 6), limits=ReadLimits(pages=5))


def test_reading_stops_when_the_text_is_too_long() -> None:
    with pytest.raises(TooLarge, match="100 are the limit"):
        read(make_pdf([["a long line of text"] * 20] * 50), limits=ReadLimits(characters=100))


def test_a_page_that_is_a_bomb_is_left_out_and_noted() -> None:
    bomb = flate_bomb(1_000_000_000)
    started = time.process_time()
    assert len(bomb) < 6_000_000
    reading = read(make_pdf([["bomb"], SECOND], streams=[bomb]))
    assert "The council did not answer." in reading.text
    assert any(
        "1 of 2 pages were left out, because unpacked they are over the limit of 75 MB" in note
        for note in reading.notes
    )
    assert time.process_time() - started < 10


def test_a_file_of_nothing_but_bombs_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match="over the limit of 75 MB"):
        read(make_pdf([["bomb"]], streams=[flate_bomb(100_000_000)]))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_off_file_is_read_or_refused_but_never_breaks(share: float) -> None:
    content = make_pdf([FIRST, SECOND])
    try:
        text = read(content[: int(len(content) * share)]).text
    except InvalidInput as error:
        assert error.message.startswith("The PDF")
    else:
        assert text


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\nstartxref\n9\n%%EOF",
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF",
        make_pdf([FIRST]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        b"%PDF-1.7\n" + b"<<" * 100_000 + b"\nstartxref\n9\n%%EOF",
    ],
)
def test_hostile_structure_is_refused(content: bytes) -> None:
    started = time.process_time()
    with pytest.raises(InvalidInput):
        read(content)
    assert time.process_time() - started < 5


def test_text_in_pieces_of_wrong_encoding_does_not_break() -> None:
    stream = zlib.compress(b"BT /F1 10 Tf 72 720 Td (ok then) Tj (caf\xe9) Tj ET")
    assert "ok then" in read(make_pdf([["x"]], streams=[stream])).text
