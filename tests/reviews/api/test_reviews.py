import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from reviews.services.verdicts import assess_review
from tests.exports.cases import decide, make_cited, make_known_claim
from tests.factories import get_rating, make_claim, make_review
from tests.snapshots import check_snapshot

REVIEWS = "/api/v1/reviews/"


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_decided_review_is_the_documented_one(editor: User, reviewer: User) -> None:
    claim = make_known_claim()
    make_cited(claim, editor)
    review = decide(claim, reviewer)

    answer = client_of(editor).get(f"{REVIEWS}{review.public_id}/").json()

    for name in ("due_at", "opened_at"):
        assert answer[name].endswith("Z")
        answer[name] = "2026-03-06T09:00:00Z"
    answer["verdict"]["decided_at"] = "2026-03-06T10:00:00Z"
    check_snapshot("review", answer)


def test_the_list_is_newest_first_and_takes_filters(editor: User, reviewer: User) -> None:
    claims = [make_claim() for _ in range(3)]
    reviews = [make_review(claim=claim) for claim in claims]
    decided = decide(claims[0], reviewer, "unproven", review=reviews[0])
    client = client_of(editor)

    def ids(query: str = "") -> list[str]:
        return [row["id"] for row in client.get(f"{REVIEWS}?{query}").json()["results"]]

    assert ids() == [str(review.public_id) for review in reversed(reviews)]
    assert ids("state=decided") == [str(decided.public_id)]
    assert ids(f"claim={claims[1].public_id}") == [str(reviews[1].public_id)]
    assert ids(f"article={claims[2].article.public_id}&state=open") == [str(reviews[2].public_id)]
    assert client.get(f"{REVIEWS}?assignee=1").status_code == 400


def test_a_sealed_answer_leaves_no_trace(editor: User, reviewer: User, second_reviewer: User) -> None:
    """What is read before both answers are in is the same, byte for byte, whatever the first one said."""

    def seen(rating: str) -> list[bytes]:
        claim = make_claim()
        review = make_review(
            claim=claim, state="assigned", blind=True, assignee=reviewer, second_assignee=second_reviewer
        )
        clients = [client_of(person) for person in (editor, second_reviewer)]
        before = [client.get(f"{REVIEWS}{review.public_id}/").content for client in clients]
        assess_review(
            review=review, rating=get_rating(rating), rationale="Why.", cited=[], by=reviewer, version=review.version
        )
        after = [client.get(f"{REVIEWS}{review.public_id}/").content for client in clients]
        assert after == before
        return [answer.replace(str(review.public_id).encode(), b"") for answer in after]

    seen("unproven")
    seen("not-checkable")


def test_nobody_is_named(editor: User, reviewer: User) -> None:
    review = decide(make_claim(), reviewer, "unproven")

    written = client_of(editor).get(f"{REVIEWS}{review.public_id}/").content.decode()

    assert reviewer.username not in written
    assert "assignee" not in written


def test_what_a_verdict_lacks_is_told(editor: User, reviewer: User) -> None:
    claim = make_known_claim()
    cited = make_cited(claim, editor)
    review = decide(claim, reviewer)
    client = client_of(editor)
    assert client.get(f"{REVIEWS}{review.public_id}/").json()["missing"] == []

    cited.human_stance = "context"
    cited.save()

    (sentence,) = client.get(f"{REVIEWS}{review.public_id}/").json()["missing"]
    assert "restated" in sentence


def test_ten_reviews_cost_as_many_queries_as_one(editor: User, reviewer: User) -> None:
    client = client_of(editor)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(REVIEWS).status_code == 200
        return len(queries)

    decide(make_claim(), reviewer, "unproven", public_id=make_claim().public_id)
    count()  # the first one also reads the rights of who asks
    one = count()
    for _ in range(9):
        decide(make_claim(), reviewer, "unproven", public_id=make_claim().public_id)

    assert count() == one


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_decided_through_the_api(editor: User, method: str) -> None:
    review = make_review()

    assert getattr(client_of(editor), method)(f"{REVIEWS}{review.public_id}/", {}).status_code == 405


def test_the_cms_needs_a_right_of_its_own(cms_client: APIClient) -> None:
    assert cms_client.get(REVIEWS).status_code == 403
