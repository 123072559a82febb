import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from tests.factories import make_article, make_claim, make_run, make_speaker
from tests.snapshots import check_snapshot

CLAIMS = "/api/v1/claims/"
UNKNOWN = "00000000-0000-4000-8000-00000000ffff"


def test_the_shape_of_a_claim_is_the_documented_one(cms_client: APIClient) -> None:
    article = make_article(public_id="00000000-0000-4000-8000-000000000001")
    claim = make_claim(
        public_id="00000000-0000-4000-8000-000000000002",
        article=article,
        content=[[0, 43]],
        source_spans=[[44, 64]],
        cue_spans=[[65, 69]],
        speaker=make_speaker(name="Mara Lindt"),
        role="chair",
        said_on=dt.date(2026, 3, 2),
        said_precision="day",
        said_text="on Monday",
        run=make_run(article=article),
    )

    check_snapshot("claim", cms_client.get(f"{CLAIMS}{claim.public_id}/").json())


def test_every_span_cuts_its_words_out_of_the_text(cms_client: APIClient) -> None:
    article = make_article()
    claim = make_claim(article=article, source_spans=[[44, 64]], cue_spans=[[65, 69]])

    text = cms_client.get(f"/api/v1/articles/{article.public_id}/").json()["text"]
    found = cms_client.get(f"{CLAIMS}{claim.public_id}/").json()

    assert [text[start:end] for start, end in found["source"]] == ["its chair Mara Lindt"]
    assert [text[start:end] for start, end in found["cue"]] == ["said"]
    assert text[found["content"][0][0] : found["content"][0][1]] == found["quote"]


def test_claims_are_listed_in_the_order_of_the_text(cms_client: APIClient) -> None:
    article = make_article()
    later, first = make_claim(article=article, content=[[50, 60]]), make_claim(article=article, content=[[0, 9]])
    make_claim()

    found = cms_client.get(CLAIMS, {"article": article.public_id}).json()["results"]

    assert [row["id"] for row in found] == [str(first.public_id), str(later.public_id)]


def test_the_articles_own_voice_has_no_speaker(cms_client: APIClient) -> None:
    claim = make_claim(attribution="own_voice")
    claim.speaker = None
    claim.save()

    found = cms_client.get(f"{CLAIMS}{claim.public_id}/").json()

    assert (found["speaker"], found["attribution"]) == (None, "own_voice")


def test_a_discarded_claim_says_so(cms_client: APIClient) -> None:
    claim = make_claim(discarded_at=timezone.now(), discard_reason="An opinion.")

    found = cms_client.get(f"{CLAIMS}{claim.public_id}/").json()

    assert found["discarded"]["reason"] == "An opinion."
    assert found["discarded"]["at"].endswith("Z")


def test_a_claim_that_a_person_marked_has_no_component(cms_client: APIClient) -> None:
    claim = make_claim(origin="human")

    found = cms_client.get(f"{CLAIMS}{claim.public_id}/").json()

    assert found["provenance"] == {"origin": "human", "component": None}


def test_ten_claims_cost_as_many_queries_as_one(cms_client: APIClient) -> None:
    article = make_article()
    run = make_run(article=article)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cms_client.get(CLAIMS, {"article": article.public_id}).status_code == 200
        assert not any('"claims_article"."body"' in query["sql"] for query in queries)
        return len(queries)

    make_claim(article=article, run=run)
    one = count()
    for _ in range(9):
        make_claim(article=article, run=run, discarded_at=timezone.now(), discard_reason="Twice.")

    assert count() == one


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("article=17", 400), (f"article={UNKNOWN}", 404), (f"article={UNKNOWN}&speaker=x", 400)],
)
def test_a_list_without_its_article_is_refused(cms_client: APIClient, query: str, status: int) -> None:
    answer = cms_client.get(f"{CLAIMS}?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_an_unknown_claim_is_a_problem_document(cms_client: APIClient) -> None:
    assert cms_client.get(f"{CLAIMS}{UNKNOWN}/").status_code == 404


def test_claims_are_closed_to_strangers(stranger: User) -> None:
    claim = make_claim()
    client = APIClient()
    addresses = (f"{CLAIMS}{claim.public_id}/", f"{CLAIMS}?article={claim.article.public_id}")

    assert [client.get(address).status_code for address in addresses] == [401, 401]
    client.force_authenticate(stranger)
    assert [client.get(address).status_code for address in addresses] == [403, 403]


def test_claims_are_not_written_through_the_api(cms_client: APIClient) -> None:
    assert cms_client.post(CLAIMS, {}).status_code == 405
    assert cms_client.patch(f"{CLAIMS}{make_claim().public_id}/", {}).status_code == 405
