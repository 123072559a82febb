"""Judging a claim beside the text, and the parts of pages that htmx asks for."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claims.services.claims import discard_claim
from reviews.models import Review, Verdict
from sources.models import Evidence
from tests.factories import make_article, make_claim

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
PART = {"HX-Request": "true"}
Page = Callable[[User], Client]


@pytest.fixture
def as_person(client: Client) -> Page:
    def log_in(person: User) -> Client:
        client.force_login(person)
        return client

    return log_in


def address(claim: Claim, name: str = "beside") -> str:
    return reverse(f"reviews:{name}", args=[claim.public_id])


def judged(page: Client, review: Review, *, part: bool = True, follow: bool = False, **typed: object) -> HttpResponse:
    values = {"version": review.version, "rating": "unproven", "rationale": "Nobody counted them.", "cited": []}
    headers = PART if part else {}
    return page.post(address(review.claim, "judge_beside"), values | typed, headers=headers, follow=follow)


def test_the_same_address_is_a_page_or_the_part_that_is_asked_for(client: Client, opened: Review, editor: User) -> None:
    client.force_login(editor)
    whole, part = client.get(address(opened.claim)), client.get(address(opened.claim), headers=PART)
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert b"hx-post" in part.content
    assert b"hx-post" not in whole.content
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize("name", ["article", "beside"])
def test_a_part_is_not_the_login_when_the_session_has_ended(client: Client, opened: Review, name: str) -> None:
    place = {"article": opened.claim.article.get_absolute_url() + "?part=1", "beside": address(opened.claim)}[name]
    assert client.get(place, headers=PART).status_code == 401
    assert client.get(place).status_code == 302


def test_a_reviewer_judges_beside_the_text_and_reads_that_it_is_in(
    as_person: Page, assigned: Review, reviewer: User
) -> None:
    page = as_person(reviewer)
    assert b"Your verdict" in page.get(address(assigned.claim), headers=PART).content
    answer = judged(page, assigned, follow=True)
    assigned.refresh_from_db()
    assert assigned.state == "decided"
    assert Verdict.objects.get().rationale == "Nobody counted them."
    assert b'data-standing="decided"' in answer.content
    assert b"Your assessment is in." in answer.content
    assert b"Your assessment is in." not in page.get(reverse("reviews:desk")).content


@pytest.mark.parametrize(("part", "status"), [(True, 422), (False, 400)])
def test_what_was_typed_stays_when_the_verdict_is_refused(
    as_person: Page, assigned: Review, reviewer: User, part: bool, status: int
) -> None:
    answer = judged(as_person(reviewer), assigned, part=part, rating="")
    assert answer.status_code == status
    assert b"Choose a rating." in answer.content
    assert b">Nobody counted them.</textarea>" in answer.content
    assert not Verdict.objects.exists()


def test_what_was_typed_stays_when_somebody_discarded_the_claim_meanwhile(
    as_person: Page, assigned: Review, reviewer: User, editor: User
) -> None:
    page = as_person(reviewer)
    page.get(address(assigned.claim), headers=PART)
    discard_claim(claim=assigned.claim, by=editor, reason="Not a claim.")
    answer = judged(page, assigned)
    assert answer.status_code == 422
    assert b"This claim was discarded: Not a claim." in answer.content
    assert b"readonly>Nobody counted them.</textarea>" in answer.content


def test_what_the_reviewer_accepted_is_cited_at_first(
    as_person: Page, assigned: Review, supporting: Evidence, opposing: Evidence, reviewer: User
) -> None:
    for row in (supporting, opposing):
        row.decision, row.human_stance, row.curated_by = "accepted", row.stance, reviewer
        row.save()
    Evidence.objects.filter(pk=opposing.pk).update(decision="suggested", curated_by=None, human_stance="")
    content = as_person(reviewer).get(address(assigned.claim), headers=PART).content.decode()
    assert f'value="{supporting.public_id}" checked' in content
    assert "1 of 1 ticked" in content


def test_a_review_is_taken_beside_the_text(as_person: Page, opened: Review, reviewer: User) -> None:
    page = as_person(reviewer)
    assert b"Take the review" in page.get(address(opened.claim), headers=PART).content
    answer = page.post(address(opened.claim, "take_beside"), headers=PART, follow=True)
    opened.refresh_from_db()
    assert opened.assignee == reviewer
    assert b"Give this verdict" in answer.content


def test_who_may_not_judge_reads_why(as_person: Page, assigned: Review, editor: User) -> None:
    content = as_person(editor).get(address(assigned.claim), headers=PART).content
    assert b"Give this verdict" not in content
    assert b"take it first" in content


def test_a_claim_without_a_review_is_judged_by_nobody(as_person: Page, reviewer: User) -> None:
    claim = make_claim(article=make_article())
    answer = as_person(reviewer).post(address(claim, "take_beside"), headers=PART)
    assert answer.status_code == 409
    assert b"its evidence is still being looked up" in answer.content
