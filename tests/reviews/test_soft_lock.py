"""Whoever opened a review first holds it softly: others are asked once and may go on, and the ledger keeps it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, LedgerEntry
from factcheck.lib.errors import NotAllowed, Occupied
from reviews.models import Presence, Review
from reviews.services import lifecycle, presence, verdicts
from reviews.services.steps import seen_version
from tests.factories import get_rating

pytestmark = pytest.mark.django_db


def send(person: User, name: str, review: Review, **typed: Any) -> Any:
    client = Client()
    client.force_login(person)
    return client.post(reverse(f"reviews:{name}", args=[review.public_id]), typed)


def judged(review: Review, **over: Any) -> dict[str, Any]:
    return {"version": seen_version(review), "rating": "unproven", "rationale": "My long reasons."} | over


def asked(answer: Any, holder: User) -> str:
    """The page of a refusal that offers to go on; nothing was done."""
    content = answer.content.decode()
    assert answer.status_code == 409
    assert f"{holder.username}, since " in content
    assert '<button class="button" type="submit" name="despite" value="1">Go on all the same</button>' in content
    return str(content)


def despite(verb: str) -> Any:
    return LedgerEntry.objects.filter(verb=verb).latest("pk").details.get("despite")


def test_who_takes_what_somebody_else_has_open_is_asked_once(
    opened: Review, reviewer: User, second_reviewer: User
) -> None:
    presence.stay(review=opened, by=second_reviewer)
    asked(send(reviewer, "take", opened), second_reviewer)
    opened.refresh_from_db()
    assert opened.state == "open"
    assert send(reviewer, "take", opened, despite="1").status_code == 302
    opened.refresh_from_db()
    assert opened.assignee == reviewer
    assert despite("review.assigned") == [second_reviewer.username]
    client = Client()
    client.force_login(reviewer)
    page = client.get(opened.get_absolute_url()).content.decode()
    assert f"although {second_reviewer.username} had it open" in page


def test_nobody_is_asked_about_who_could_not_do_the_same(opened: Review, reviewer: User, editor: User) -> None:
    Article.objects.filter(claims=opened.claim_id).update(submitted_by=editor)
    presence.stay(review=opened, by=editor)
    assert send(reviewer, "take", opened).status_code == 302
    assert despite("review.assigned") is None


def test_who_has_a_review_answers_whoever_looks_on(assigned: Review, reviewer: User, editor: User) -> None:
    presence.stay(review=assigned, by=editor)
    assert send(reviewer, "assess", assigned, **judged(assigned)).status_code == 302
    assert despite("review.decided") is None


def test_sending_back_is_asked_about_and_the_note_kept(decided: Review, editor: User, second_editor: User) -> None:
    presence.stay(review=decided, by=second_editor)
    assert "Cite the log." in asked(send(editor, "return", decided, note="Cite the log."), second_editor)
    assert send(editor, "return", decided, note="Cite the log.", despite="1").status_code == 302
    assert despite("review.returned") == [second_editor.username]


def test_settling_is_asked_about(
    blind: Review, reviewer: User, second_reviewer: User, editor: User, second_editor: User
) -> None:
    for person, rating in ((reviewer, "unproven"), (second_reviewer, "not-checkable")):
        version = seen_version(Review.objects.get(pk=blind.pk))
        values: dict[str, Any] = {"rating": get_rating(rating), "rationale": "Looked.", "cited": [], "version": version}
        verdicts.assess_review(review=blind, by=person, **values)
    disputed = Review.objects.get(pk=blind.pk)
    presence.stay(review=disputed, by=second_editor)
    asked(send(editor, "settle", disputed, **judged(disputed)), second_editor)
    assert send(editor, "settle", disputed, **judged(disputed, despite="1")).status_code == 302
    assert despite("review.settled") == [second_editor.username]


def test_it_is_asked_beside_the_text_as_well(opened: Review, reviewer: User, second_reviewer: User) -> None:
    presence.stay(review=opened, by=second_reviewer)
    client = Client()
    client.force_login(reviewer)
    take = reverse("reviews:take_beside", args=[opened.claim.public_id])
    asked(client.post(take), second_reviewer)
    assert client.post(take, {"despite": "1"}).status_code == 302


def test_who_came_first_is_not_asked(opened: Review, reviewer: User, second_reviewer: User) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=20)):
        presence.stay(review=opened, by=reviewer)
    presence.stay(review=opened, by=second_reviewer)
    assert send(reviewer, "take", opened).status_code == 302
    assert despite("review.assigned") is None


@pytest.mark.parametrize("leaving", ["the page is closed", "logged out", "nothing is heard of him"])
def test_it_is_free_when_the_holder_leaves(opened: Review, reviewer: User, second_reviewer: User, leaving: str) -> None:
    presence.stay(review=opened, by=second_reviewer)
    client = Client()
    client.force_login(second_reviewer)
    if leaving == "the page is closed":
        assert client.post(reverse("reviews:left", args=[opened.public_id])).status_code == 204
    elif leaving == "logged out":
        assert client.post(reverse("logout")).status_code in {200, 302}
    else:
        Presence.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=5))
    assert send(reviewer, "take", opened).status_code == 302
    assert despite("review.assigned") is None


def test_of_two_blind_reviewers_neither_is_asked_about_the_other(
    opened: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    asked_for = lifecycle.ask_for_second(review=opened, by=editor, reason="A person is accused.")
    lifecycle.assign_review(review=asked_for, assignee=reviewer, by=editor)
    presence.stay(review=opened, by=reviewer)
    assert send(second_reviewer, "take", opened).status_code == 302
    assert despite("review.assigned") is None


def test_who_may_not_do_it_is_told_so_and_not_asked(opened: Review, reviewer: User) -> None:
    presence.stay(review=opened, by=reviewer)
    stranger = User.objects.create(username="nobody")
    with pytest.raises(NotAllowed):
        lifecycle.take_review(review=opened, by=stranger, despite=False)


def test_machines_and_other_callers_are_not_asked(opened: Review, reviewer: User, second_reviewer: User) -> None:
    presence.stay(review=opened, by=second_reviewer)
    with pytest.raises(Occupied, match="go on all the same"):
        lifecycle.take_review(review=opened, by=reviewer, despite=False)
    assert lifecycle.take_review(review=opened, by=reviewer).assignee == reviewer
