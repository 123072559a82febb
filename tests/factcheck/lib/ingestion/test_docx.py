import io
import time
import zipfile

import pytest

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits
from factcheck.lib.ingestion.reader import read
from tests.factcheck.lib.ingestion.files import CORE, TYPES, W, make_docx, make_zip

PARAGRAPHS = [
    ("Title", "Ferry traffic rises"),
    ("Normal", "The ferry carried more passengers than ever, said Tor Vik of the harbour office."),
    ("Heading1", "What comes next"),
    ("Normal", "“More ships,” he said, “are &lt;not&gt; enough.”"),
]


def test_paragraphs_and_title_are_read() -> None:
    reading = read(make_docx(PARAGRAPHS, {"docProps/core.xml": CORE}), filename="report.txt")
    assert reading.headline == "Ferry traffic rises"
    assert reading.text.split("\n\n") == [
        "The ferry carried more passengers than ever, said Tor Vik of the harbour office.",
        "What comes next",
        "“More ships,” he said, “are <not> enough.”",
    ]
    assert reading.byline == "Mara Oland"
    assert (reading.published_at, reading.published_on) == (None, None)
    assert "The Word file is dated 2026-03-04." in reading.notes
    assert reading.media_type.endswith("wordprocessingml.document")


def test_the_title_of_the_file_is_the_headline_when_the_text_has_none() -> None:
    assert read(make_docx(PARAGRAPHS[1:2], {"docProps/core.xml": CORE})).headline == "Ferry report"


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="empty"):
        read(make_docx([("Normal", " ")]))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)
OUTSIDE = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">&x;</w:document>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "word/_rels/document.xml.rels"]
)
@pytest.mark.parametrize("content", [LAUGHS.encode(), OUTSIDE.encode(), LAUGHS.encode("utf-16")])
def test_entities_are_refused_in_any_part_and_encoding(content: bytes, part: str) -> None:
    started = time.process_time()
    with pytest.raises(InvalidInput, match="document type"):
        read(make_docx(PARAGRAPHS, {part: content}))
    assert time.process_time() - started < 2


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    started = time.process_time()
    bomb = make_docx(PARAGRAPHS, {"word/media/a.xml": b"<a>" + b" " * 90_000_000 + b"</a>"})
    assert len(bomb) < 200_000
    with pytest.raises(TooLarge, match="200 times"):
        read(bomb)
    assert time.process_time() - started < 5


def test_an_archive_that_unpacks_to_too_much_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match="100,000 are the limit"):
        read(make_docx(PARAGRAPHS, {"word/a.bin": bytes(100_001)}), limits=ReadLimits(unpacked_bytes=100_000))


def test_an_archive_of_too_many_parts_is_refused_with_the_limit() -> None:
    parts = {f"word/{number}.txt": "x" for number in range(50)}
    with pytest.raises(TooLarge, match="50 are the limit"):
        read(make_docx(PARAGRAPHS, parts), limits=ReadLimits(members=50))


def test_a_size_that_lies_is_refused() -> None:
    content = make_docx(PARAGRAPHS, {"word/lies.xml": b"<a>" + b"x" * 5_000 + b"</a>"})
    with pytest.raises(InvalidInput, match="damaged"):
        read(content.replace((5_007).to_bytes(4, "little"), (10).to_bytes(4, "little")))


def test_a_part_that_is_damaged_inside_is_refused() -> None:
    content = bytearray(make_docx(PARAGRAPHS))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("word/document.xml")
    start = part.header_offset + 30 + len(part.filename)
    content[start : start + 8] = b"\xff" * 8
    with pytest.raises(InvalidInput, match="damaged"):
        read(bytes(content))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_file_is_refused(share: float) -> None:
    content = make_docx(PARAGRAPHS)
    with pytest.raises(InvalidInput, match="damaged"):
        read(content[: int(len(content) * share)])


@pytest.mark.parametrize(
    "content",
    [
        make_docx(PARAGRAPHS, {"word/document.xml": "<w:document"}),
        make_docx(PARAGRAPHS, {"word/document.xml": "<other/>"}),
        make_zip({"word/document.xml": "<a/>"}),
        make_docx([], {"[Content_Types].xml": TYPES.replace("word/document.xml", "../../etc/passwd")}),
    ],
)
def test_a_document_of_the_wrong_structure_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        read(content)


def test_another_archive_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no Word document"):
        read(make_zip({"xl/workbook.xml": "<a/>"}), filename="a.docx")


def test_deep_structure_in_a_document_does_not_break() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 3_000
    document = f'<w:document xmlns:w="{W}"><w:body>{deep}</w:body></w:document>'
    with pytest.raises(InvalidInput, match="damaged"):
        read(make_docx([], {"word/document.xml": document}))
