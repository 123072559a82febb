from hypothesis import given
from hypothesis import strategies as st

from sources.stance.network.reading import Coded
from sources.stance.network.windows import lexical_scores, windows


def coded(text: str) -> Coded:
    words = text.split()
    return Coded(range(len(words)), range(len(words)), [0] * len(words), words)


def test_the_sentence_that_has_the_rare_words_of_the_claim_scores_best() -> None:
    told = [coded("the harbour was busy"), coded("the harbour paid bonus"), coded("the harbour slept")]
    scores = lexical_scores(coded("the harbour paid a bonus"), told)
    assert max(range(3), key=scores.__getitem__) == 1


def test_a_word_that_says_nothing_counts_for_nothing() -> None:
    assert lexical_scores(coded("of the and"), [coded("the"), coded("of it")]) == [0, 0]


def test_no_sentences_have_no_scores() -> None:
    assert lexical_scores(coded("harbour"), []) == []


def test_a_window_grows_around_the_best_sentence_on_both_sides() -> None:
    assert windows([10] * 7, [0, 0, 0, 5, 0, 0, 0], room=30, count=1) == [range(2, 5)]


def test_at_the_edge_a_window_grows_to_one_side() -> None:
    assert windows([10] * 4, [5, 0, 0, 0], room=30, count=1) == [range(3)]


def test_a_sentence_longer_than_the_room_is_a_window_by_itself() -> None:
    assert windows([100, 10], [1, 0], room=50, count=2) == [range(1), range(1, 2)]


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 9)), max_size=30), st.integers(1, 4))
def test_windows_never_overlap_nor_hold_more_than_they_may(rows: list[tuple[int, float]], count: int) -> None:
    sizes = [size for size, _ in rows]
    found = windows(sizes, [score for _, score in rows], room=64, count=count)
    places = [place for window in found for place in window]
    assert len(places) == len(set(places))
    assert len(found) == min(count, len(found))
    assert all(sum(sizes[place] for place in window) <= 64 for window in found)
