"""A person searches the library by words: in the index and in the database alike, and for whatever they type."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.models import Passage
from sources.retrieval.condition import index_condition
from sources.retrieval.library import find_passages, find_places
from sources.retrieval.wanted import MOST_PARTS, Wanted, read_wanted
from sources.services.indexing import update_index
from tests.factories import make_document, make_passage

ODD = [
    '"',
    "-",
    '-"',
    '""',
    "AND",
    "NOT (",
    "a:b^2~",
    "\x00",
    "'; DROP TABLE x",
    "*",
    "東京 -大阪",
    "-pier",
    "ﬁ",
    "a" * 9999,
]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("east pier", Wanted((("east",), ("pier",)))),
        ('"East Pier" cracks', Wanted((("east", "pier"), ("cracks",)))),
        ("“east pier” -budget", Wanted((("east", "pier"),), (("budget",),))),
        ('pier -"city council"', Wanted((("pier",),), (("city", "council"),))),
        ('pier "never closed', Wanted((("pier",), ("never", "closed")))),
        ("ice-cold 1,200", Wanted((("ice", "cold"), ("1", "200")))),
        ("-budget", Wanted((), (("budget",),))),
        ("… — !", Wanted(())),
    ],
)
def test_words_phrases_and_minus_are_read(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted


def test_what_is_typed_is_bounded() -> None:
    assert len(read_wanted(" ".join(f"w{n}" for n in range(5_000))).phrases) == MOST_PARTS


@pytest.fixture(params=["index", "database"])
def library(request: pytest.FixtureRequest, db: None) -> str:
    if request.param == "index":
        request.getfixturevalue("index_root")
    make_document(title="Cracks", text="Engineers counted 1,200 cracks in the east pier of the harbour.")
    make_document(title="Budget", text="The council passed a budget for the pier in the east.")
    document = make_document(title="Opening", text="The east pier opened.")
    make_passage(document=document, start=4, end=13, by_hand=True)
    if request.param == "index":
        update_index()
        assert index_condition().opened
    return str(request.param)


def titles(typed: str) -> set[str]:
    rows = Passage.objects.with_document().in_bulk(find_passages(typed, limit=10))
    return {passage.document.title for passage in rows.values()}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pier", {"Cracks", "Budget", "Opening"}),
        ("PIERS east", {"Cracks", "Budget", "Opening"}),
        ('"east pier"', {"Cracks", "Opening"}),
        ("pier -cracks", {"Budget", "Opening"}),
        ('pier -"east pier"', {"Budget"}),
        ("1,200", {"Cracks"}),
        ("pier lighthouse", set()),
        ("-pier", set()),
        ("", set()),
    ],
)
def test_what_is_wanted_is_found(library: str, typed: str, expected: set[str]) -> None:
    assert titles(typed) == expected


def test_what_a_person_cut_out_comes_once(library: str) -> None:
    assert len(find_passages('"east pier opened"', limit=10)) == 1


@pytest.mark.parametrize("typed", ODD)
def test_odd_queries_have_an_answer(library: str, typed: str) -> None:
    assert isinstance(find_passages(typed, limit=5), list)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(max_size=80) | st.lists(st.sampled_from(['"', "-", "pier", "(", "*", "OR", ":", "\\"])).map("".join)
)
def test_any_query_has_an_answer(library: str, typed: str) -> None:
    assert isinstance(find_passages(typed, limit=5), list)
    find_places(typed, typed)


def test_a_number_is_found_in_its_other_spelling(index_root: Path, db: None) -> None:
    make_document(text="There were 1200 of them.")
    update_index()
    assert len(find_passages("1,200", limit=5)) == 1


def test_the_words_are_marked_in_whatever_form_they_stand() -> None:
    text = "Naïve engineers — counted the cracks."
    assert [place.cut(text) for place in find_places(text, 'engineer "a crack"')] == ["engineers", "cracks"]
