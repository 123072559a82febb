"""Two wordings side by side."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.lib.differences import Change, pieces


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.change.value, piece.text.strip()) for piece in pieces(before, after)]


def test_words_are_the_same_gone_or_new() -> None:
    assert told("We will not close it before May.", "We will close it in May") == [
        ("same", "We will"),
        ("gone", "not"),
        ("same", "close it"),
        ("gone", "before"),
        ("new", "in"),
        ("same", "May"),
    ]


def test_nothing_differs_from_itself_or_from_another_spelling_of_it() -> None:
    assert told("“The pier”, he said.", "the pier he said") == [("same", "the pier he said")]
    assert told("", "") == []


WORDS = st.lists(st.sampled_from("abcd"))


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_off(before: list[str], after: list[str]) -> None:
    found = pieces(" ".join(before), " ".join(after))
    assert " ".join(p.text.strip() for p in found if p.change != Change.NEW).split() == before
    assert " ".join(p.text.strip() for p in found if p.change != Change.GONE).split() == after
