"""Speech keeps its times: captions and typed transcripts."""

import time

import pytest

from factcheck.lib.errors import InvalidInput
from factcheck.lib.ingestion.reader import read
from factcheck.lib.ingestion.transcripts import time_marks

SRT = (
    b"1\r\n00:12:28,000 --> 00:12:30,500\r\n<i>The pier is closed,</i>\r\n\r\n"
    b"2\r\n00:12:30,500 --> 00:12:33,000\r\nMara Lindt said on Monday.\r\n\r\n"
    b"3\r\n00:12:40,000 --> 00:12:42,000\r\nI never said that.\r\n"
)
VTT = (
    b"WEBVTT - Hearing\n\nNOTE 00:00:01.000 --> a note\n\nSTYLE\n::cue {}\n\n"
    b"intro\n12:30.000 --> 12:33.000 align:start\n<v.loud Mara Lindt>We counted cracks &amp; holes.\n\n"
    b"12:33.000 --> 12:36.000\n<v Tor Vik>How <b>many</b>?\n\n"
    b"01:12:36.000 --> 01:12:38.000\n<v Tor Vik>How many?\n1,200.\n"
)


def test_subrip_captions_become_paragraphs_with_their_times() -> None:
    reading = read(SRT, filename="hearing.srt")
    assert reading.text == "The pier is closed, Mara Lindt said on Monday.\n\nI never said that."
    assert [(mark.label, reading.text[mark.offset :][:8]) for mark in reading.breaks] == [
        ("at 00:12:28", "The pier"),
        ("at 00:12:30", "Mara Lin"),
        ("at 00:12:40", "I never "),
    ]


def test_webvtt_names_its_speakers_and_repeats_no_line_that_only_stays_on_the_screen() -> None:
    reading = read(VTT, filename="hearing.vtt")
    assert reading.text == "Mara Lindt: We counted cracks & holes.\n\nTor Vik: How many?\n\n1,200."
    assert [mark.label for mark in reading.breaks] == ["at 00:12:30", "at 00:12:33", "at 01:12:36"]


def test_a_caption_file_without_words_is_refused_in_words() -> None:
    with pytest.raises(InvalidInput, match="holds no words"):
        read(b"WEBVTT\n\n00:00.000 --> 00:02.000\n<b></b>\n", filename="a.vtt")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Hearing\n\n[00:12:30] MR DILLON: No.\n[00:13:02] MS LINDT: Yes.", ["at 00:12:30", "at 00:13:02"]),
        ("12:30 Lindt: No.\n12:45 Tor Vik: Yes.", ["at 12:30", "at 12:45"]),
        ("00:00:05\nLindt: No.\n\n00:00:09.120\nVik: Yes.", ["at 00:00:05", "at 00:00:09"]),
        ("Mara Lindt  0:05\nNo.\n\nTor Vik  0:20\nYes.", ["at 0:05", "at 0:20"]),
        ("(10:00:01:12) Lindt: No.\n(10:00:09:03) Vik: Yes.", ["at 10:00:01:12", "at 10:00:09:03"]),
    ],
)
def test_typed_transcripts_are_known_by_their_time_codes(text: str, labels: list[str]) -> None:
    assert [label for _offset, label in time_marks(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "The train left at 12:30, the port office said.\n\nIt arrived at 14:10.",
        "[00:12:30] Only one time code.",
        "[00:30:00] Later.\n[00:10:00] Earlier.\n[00:40:00] Later.\n[00:20:00] Earlier.",
        "",
    ],
)
def test_other_texts_have_no_times(text: str) -> None:
    assert time_marks(text) == ()


@pytest.mark.parametrize("hostile", ["1:11" * 250_000, "[1:11]\n" * 150_000, "a b c d e f " * 80_000, "[(" * 500_000])
def test_hostile_texts_are_looked_through_in_linear_time(hostile: str) -> None:
    began = time.process_time()
    time_marks(hostile)
    assert time.process_time() - began < 5
