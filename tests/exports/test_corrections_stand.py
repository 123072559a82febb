"""A published verdict changes only through a new review that supersedes it, and both stay readable."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from exports.models import Publication
from exports.services.publishing import publish_verdict
from factcheck.lib.errors import DomainError, IllegalTransition, InvalidInput, NotAllowed
from reviews.models import Review, Verdict
from reviews.services import lifecycle, verdicts
from reviews.transitions import TABLE, State
from tests.exports.cases import decide
from tests.exports.test_publishing import correct
from tests.factories import get_rating, make_review

pytestmark = pytest.mark.django_db


def test_no_step_leads_out_of_published() -> None:
    assert [action for state, action in TABLE if state is State.PUBLISHED] == []


def test_nobody_judges_a_published_review_again(published: Publication, reviewer: User, second_editor: User) -> None:
    review = published.review
    given = {"rating": get_rating("unproven"), "rationale": "On second thought.", "cited": []}
    calls = (
        lambda: verdicts.assess_review(review=review, by=reviewer, version=review.version, **given),
        lambda: verdicts.settle_review(review=review, by=second_editor, version=review.version, **given),
        lambda: verdicts.return_review(review=review, by=second_editor, note="Look again."),
        lambda: lifecycle.cancel_review(review=review, by=second_editor, reason="Away with it."),
        lambda: publish_verdict(review=review, by=second_editor),
    )
    for call in calls:
        with pytest.raises(IllegalTransition, match="published"):
            call()
    assert Verdict.objects.count() == 1


def test_the_rows_of_what_was_published_refuse_to_change(published: Publication) -> None:
    for row in (published, published.verdict, published.verdict.citations.first(), published.review.assessments.get()):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
    for attempt in (published.delete, Publication.objects.all().delete, lambda: Publication.objects.update(note="x")):
        with pytest.raises(TypeError, match="never"):
            attempt()


def test_there_is_one_correction_under_way_at_most(published: Publication, editor: User) -> None:
    again = lifecycle.reopen_review(review=published.review, by=editor, reason="A reader wrote.")
    assert again.supersedes == published.review
    with pytest.raises(DomainError):
        lifecycle.reopen_review(review=published.review, by=editor, reason="Another reader wrote.")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_review(claim=again.claim, supersedes=published.review, state="cancelled", closing_reason="x")
        make_review(claim=again.claim, supersedes=published.review)


def test_a_correction_needs_a_note_and_another_person(published: Publication, editor: User, reviewer: User) -> None:
    again = lifecycle.reopen_review(review=published.review, by=editor, reason="A reader wrote.")
    decided = decide(again.claim, reviewer, "unproven", review=again)
    with pytest.raises(InvalidInput, match="Say what was wrong"):
        publish_verdict(review=decided, by=editor)
    with pytest.raises(NotAllowed):
        publish_verdict(review=decided, by=reviewer, note="It was another pier.")


def test_until_the_correction_is_published_the_old_verdict_stands(published: Publication, editor: User) -> None:
    lifecycle.reopen_review(review=published.review, by=editor, reason="A reader wrote.")
    assert Publication.objects.newest_of_claim(published.review.claim_id) == published


def test_both_stay_readable_and_each_leads_to_the_other(
    client: Client, published: Publication, editor: User, reviewer: User
) -> None:
    frozen = published.payload
    entry = correct(published, editor, reviewer, "It was another pier.")
    old, new = Review.objects.get(pk=published.review_id), entry.review
    client.force_login(editor)
    old_page = client.get(old.get_absolute_url()).content.decode()
    new_page = client.get(new.get_absolute_url()).content.decode()
    assert (old.state, new.state, new.supersedes) == ("published", "published", old)
    assert "Verdict: </span>True" in old_page
    assert f'corrected by <a href="{new.get_absolute_url()}"' in old_page
    assert "Verdict: </span>False" in new_page
    assert f'<a href="{old.get_absolute_url()}">an earlier review</a>' in new_page
    feed = client.get(reverse("exports:feed")).content.decode()
    assert feed.count('<li class="row') == 2
    published.refresh_from_db()
    assert published.payload == frozen
    assert entry.supersedes == published


def test_a_correction_under_way_is_told_on_the_old_review(client: Client, published: Publication, editor: User) -> None:
    again = lifecycle.reopen_review(review=published.review, by=editor, reason="A reader wrote.")
    client.force_login(editor)
    page = client.get(published.review.get_absolute_url()).content.decode()
    assert f'corrected by <a href="{again.get_absolute_url()}">a later review</a>, under way' in page
    lifecycle.cancel_review(review=again, by=editor, reason="He was wrong.")
    assert "corrected by" not in client.get(published.review.get_absolute_url()).content.decode()


def test_both_are_read_through_the_api(
    cms_client: Client, published: Publication, editor: User, reviewer: User
) -> None:
    correct(published, editor, reviewer, "It was another pier.")
    entries = cms_client.get("/api/v1/publications/").json()["results"]
    ratings = [entry["payload"]["verdict"]["rating"]["slug"] for entry in entries]
    assert ratings == ["true", "false"]
    assert entries[1]["supersedes"] == entries[0]["id"]
    assert cms_client.get(f"/api/v1/publications/{entries[0]['id']}/").status_code == 200
