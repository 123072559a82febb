import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from claims.models import ArticleIntake
from tests.factories import make_article
from tests.snapshots import check_snapshot

INTAKES = "/api/v1/intakes/"


def make_intake(**over: object) -> ArticleIntake:
    return ArticleIntake.objects.create(**{"component": "reader/1", "way": "api"} | over)


def test_the_shape_of_an_intake_is_the_documented_one(cms_client: APIClient) -> None:
    intake = make_intake(public_id="00000000-0000-4000-8000-000000000009")

    answer = cms_client.get(f"{INTAKES}{intake.public_id}/").json()

    answer["requested_at"] = "2026-03-06T10:00:00Z"
    check_snapshot("intake", answer)


def test_an_intake_that_arrived_names_its_article(cms_client: APIClient) -> None:
    article = make_article()
    intake = make_intake(article=article)

    answer = cms_client.get(f"{INTAKES}{intake.public_id}/").json()

    assert answer["article"] == str(article.public_id)
    assert cms_client.get(answer["links"]["article"]).json()["id"] == str(article.public_id)


def test_an_intake_that_failed_says_why(cms_client: APIClient) -> None:
    intake = make_intake(status="failed", error="The page asks for a password.")

    answer = cms_client.get(f"{INTAKES}{intake.public_id}/").json()

    assert (answer["status"], answer["error"]) == ("failed", "The page asks for a password.")


def test_an_unknown_intake_is_a_problem_document(cms_client: APIClient) -> None:
    assert cms_client.get(f"{INTAKES}00000000-0000-4000-8000-00000000ffff/").status_code == 404


@pytest.mark.django_db
def test_intakes_are_closed_to_strangers(stranger: User) -> None:
    address = f"{INTAKES}{make_intake().public_id}/"
    client = APIClient()

    assert client.get(address).status_code == 401
    client.force_authenticate(stranger)
    assert client.get(address).status_code == 403


def test_intakes_are_followed_and_not_listed(cms_client: APIClient) -> None:
    assert cms_client.get(INTAKES).status_code == 404
