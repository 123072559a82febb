import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article, Claim
from tests.factories import make_article, make_claim, make_review, make_run
from tests.reviews.conftest import make_linked, place
from tests.snapshots import check_snapshot


def read(client: APIClient, article: Article) -> dict[str, object]:
    return client.get(f"/api/v1/articles/{article.public_id}/progress/").json()


@pytest.fixture
def article(db: None) -> Article:
    article = make_article()
    run = make_run(article=article)
    run.status, run.finished_at, run.claims_found = "done", timezone.now(), 1
    run.save()
    return article


def close(claim: Claim, state: str, person: User | None) -> None:
    place(make_review(claim=claim), state, assignee=person, closed_by=person)


def test_an_article_that_is_not_read_yet_is_not_finished(cms_client: APIClient) -> None:
    article = make_article()
    make_run(article=article)

    found = read(cms_client, article)

    found["extraction"]["requested_at"] = "2026-03-06T10:00:00Z"
    check_snapshot("progress", found)


def test_an_article_without_claims_is_finished_when_it_is_read(cms_client: APIClient, article: Article) -> None:
    found = read(cms_client, article)

    assert (found["claims"], found["stage"], found["finished"]) == (0, "finished", True)


def test_claims_are_counted_by_their_searches(cms_client: APIClient, article: Article) -> None:
    make_linked(make_claim(article=article))
    make_linked(make_claim(article=article), status="failed")
    make_linked(make_claim(article=article), status="running")
    make_claim(article=article)

    found = read(cms_client, article)

    assert (found["claims"], found["linked"], found["finished"]) == (4, 2, False)
    assert found["stage"] == "searching"


def test_an_article_whose_claims_are_searched_waits_for_people(cms_client: APIClient, article: Article) -> None:
    make_linked(make_claim(article=article))

    assert read(cms_client, article)["stage"] == "reviewing"


def test_an_article_that_could_not_be_read_says_so(cms_client: APIClient) -> None:
    run = make_run(article=make_article(external_id="broken"))
    run.status, run.error = "failed", "the text has no end"
    run.save()

    found = read(cms_client, run.article)

    assert (found["stage"], found["extraction"]["error"]) == ("failed", "the text has no end")


def test_a_claim_that_is_searched_again_is_waited_for(cms_client: APIClient, article: Article) -> None:
    claim = make_claim(article=article)
    make_linked(claim)
    make_linked(claim, status="pending")

    assert read(cms_client, article)["linked"] == 0


def test_each_claim_counts_once_by_its_newest_review(
    cms_client: APIClient, article: Article, reviewer: User, editor: User
) -> None:
    withdrawn, corrected = make_claim(article=article), make_claim(article=article)
    close(withdrawn, "cancelled", None)
    make_review(claim=withdrawn)
    close(corrected, "published", editor)
    make_review(claim=corrected, state="assigned", assignee=reviewer)

    found = read(cms_client, article)

    assert found["reviews"] == {
        "open": 1, "assigned": 1, "disputed": 0, "decided": 0, "published": 0, "cancelled": 0,
    }  # fmt: skip
    assert (found["published"], found["finished"]) == (1, False)


def test_an_article_is_finished_when_no_claim_waits_for_people(
    cms_client: APIClient, article: Article, editor: User
) -> None:
    published, cancelled = make_claim(article=article), make_claim(article=article)
    for claim in (published, cancelled):
        make_linked(claim)
    close(published, "published", editor)
    assert read(cms_client, article)["finished"] is False

    close(cancelled, "cancelled", editor)

    assert read(cms_client, article)["finished"] is True


def test_a_review_that_the_machine_withdrew_leaves_its_claim_waiting(cms_client: APIClient, article: Article) -> None:
    claim = make_claim(article=article)
    make_linked(claim)
    close(claim, "cancelled", None)

    assert read(cms_client, article)["finished"] is False


def test_a_discarded_claim_does_not_count(cms_client: APIClient, article: Article) -> None:
    make_claim(article=article, discarded_at=timezone.now(), discard_reason="An opinion.")

    found = read(cms_client, article)

    assert (found["claims"], found["stage"], found["finished"]) == (0, "finished", True)


def test_an_article_whose_reading_failed_is_not_finished(cms_client: APIClient, article: Article) -> None:
    run = make_run(article=article, component="fake/2")
    run.status, run.error = "failed", "No words found."
    run.save()

    found = read(cms_client, article)

    assert (found["extraction"]["error"], found["finished"]) == ("No words found.", False)


def test_ten_claims_cost_as_many_queries_as_one(cms_client: APIClient, article: Article) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(cms_client, article)
        return len(queries)

    make_review(claim=make_claim(article=article))
    one = count()
    for _ in range(9):
        make_review(claim=make_claim(article=article))

    assert count() == one


def test_progress_is_closed_to_strangers(article: Article, stranger: User) -> None:
    address = f"/api/v1/articles/{article.public_id}/progress/"
    client = APIClient()

    assert client.get(address).status_code == 401
    client.force_authenticate(stranger)
    assert client.get(address).status_code == 403


def test_progress_takes_no_parameters_and_no_other_method(cms_client: APIClient, article: Article) -> None:
    address = f"/api/v1/articles/{article.public_id}/progress/"

    assert cms_client.get(f"{address}?since=1").status_code == 400
    assert cms_client.post(address, {}).status_code == 405
