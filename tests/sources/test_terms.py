import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.retrieval.base import Query
from sources.retrieval.terms import LIMIT, NAME, NUMBER, OTHER_SPELLING, query_terms, weighted_terms


def test_content_words_are_kept_in_order_and_each_once() -> None:
    found = query_terms("The ferry of Ostrau carried the mail, and the ferry sank.")
    assert found == ["ferry", "ostrau", "carried", "mail", "sank"]


def test_reporting_verbs_are_dropped() -> None:
    assert query_terms("She said that the dam had reportedly leaked, according to him") == ["dam", "leaked"]


def test_numbers_are_cut_as_the_index_cuts_them() -> None:
    assert query_terms("1,200 jobs at 3.5 per cent") == ["1", "200", "jobs", "3", "5", "cent"]


def test_apostrophes_and_hyphens_separate() -> None:
    assert query_terms("Ostrau's ice-cold river doesn't freeze") == ["ostrau", "ice", "cold", "river", "freeze"]


def test_the_speaker_is_added_where_the_claim_speaks_of_them() -> None:
    assert query_terms("I never owned the ferry", "Ida Kranz") == ["never", "owned", "ferry", "ida", "kranz"]


def test_the_speaker_is_left_out_where_the_claim_does_not_speak_of_them() -> None:
    assert query_terms("The ferry sank", "Ida Kranz") == ["ferry", "sank"]


@pytest.mark.parametrize("statement", ["", "it is what it is", "He said so.", "... — !", '" OR *'])
def test_a_claim_of_stop_words_has_no_terms(statement: str) -> None:
    assert query_terms(statement, "Ida Kranz") == []


def test_names_in_capitals_are_no_pronouns() -> None:
    assert query_terms("The US left the WHO, it told us") == ["us", "left", "who"]


def test_a_claim_all_in_capitals_loses_its_stop_words() -> None:
    assert query_terms("THE FERRY HAS SUNK") == ["ferry", "sunk"]


def test_a_victory_is_a_content_word() -> None:
    assert query_terms("She won't say who won") == ["won"]


def test_a_long_claim_is_bounded() -> None:
    assert len(query_terms(" ".join(f"word{number}" for number in range(5_000)))) == LIMIT


def test_the_name_of_the_speaker_fits_beside_a_long_claim() -> None:
    assert query_terms("we " + " ".join(f"word{number}" for number in range(50)), "Ida Kranz")[-2:] == ["ida", "kranz"]


@given(st.text(max_size=300), st.text(max_size=40))
def test_terms_are_letters_and_digits_only(statement: str, speaker: str) -> None:
    terms = query_terms(statement, speaker)
    assert all(term.isalnum() for term in terms)
    assert len(terms) == len(set(terms)) <= LIMIT


def test_for_the_index_names_weigh_more_and_numbers_have_one_spelling() -> None:
    found = weighted_terms(Query("Auditors of Ostrau counted 1,200 ferries, three of them new"))
    assert found == {
        "auditors": 1.0, "counted": 1.0, "ferries": 1.0, "three": 1.0, "new": 1.0, "ostrau": NAME, "1200": NUMBER,
        "3": OTHER_SPELLING,
    }  # fmt: skip


def test_for_the_index_the_days_and_the_speaker_are_added() -> None:
    found = weighted_terms(Query("I sank the ferry", speaker="Ida Kranz", dates=("2026-03-06",)))
    assert {"ida", "kranz", "d20260306"} < found.keys()


@given(st.text(max_size=300), st.text(max_size=40))
def test_for_the_index_too_terms_are_letters_and_digits_only(statement: str, speaker: str) -> None:
    assert all(term.isalnum() for term in weighted_terms(Query(statement, speaker=speaker)))
