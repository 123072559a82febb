from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.base import Change
from claims.extraction.wording.edits import Edit, Worded, concatenated, edited

PLACES = st.integers(0, 12)
EDITS = st.lists(
    st.builds(
        lambda a, b, words, original: Edit(min(a, b), max(a, b), words, original),
        PLACES,
        PLACES,
        st.text("xyz", max_size=3),
        st.one_of(st.none(), st.just("was")),
    ),
    max_size=5,
)


def test_an_edit_replaces_words_and_remembers_them() -> None:
    found = edited(Worded("he left"), [Edit(0, 2, "Ann Lee", "he")])
    assert found == Worded("Ann Lee left", (Change(0, 7, "he"),))


def test_changes_move_with_the_words_around_them() -> None:
    first = edited(Worded("and he left"), [Edit(4, 6, "Ann", "he")])
    assert edited(first, [Edit(0, 4, "")]) == Worded("Ann left", (Change(0, 3, "he"),))
    assert edited(first, [Edit(4, 4, "so ")]) == Worded("and so Ann left", (Change(7, 10, "he"),))
    assert edited(first, [Edit(7, 7, ",")]) == Worded("and Ann, left", (Change(4, 7, "he"),))


def test_a_letter_changed_inside_a_change_leaves_it_whole() -> None:
    first = edited(Worded("he left"), [Edit(0, 2, "the man", "he")])
    assert edited(first, [Edit(0, 1, "T")]) == Worded("The man left", (Change(0, 7, "he"),))


def test_a_change_whose_words_are_cut_away_is_gone() -> None:
    first = edited(Worded("he left"), [Edit(0, 2, "Ann", "he")])
    assert edited(first, [Edit(0, 4, "")]) == Worded("left")


def test_pieces_are_put_together_with_their_changes() -> None:
    piece = Worded("Ann", (Change(0, 3, "he"),))
    assert concatenated([piece, " and ", piece]).changes == (Change(0, 3, "he"), Change(8, 11, "he"))


@given(st.text("abc", min_size=12, max_size=12), EDITS, EDITS)
def test_changes_stay_in_order_and_within_the_words(text: str, first: list[Edit], second: list[Edit]) -> None:
    once = edited(Worded(text), first)
    short = [edit for edit in second if edit.end <= len(once.statement)]
    found = edited(once, short)
    last = 0
    for change in found.changes:
        assert last <= change.start < change.end <= len(found.statement)
        last = change.end
