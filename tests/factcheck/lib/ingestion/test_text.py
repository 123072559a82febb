import pytest

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.base import ReadLimits
from factcheck.lib.ingestion.reader import read

ENGLISH = (
    "The mayor of Kestrel Bay said that the quay is finished.\n\nIt was the work of three years, and of many hands."
)
FRENCH = (
    "Le maire a déclaré que l’été prochain, les élèves étudieront à l’école. Où ça ? Dans la ville, près du théâtre."
)
POLISH = "Zażółć gęślą jaźń, powiedział burmistrz. Most będzie gotowy w przyszłym roku, choć koszty są wyższe."
RUSSIAN = "Мэр города сказал, что дорога будет открыта завтра утром, но не для грузовиков."
JAPANESE = "市長は月曜日に新しい橋が来年完成すると述べた。費用は予定より高くなるという。"


def test_utf8_text_is_kept_as_it_is() -> None:
    reading = read(ENGLISH.encode())
    assert (reading.text, reading.media_type, reading.language, reading.notes) == (ENGLISH, "text/plain", "en", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(encoding: str) -> None:
    mark = "" if encoding in ("utf-16", "utf-32", "utf-8-sig") else "\ufeff"
    assert read((mark + FRENCH).encode(encoding), filename="a.txt").text == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (FRENCH.replace("’", "'"), "latin-1"), (POLISH, "cp1250"), (RUSSIAN, "cp1251"),
     (RUSSIAN, "koi8_r"), (JAPANESE, "shift_jis"), (JAPANESE * 3, "euc_jp")],
)  # fmt: skip
def test_an_older_encoding_is_recognised_and_noted(text: str, encoding: str) -> None:
    reading = read(text.encode(encoding), filename="a.txt")
    assert reading.text == text
    assert any("not in UTF-8" in note for note in reading.notes)


def test_the_declared_charset_is_used_for_what_is_not_utf8() -> None:
    reading = read(POLISH.encode("iso8859_2"), declared_type="text/plain; charset=ISO-8859-2")
    assert reading.text == POLISH


def test_a_wrongly_declared_charset_does_not_spoil_utf8() -> None:
    assert read(FRENCH.encode(), declared_type="text/plain; charset=iso-8859-1").text == FRENCH


def test_damaged_utf8_is_refused_with_the_place() -> None:
    sound = (FRENCH * 5).encode()
    with pytest.raises(InvalidInput, match=f"byte {len(sound)} "):
        read(sound + b"\xff" + sound)


def test_damaged_utf16_is_refused_with_the_place() -> None:
    with pytest.raises(InvalidInput, match="byte 2 "):
        read(b"\xff\xfe\x00\xd8a\x00")


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(500), b"MZ\x90\x00" + bytes(400), b"\x7fELF" + bytes(64),
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), b"{\\rtf1 Hello}", b"\x1f\x8b\x08" + bytes(50),
     b"GIF89a" + bytes(90)],
)  # fmt: skip
def test_a_binary_file_is_refused_whatever_it_is_called(content: bytes) -> None:
    for name in ("article.txt", "article.html", "article.md"):
        with pytest.raises(InvalidInput, match="can be read"):
            read(content, filename=name, declared_type="text/plain")


def test_a_stray_zero_byte_does_not_make_a_text_binary() -> None:
    assert read(ENGLISH.replace(" is ", "\x00 is ").encode()).text == ENGLISH


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\x00\x01", "\u2003\u2028".encode()])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        read(content, filename="a.txt")


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match=r"101 bytes; 100 are the limit"):
        read(b"x" * 101, limits=ReadLimits(bytes=100))


def test_a_text_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(TooLarge, match=r"101 characters; 100 are the limit"):
        read(b"x" * 101, limits=ReadLimits(characters=100))
    assert len(read(b"x" * 100, limits=ReadLimits(characters=100)).text) == 100


def test_newlines_are_made_alike_and_trailing_blanks_go() -> None:
    assert read(b"One day.  \r\nStill one.\r\r\r\r\nTwo.\t\n\n\n\n").text == "One day.\nStill one.\n\nTwo."


def test_control_characters_go_and_letters_stay_as_they_were_written() -> None:
    text = "Caf\u0065\u0301 “ﬁne” … 5\u00a0km\u200b"
    assert read(f"A\x07\x1b\x9f {text} is here.".encode()).text == f"A {text} is here."


def test_a_paragraph_on_each_line_becomes_paragraphs() -> None:
    assert (
        read(b"Quay done\nThe quay is done.\nThe mayor is glad.").text
        == "Quay done\n\nThe quay is done.\n\nThe mayor is glad."
    )


def test_lines_broken_within_sentences_stay_together() -> None:
    text = "The mayor said that\nthe quay is done and\nthat she is glad."
    assert read(text.encode()).text == text


def test_a_long_line_of_blanks_costs_no_time() -> None:
    assert read(b"a" + b" " * 900_000 + b"b", limits=ReadLimits()).text.startswith("a ")


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        ('<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>', ""),
        ('<?xml version="1.0"?><!-- html --><article><p>News</p></article>', "a.txt"),
        ('<!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz>&lol;</lolz>', "lol"),
        ("<rss><channel/></rss>", "feed.xml"),
    ],
)
def test_xml_is_refused_with_advice(content: str, filename: str) -> None:
    with pytest.raises(InvalidInput, match="XML is not taken; export it as HTML or text"):
        read(content.encode(), filename=filename)


@pytest.mark.parametrize("start", ["<!doctype HTML>", "<!-- x --><!DOCTYPE html>", ""])
def test_a_page_written_as_xml_is_a_page(start: str) -> None:
    page = f'<?xml version="1.0"?>\n{start}<html><body><p>{ENGLISH}</p></body></html>'
    assert read(page.encode()).media_type == "text/html"
