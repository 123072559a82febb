"""What a claim is like, as people see it: on the review, on the article, on a page of its own, and over REST."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Claim
from factcheck.lib.fingerprints import hash_parts
from sources.models import ClaimMatch, SeenBeforeRun, SettledClaim
from sources.seen_before.fact_checks import FactCheck
from sources.services.seen_before import request_comparison, run_comparison
from sources.services.settled import import_fact_checks
from tests.factories import make_article, make_claim, make_review

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
FIRST, SECOND = (f"The port authority counted {number} cracks in the east pier." for number in ("1,200", "900"))


@pytest.fixture
def page(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def settle(statement: str = FIRST, **over: object) -> SettledClaim:
    facts = {"rating_words": "Mostly false", "publisher": "Harbour Checks", "url": "https://checks.example/1"}
    import_fact_checks(checks=[FactCheck(hash_parts([statement]), statement, **facts | over)], by=None)
    return SettledClaim.objects.get(raw_id=hash_parts([statement]))


def compared(statement: str = FIRST, **over: object) -> Claim:
    claim = make_claim(statement=statement, **over)
    request_comparison(article=claim.article, claims=[claim])
    run_comparison(article_id=claim.article_id)
    return claim


def test_the_review_shows_what_was_settled_before(page: Client) -> None:
    settle()
    review = make_review(claim=compared())
    text = page.get(review.get_absolute_url()).content.decode()
    assert "Seen before" in text
    assert "rated “Mostly false”" in text
    assert "Harbour Checks" in text
    assert "https://checks.example/1" in text


def test_a_claim_not_seen_before_says_so_and_one_on_its_way_too(page: Client) -> None:
    review = make_review(claim=compared())
    assert "No settled claim" in page.get(review.get_absolute_url()).content.decode()
    SeenBeforeRun.objects.update(status="pending")
    assert "being compared" in page.get(review.get_absolute_url()).content.decode()


def test_the_article_shows_its_contradictions_before_any_review(page: Client) -> None:
    article = make_article()
    compared(FIRST, article=article)
    compared(SECOND, article=article, content=[[41, 80]])
    text = page.get(article.get_absolute_url()).content.decode()
    assert "Contradictions inside this article (1)" in text
    assert "another number" in text


def test_an_article_without_contradictions_has_no_such_section(page: Client) -> None:
    claim = compared()
    assert "Contradictions" not in page.get(claim.article.get_absolute_url()).content.decode()


def test_not_the_same_is_one_button_and_can_be_taken_back(page: Client, reviewer: User) -> None:
    settle()
    review = make_review(claim=compared())
    match = ClaimMatch.objects.get()
    answer = page.post(match.get_absolute_url(), {"next": review.get_absolute_url()})
    assert (answer.status_code, answer.url) == (302, review.get_absolute_url())
    match.refresh_from_db()
    assert match.dismissed_by == reviewer
    assert "Set aside as not the same (1)" in page.get(review.get_absolute_url()).content.decode()
    page.post(reverse("sources:restore_match", args=[match.public_id]))
    match.refresh_from_db()
    assert match.dismissed_by is None


def test_a_reason_is_given_on_a_page_of_its_own(page: Client) -> None:
    settle()
    compared()
    match = ClaimMatch.objects.get()
    assert b"Are these the same claim?" in page.get(match.get_absolute_url()).content
    assert page.post(match.get_absolute_url(), {"reason": "x" * 501}).status_code == 400
    page.post(match.get_absolute_url(), {"reason": "another town", "next": "https://evil.example/"})
    match.refresh_from_db()
    assert match.dismiss_reason == "another town"


def test_a_claim_is_compared_again_on_request(page: Client) -> None:
    claim = compared()
    settle()
    page.post(reverse("sources:compare_again", args=[claim.public_id]))
    run_comparison(article_id=claim.article_id)
    assert ClaimMatch.objects.count() == 1


def test_settled_claims_are_listed_and_searched(page: Client) -> None:
    settle(speaker="Mara Lindt")
    settle("Wheat is dear.", publisher="Grain Checks")
    where = reverse("sources:settled")
    for words, count in (("", 2), ("cracks pier", 1), ("lindt", 1), ("grain", 1), ("submarine", 0)):
        assert len(page.get(where, {"words": words}).context["claims"]) == count, words
    assert b"Nothing fits" in page.get(where, {"words": "submarine"}).content
    SettledClaim.objects.all().delete()
    assert b"Nothing is settled yet" in page.get(where).content


def test_what_others_wrote_is_escaped(page: Client) -> None:
    settle(f"{FIRST} {SCRIPT}", speaker=SCRIPT, rating_words=SCRIPT, publisher=SCRIPT)
    review = make_review(claim=compared())
    for where in (review.get_absolute_url(), reverse("sources:settled")):
        assert SCRIPT not in page.get(where).content.decode()


def test_a_stranger_sees_nothing(client: Client, stranger: User) -> None:
    settle()
    compared()
    client.force_login(stranger)
    assert client.get(ClaimMatch.objects.get().get_absolute_url()).status_code == 404
    assert len(client.get(reverse("sources:settled")).context["claims"]) == 0


def test_matches_are_read_over_rest_from_either_side(cms_client: APIClient) -> None:
    settled = settle(rating_value=2.0, rating_best=5.0, rating_worst=1.0)
    article = make_article()
    first = compared(FIRST, article=article)
    second = compared(SECOND, article=article, content=[[41, 80]])
    answer = cms_client.get(f"/api/v1/claims/{second.public_id}/matches/").json()
    by_kind = {bool(row["settled"]): row for row in answer["results"]}
    assert by_kind[True]["settled"]["id"] == str(settled.public_id)
    assert by_kind[True]["settled"]["rating"] == {"words": "Mostly false", "value": 2.0, "best": 5.0, "worst": 1.0}
    assert (by_kind[False]["other_claim"], by_kind[False]["relation"]) == (str(first.public_id), "other_number")
    start, end = by_kind[False]["differences"][0]["in_claim"]
    assert "900" in SECOND[start:end]
    assert json.dumps(answer)


def test_rest_knows_no_matches_of_an_unknown_claim(cms_client: APIClient) -> None:
    assert cms_client.get("/api/v1/claims/00000000-0000-4000-8000-00000000ffff/matches/").status_code == 404
