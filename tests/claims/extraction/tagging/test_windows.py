from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.tagging.windows import Window, windows


@given(length=st.integers(0, 3000), size=st.integers(16, 254), openings=st.sets(st.integers(0, 3000)))
def test_every_piece_is_believed_once_and_by_a_window_that_reads_it(length: int, size: int, openings: set[int]) -> None:
    cut = list(windows(length, sorted(openings), size))
    assert [place for window in cut for place in range(window.keep_from, window.keep_to)] == list(range(length))
    assert all(window.start <= window.keep_from and window.keep_to <= window.end for window in cut)
    assert all(window.end - window.start <= size for window in cut)


def test_a_short_text_is_one_window() -> None:
    assert list(windows(10)) == [Window(0, 10, 0, 10)]


def test_a_text_of_nothing_has_no_window() -> None:
    assert list(windows(0)) == []


def test_a_last_window_that_would_be_short_reaches_back() -> None:
    assert list(windows(300, [], 254))[-1] == Window(192, 300, 223, 300)


def test_a_window_believes_whole_sentences_and_reads_the_one_before() -> None:
    sentences = list(range(0, 1000, 30))
    for window in list(windows(1000, sentences))[1:-1]:
        assert window.keep_from in sentences
        assert window.keep_to in sentences
        assert window.start == window.keep_from - 30


def test_inside_a_sentence_that_is_too_long_a_piece_is_believed_only_with_context_on_both_sides() -> None:
    first, second, *_ = windows(1000)
    assert first.end - first.keep_to == 31
    assert second.keep_from - second.start == 31
