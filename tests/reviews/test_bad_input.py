"""What is sent at the wrong time or in the wrong shape: a sentence that says what to do, and nothing typed is lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.services.claims import Revision, revise_claim
from reviews.models import Assessment, Review
from reviews.services import lifecycle
from sources.models import Evidence
from tests.factories import make_claim, make_evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_components")]
WORDS = "My long and careful reasons."

Send = Callable[..., HttpResponse]


@pytest.fixture
def send(assigned: Review, reviewer: User, client: Client) -> Send:
    """Send a verdict as the reviewer's browser does; what was typed must be on the page that comes back."""
    client.force_login(reviewer)
    page = client.get(assigned.get_absolute_url()).context["form"]
    typed = {"version": page["version"].value(), "scale": str(page["scale"].value()), "rating": "unproven"}

    def call(**over: Any) -> HttpResponse:
        sent = typed | {"rationale": WORDS} | over
        answer = client.post(reverse("reviews:assess", args=[assigned.public_id]), sent)
        if answer.status_code != 302:
            assert sent["rationale"].strip() in answer.content.decode()
            assert not Assessment.objects.exists()
        return answer

    return call


def content_of(answer: HttpResponse, status: int) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def test_what_is_sent_as_it_should_be_is_taken(send: Send) -> None:
    assert send().status_code == 302


@pytest.mark.parametrize(
    ("rating", "sentence"),
    [
        ("", "Choose a rating."),
        ("splendid", "This rating is not on the scale; choose one of those that are shown."),
        ("9" * 400, "This rating is not on the scale; choose one of those that are shown."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_rating_that_is_not_on_the_scale(rating: str, sentence: str, send: Send) -> None:
    assert sentence in content_of(send(rating=rating), 400)


@pytest.mark.parametrize("rationale", ["", "   \n\t ", "\u200b \u00a0"])
def test_a_rationale_of_blanks(rationale: str, send: Send) -> None:
    content = content_of(send(rationale=rationale), 400)
    assert "Give your reasons" in content or "This field is required." in content


def test_a_rationale_without_end(send: Send) -> None:
    assert "at most 20,000 are taken" in content_of(send(rationale="word " * 4_001), 400)


def test_evidence_that_was_rejected_meanwhile(send: Send, supporting: Evidence) -> None:
    Evidence.objects.filter(pk=supporting.pk).update(decision="rejected")
    content = content_of(send(rating="true", cited=[str(supporting.public_id)]), 400)
    assert "not accepted as evidence for this claim, or not any more" in content


def test_evidence_of_another_claim(send: Send) -> None:
    foreign = make_evidence(claim=make_claim())
    content = content_of(send(rating="true", cited=[str(foreign.public_id)]), 400)
    assert "not accepted as evidence for this claim" in content


@pytest.mark.parametrize("cited", ["nonsense", "7", "\x00"])
def test_evidence_that_is_no_evidence(cited: str, send: Send) -> None:
    assert "not accepted as evidence for this claim" in content_of(send(rating="true", cited=[cited]), 400)


@pytest.mark.parametrize("scale", ["nonsense", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_a_scale_that_is_none(scale: str, send: Send) -> None:
    assert send(scale=scale).status_code in {302, 400}


def test_a_reviewer_who_lost_the_role_meanwhile(send: Send, reviewer: User) -> None:
    reviewer.groups.set([])
    reviewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    content = content_of(send(), 403)
    assert "You are no reviewer any more; ask an editor to give the review to somebody else." in content


def test_a_claim_that_is_revised_while_it_is_judged(send: Send, assigned: Review, editor: User) -> None:
    claim = assigned.claim
    revise_claim(claim=claim, by=editor, version=claim.version, revision=Revision(statement="The board may close it."))
    content = content_of(send(), 409)
    assert "The claim was revised" in content or "cancelled" in content
    assert WORDS in content


def test_a_review_that_was_cancelled_while_it_is_judged(send: Send, assigned: Review, editor: User) -> None:
    lifecycle.cancel_review(review=assigned, by=editor, reason="The article is off.")
    content = content_of(send(), 409)
    assert "cancelled" in content
    assert WORDS in content


def test_a_review_that_was_given_away_while_it_is_judged(
    send: Send, assigned: Review, editor: User, second_reviewer: User
) -> None:
    lifecycle.assign_review(review=assigned, assignee=second_reviewer, by=editor, reason="Quicker.")
    assert send().status_code in {403, 409}


@pytest.mark.parametrize("due", ["2001-01-01T10:00", "yesterday", ""])
def test_a_due_time_in_the_past_or_that_is_none(due: str, assigned: Review, editor: User, client: Client) -> None:
    client.force_login(editor)
    before = assigned.due_at
    answer = client.post(reverse("reviews:due", args=[assigned.public_id]), {"due_at": due, "reason": "My reason."})
    assert answer.status_code == 400
    assert b"My reason." in answer.content
    assigned.refresh_from_db()
    assert assigned.due_at == before


def test_a_due_time_ahead_is_taken(assigned: Review, editor: User, client: Client) -> None:
    client.force_login(editor)
    due = (timezone.localtime() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client.post(reverse("reviews:due", args=[assigned.public_id]), {"due_at": due, "reason": "More time."})
    before = assigned.due_at
    assigned.refresh_from_db()
    assert assigned.due_at > before
