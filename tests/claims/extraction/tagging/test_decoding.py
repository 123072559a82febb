from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.tagging.decoding import BEGIN, INSIDE, OUTSIDE, spans

FREE = [[0.0, 0.0, -1e4], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
STICKY = [[0.5, -1.0, -1e4], [-0.5, -3.0, 1.0], [-0.25, -2.0, 1.5]]
ROW = st.tuples(*[st.floats(-4, 4)] * 3)


def scores(tags: str) -> list[list[float]]:
    return [[3.0 if letter == tag else 0.0 for letter in "OBI"] for tag in tags]


def value(rows: list[list[float]], moves: list[list[float]], path: tuple[int, ...]) -> float:
    steps = sum(moves[before][after] for before, after in pairwise(path))
    return steps + sum(row[tag] for row, tag in zip(rows, path, strict=True))


def chunks(path: tuple[int, ...]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, tag in enumerate(path):
        if tag == BEGIN:
            found.append((place, place))
        elif tag == INSIDE:
            found[-1] = (found[-1][0], place)
    return found


def test_a_span_begins_and_goes_on() -> None:
    assert spans(scores("OBIIOB"), FREE) == [(1, 3), (5, 5)]


def test_two_spans_may_touch() -> None:
    assert spans(scores("BIBI"), FREE) == [(0, 1), (2, 3)]


def test_a_span_never_begins_with_a_word_that_can_only_go_on() -> None:
    assert spans([[0.0, 0.0, 9.0], [3.0, 0.0, 0.0]], FREE) in ([], [(0, 0)])


def test_a_chain_that_likes_to_go_on_closes_a_gap() -> None:
    rows = [[0.0, 3.0, 0.0], [0.6, 0.0, 0.0], [0.0, 0.0, 0.3]]
    assert spans(rows, FREE) != [(0, 2)]
    assert spans(rows, STICKY) == [(0, 2)]


def test_no_words_no_spans() -> None:
    assert spans([], FREE) == []


@given(st.lists(ROW, min_size=1, max_size=7))
def test_no_other_row_of_tags_is_better(rows: list[list[float]]) -> None:
    paths = [
        path
        for path in product((OUTSIDE, BEGIN, INSIDE), repeat=len(rows))
        if path[0] != INSIDE and (OUTSIDE, INSIDE) not in pairwise(path)
    ]
    best = max(value(rows, STICKY, path) for path in paths)
    found = spans(rows, STICKY)
    assert any(chunks(path) == found and abs(value(rows, STICKY, path) - best) < 1e-6 for path in paths)


def test_words_that_are_surely_outside_part_what_is_searched() -> None:
    rows = [*scores("BI"), [30.0, 0.0, 0.0], *scores("BIO")]
    assert spans(rows, STICKY) == [(0, 1), (3, 4)]
