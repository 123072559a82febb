"""The default retriever: what of the library it brings up for a claim, and in which order."""

import datetime as dt
import time

import pytest
from django.conf import settings as project_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.lib import components
from sources.models import Passage
from sources.retrieval import condition
from sources.retrieval.base import Query
from sources.retrieval.index import claims
from sources.retrieval.indexed import IndexRetriever
from sources.retrieval.reading import read_usable
from sources.services.indexing import update_index
from tests.factories import make_document

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def titles(query: Query, limit: int = 10) -> list[str]:
    assert condition.index_condition().opened
    hits = IndexRetriever().search(query, limit=limit)
    rows = Passage.objects.with_document().in_bulk([hit.passage_id for hit in hits])
    return [rows[hit.passage_id].document.title for hit in hits]


@pytest.fixture(autouse=True)
def library(index_root: object) -> None:
    make_document(title="cracks", text="Engineers counted 1,200 cracks in the east pier of the harbour.")
    make_document(title="budget", text="The council passed a budget of 4.5 million for three libraries.")
    make_document(
        title="opening", text="The east pier was opened.", published_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    )
    make_document(title="undated", text="A pier needs paint. Café owners paid.", published_at=None)
    update_index()


def test_it_is_the_default_retriever() -> None:
    assert project_settings.FACTCHECK_COMPONENTS["retriever"]["BACKEND"] == "sources.retrieval.indexed.IndexRetriever"
    assert components.label(IndexRetriever()) == "index/1"


def test_the_passage_with_most_of_the_words_comes_first_in_whatever_form() -> None:
    assert titles(Query("An engineer is counting the crack in a pier."))[0] == "cracks"


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("There are 1200 of them.", "cracks"),
        ("There are 1,200 of them.", "cracks"),
        ("It cost 4,500,000 crowns.", "budget"),
        ("It has 3 of them.", "budget"),
        ("The cafe was paid.", "undated"),
    ],
)
def test_numbers_and_accents_are_found_in_their_other_spelling(statement: str, title: str) -> None:
    assert titles(Query(statement))[0] == title


def test_a_day_is_found_however_it_is_written() -> None:
    make_document(title="by day", text="It closed on March 6, 2026.")
    update_index()
    assert titles(Query("It happened on 6 March 2026."))[0] == "by day"
    assert titles(Query("It happened on Friday.", dates=("2026-03-06",)))[0] == "by day"


def test_the_title_of_a_document_counts_for_all_its_passages() -> None:
    make_document(title="Lighthouse of Ostrau", text="It has been dark since then.")
    update_index()
    assert titles(Query("The lighthouse is closed."))[0] == "Lighthouse of Ostrau"


def test_nothing_is_found_for_a_claim_of_stop_words_or_of_unknown_words() -> None:
    assert titles(Query("the")) == []
    assert titles(Query("It was as it was.")) == []
    assert titles(Query("Zyzzyva quux.")) == []


def test_documents_from_that_day_on_are_left_out_and_undated_ones_stay() -> None:
    assert set(titles(Query("The east pier.", before=dt.date(2026, 5, 1)))) == {"cracks", "undated"}


def test_documents_can_be_left_out() -> None:
    cracks = Passage.objects.get(document__title="cracks").document_id
    assert "cracks" not in titles(Query("The east pier.", exclude_documents=frozenset({cracks})))


def test_what_is_left_out_does_not_use_up_the_places_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "_SPARE", 1)
    copies = [make_document(title="copy", text=f"Cracks in the east pier, east pier {n}.") for n in range(6)]
    late = [make_document(title="late", text="Cracks in the east pier.", published_at=MARCH) for _ in range(3)]
    update_index()
    left_out = frozenset(document.pk for document in copies)
    query = Query("cracks in the east pier", before=MARCH.date(), exclude_documents=left_out)
    assert late
    assert titles(query, limit=3) == ["undated"]
    query = Query("cracks in the east pier", exclude_documents=left_out)
    assert titles(query, limit=3) == ["late"] * 3


def test_a_few_that_are_left_out_cost_one_more_search_of_the_plain_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [make_document(title="copy", text=f"Cracks in the east pier, east pier {n}.") for n in range(2)]
    update_index()
    monkeypatch.setattr(claims, "_without", None)
    left_out = frozenset(document.pk for document in copies)
    assert titles(Query("cracks in the east pier", exclude_documents=left_out), limit=2) == ["cracks", "opening"]


def test_of_equal_passages_the_one_published_nearest_comes_first() -> None:
    for year in (1990, 2025, 2026):
        make_document(title=str(year), text="The lighthouse is dark.", published_at=MARCH.replace(year=year))
    update_index()
    query = Query("The lighthouse is dark.", said_on=dt.date(2026, 3, 2))
    assert titles(query) == ["2026", "2025", "1990"]


def test_no_more_than_the_limit_comes_back_best_first() -> None:
    hits = IndexRetriever().search(Query("east pier harbour cracks"), limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score
    assert IndexRetriever().search(Query("pier"), limit=0) == []


def test_a_query_of_five_thousand_words_is_answered_by_its_rarest() -> None:
    many = " ".join(f"word{number}" for number in range(5_000))
    started = time.process_time()
    assert titles(Query(f"The engineers {many}"))[0] == "cracks"
    assert time.process_time() - started < 1


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statement=st.text(max_size=120), speaker=st.text(max_size=20))
def test_any_text_has_an_answer(statement: str, speaker: str) -> None:
    assert isinstance(IndexRetriever().search(Query(statement, speaker=speaker), limit=3), list)


def test_an_index_that_fails_in_the_middle_leaves_it_to_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ValueError

    monkeypatch.setattr(claims, "search_claim", fail)
    assert len(IndexRetriever().search(Query("cracks"), limit=3)) == 1


def test_what_was_retracted_or_has_a_newer_version_can_not_become_evidence() -> None:
    retracted, old, new = (make_document(text="The lighthouse is dark.") for _ in range(3))
    retracted.retracted_at, retracted.retraction_note = MARCH, "made up"
    retracted.save()
    new.supersedes = old
    new.save()
    everything = list(Passage.objects.values_list("pk", flat=True))
    usable = read_usable(everything)
    assert usable.keys() == set(Passage.objects.usable().values_list("pk", flat=True))
    assert new.passages.get().pk in usable
    assert len(everything) - len(usable) == 2
