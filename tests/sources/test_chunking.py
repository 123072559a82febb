import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.lib.spans import Span
from sources.chunking import LONGEST, ROOM, SENTENCES, passages, sentences

HARBOUR = (
    "The harbour of Ostrau was closed on Monday. Dr. J. Brandt said the water was clean. "
    "Nobody was hurt, the port office said.\n\n"
    "A second ship waits outside! Will it be let in? The captain does not know."
)


def cut(text: str, *, marks: Sequence[tuple[int, str]] = ()) -> list[str]:
    return [chunk.span.cut(text) for chunk in passages(text, marks=marks)]


def test_passages_hold_whole_sentences_of_one_paragraph() -> None:
    assert cut(HARBOUR) == [
        "The harbour of Ostrau was closed on Monday. Dr. J. Brandt said the water was clean. "
        "Nobody was hurt, the port office said.",
        "A second ship waits outside! Will it be let in? The captain does not know.",
    ]


def test_the_locator_counts_paragraphs_that_have_text() -> None:
    assert [chunk.locator for chunk in passages("One.\n \nTwo.\r\nThree.")] == [
        "paragraph 1",
        "paragraph 2",
        "paragraph 3",
    ]


def test_paragraphs_are_counted_anew_on_every_page() -> None:
    text = "First.\nSecond.\nThird.\n"
    found = passages(text, marks=[(7, "page 2"), (0, "page 1")])
    assert [chunk.locator for chunk in found] == ["page 1, paragraph 1", "page 2, paragraph 1", "page 2, paragraph 2"]


def test_text_before_the_first_mark_has_no_page() -> None:
    found = passages("First.\nSecond.", marks=[(7, "page 2")])
    assert [chunk.locator for chunk in found] == ["paragraph 1", "page 2, paragraph 1"]


@pytest.mark.parametrize(
    "text",
    [
        "He met Dr. Weber in St. Gallen.",
        "It cost approx. 3.5 million, said J. K. Lund.",
        "The U.S. army left in Jan. after talks.",
        "She asked what ... happened then.",
    ],
)
def test_abbreviations_and_initials_do_not_end_a_sentence(text: str) -> None:
    assert list(sentences(text)) == [Span(0, len(text))]


def test_a_quotation_mark_belongs_to_the_sentence_that_it_closes() -> None:
    text = 'She said: "No." Then she left.'
    assert [span.cut(text) for span in sentences(text)] == ['She said: "No."', "Then she left."]


def test_a_sentence_is_not_cut_below_the_limit() -> None:
    text = "word " * 200 + "end."
    assert cut(text) == [text]


def test_a_sentence_over_the_limit_is_cut_at_spaces() -> None:
    text = "word " * 600 + "end."
    pieces = cut(text)
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.endswith(("word", "end.")) and piece.startswith("word") for piece in pieces)


def test_a_word_over_the_limit_is_cut_too() -> None:
    assert list(map(len, cut("x" * (LONGEST * 2 + 5)))) == [LONGEST, LONGEST, 5]


def test_a_short_last_sentence_joins_the_passage_before_it() -> None:
    long = "The council of Ostrau met again on Tuesday evening " + "and spoke of the bridge " * 10 + "for hours."
    assert len(cut(f"{long} It agreed.")) == 1


def test_long_sentences_are_not_put_together() -> None:
    sentence = "The council spoke " + "of the bridge and the road " * 14 + "again."
    assert len(cut(f"{sentence} {sentence}")) == 2


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x0c"])
def test_a_text_without_words_has_no_passage(text: str) -> None:
    assert passages(text) == []


@given(st.text(alphabet='Ab .!?"\n\r\f\u2028\u00a0”é1', max_size=400) | st.text(max_size=200))
def test_every_character_lies_in_exactly_one_passage(text: str) -> None:
    found = passages(text)
    covered = [index for chunk in found for index in range(chunk.span.start, chunk.span.end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {index for index, letter in enumerate(text) if not letter.isspace()} <= set(covered)
    assert all(chunk.span.cut(text).strip() == chunk.span.cut(text) for chunk in found)


@given(st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=20))
def test_a_passage_is_one_sentence_or_short(lengths: list[int]) -> None:
    text = " ".join("Word " * length + "end." for length in lengths)
    bounds = list(sentences(text))
    for chunk in passages(text):
        inside = [span for span in bounds if chunk.span.contains(span)]
        assert len(inside) <= SENTENCES
        assert len(inside) == 1 or len(chunk.span) <= ROOM


@pytest.mark.parametrize("hostile", [". ", ".", '"', "A. b ", "x", "a.\n", " "])
def test_a_hostile_megabyte_is_cut_in_bounded_time(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    started = time.process_time()
    passages(text)
    assert time.process_time() - started < 30
