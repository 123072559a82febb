"""The library is searched by the words of a claim, on SQLite and on PostgreSQL alike."""

import datetime as dt
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sources.models import Passage
from sources.retrieval.base import Query
from sources.retrieval.corpus import CorpusRetriever
from tests.factories import make_document

pytestmark = pytest.mark.django_db


def titles(query: Query, limit: int = 10) -> list[str]:
    hits = CorpusRetriever().search(query, limit=limit)
    rows = Passage.objects.with_document().in_bulk([hit.passage_id for hit in hits])
    return [rows[hit.passage_id].document.title for hit in hits]


@pytest.fixture(autouse=True)
def library() -> None:
    make_document(title="cracks", text="Engineers counted 1,200 cracks in the east pier of the harbour.")
    make_document(title="budget", text="The council passed a budget of 4 million for the library.")
    make_document(
        title="opening", text="The east pier was opened in 1958.", published_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    )
    make_document(title="undated", text="A pier needs paint.", published_at=None)


def test_the_passage_with_most_of_the_words_comes_first() -> None:
    assert titles(Query("Engineers found 1,200 cracks in the pier."))[0] == "cracks"


def test_words_are_found_in_their_other_forms() -> None:
    assert titles(Query("An engineer is counting the crack."))[0] == "cracks"


def test_nothing_is_found_for_a_claim_of_stop_words_or_of_unknown_words() -> None:
    assert titles(Query("It was as it was.")) == []
    assert titles(Query("Zyzzyva quux.")) == []


def test_documents_from_that_day_on_are_left_out_and_undated_ones_stay() -> None:
    found = titles(Query("The east pier.", before=dt.date(2026, 5, 1)))
    assert "opening" not in found
    assert set(found) == {"cracks", "undated"}


def test_documents_can_be_left_out() -> None:
    cracks = Passage.objects.get(document__title="cracks").document_id
    assert "cracks" not in titles(Query("The east pier.", exclude_documents=frozenset({cracks})))


def test_no_more_than_the_limit_comes_back_best_first() -> None:
    hits = CorpusRetriever().search(Query("east pier harbour cracks"), limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


@pytest.mark.parametrize(
    "statement",
    [
        '"; DROP TABLE sources_passage; --',
        "pier AND NOT (NEAR",
        "pier*:^{}[]'\\\"",
        "pier " * 5_000,
        "ﬁ ² 𝔭𝔦𝔢𝔯 pier\x00",
        "'':*&|!",
    ],
)
def test_any_text_can_be_searched_for(statement: str) -> None:
    titles(Query(statement))
    assert Passage.objects.exists()


def test_a_deleted_passage_is_found_no_more() -> None:
    Passage.objects.filter(document__title="cracks").delete()
    assert "cracks" not in titles(Query("cracks in the east pier"))


def test_the_command_answers_line_by_line(tmp_path: Path) -> None:
    make_document(title="named", external_id="doc-7", text="Lindt said that the lighthouse is dark.")
    path = tmp_path / "claims.jsonl"
    claims = [{"id": 1, "text": "The lighthouse is dark."}, {"id": 2}, {"id": 3, "text": "x y", "before": "2020-01-01"}]
    path.write_text("\n".join(json.dumps(claim) for claim in claims))
    out = StringIO()
    with pytest.raises(CommandError, match="1 lines"):
        call_command("find_evidence", claims=str(path), limit=3, stdout=out)
    first, second, third = (json.loads(line) for line in out.getvalue().splitlines())
    hit = first["hits"][0]
    assert (first["id"], hit["document_id"], hit["text"]) == (1, "doc-7", "Lindt said that the lighthouse is dark.")
    assert (hit["start"], hit["end"]) == (0, len(hit["text"]))
    assert second == {"id": 2, "error": "line 2: “text” is missing or empty"}
    assert third == {"id": 3, "hits": []}
