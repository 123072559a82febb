"""The admin shows no more than the pages do, and changes nothing."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.test import Client

from reviews.models import Assessment, Notice, Review, Scale, Verdict
from tests.reviews.conftest import answer


@pytest.fixture
def chief_client(db: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief"))
    return client


def test_a_blind_answer_is_not_in_the_admin_either(blind: Review, reviewer: User, chief_client: Client) -> None:
    answer(blind, reviewer, "true", "Nobody else may read this yet.")
    page = chief_client.get("/admin/reviews/assessment/")
    assert page.status_code == 200
    assert reviewer.username not in page.content.decode()
    assessment = Assessment.objects.get()
    assert chief_client.get(f"/admin/reviews/assessment/{assessment.pk}/change/").status_code == 302


@pytest.mark.parametrize("model", [Review, Assessment, Verdict, Notice])
def test_rows_are_only_looked_at(model: type, decided: Review, chief_client: Client) -> None:
    name = model.__name__.lower()
    row = model.objects.filter(**{"pk": decided.pk} if model is Review else {"review": decided}).first()
    if row is not None:
        page = chief_client.get(f"/admin/reviews/{name}/{row.pk}/change/")
        assert page.status_code == 200
        assert b'name="_save"' not in page.content
    assert chief_client.get(f"/admin/reviews/{name}/add/").status_code == 403


def test_a_scale_is_looked_at_here_and_changed_on_its_page(chief_client: Client) -> None:
    assert site.is_registered(Scale)
    page = chief_client.get(f"/admin/reviews/scale/{Scale.objects.get().pk}/change/")
    assert b"Mostly true" in page.content
    assert b'name="_save"' not in page.content
