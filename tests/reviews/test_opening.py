"""Which claims get a review, when it is due, and when two people have to judge."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone

from claims.models import Claim, LedgerEntry
from factcheck.lib.errors import InvalidInput, NotAllowed
from reviews.models import Review
from reviews.services import lifecycle, openings, reminders
from reviews.services.openings import due_time
from tests.factories import make_article, make_claim, make_review
from tests.reviews.conftest import make_linked, place

NOW = dt.datetime(2026, 3, 6, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def opened_for(claim: Claim) -> int:
    return lifecycle.open_reviews(article_id=claim.article_id)


# --- Which claims ---


@pytest.mark.parametrize(
    ("statuses", "opens"),
    [
        ([], 0),
        (["pending"], 0),
        (["running"], 0),
        (["done"], 1),
        (["failed"], 1),
        (["stale"], 1),
        (["done", "pending"], 0),
        (["stale", "running"], 0),
        (["stale", "done"], 1),
    ],
)
def test_a_claim_gets_a_review_when_its_search_is_over_well_or_badly(
    statuses: list[str], opens: int, claim: Claim
) -> None:
    for status in statuses:
        make_linked(claim, status)
    assert opened_for(claim) == opens
    assert claim.reviews.count() == opens


def test_reviews_are_opened_once(claim: Claim) -> None:
    make_linked(claim)
    assert [opened_for(claim), opened_for(claim)] == [1, 0]
    assert LedgerEntry.objects.filter(verb="review.opened").count() == 1


def test_every_claim_of_the_article_and_no_other_gets_one(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "OPEN_BATCH", 2)
    others = [make_claim(article=claim.article) for _ in range(4)]
    for each in [claim, *others, make_claim()]:
        make_linked(each)
    assert opened_for(claim) == 5
    assert Review.objects.count() == 5
    assert LedgerEntry.objects.filter(verb="review.opened").values("claim").distinct().count() == 5


def test_one_that_somebody_else_opens_meanwhile_is_left_to_him(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    make_linked(claim)
    real = lifecycle.new_review

    def slow(*args: Any, **kwargs: Any) -> Review:
        make_review(claim=claim)
        return real(*args, **kwargs)

    monkeypatch.setattr(lifecycle, "new_review", slow)
    assert opened_for(claim) == 0
    assert claim.reviews.count() == 1
    assert not LedgerEntry.objects.exists()


def test_a_discarded_claim_gets_none(editor: User) -> None:
    claim = make_claim(discarded_at=timezone.now(), discarded_by=editor, discard_reason="A joke.")
    make_linked(claim)
    assert opened_for(claim) == 0


@pytest.mark.parametrize("state", ["open", "published", "cancelled"])
def test_a_claim_that_people_have_dealt_with_gets_none(state: str, claim: Claim, editor: User, reviewer: User) -> None:
    make_linked(claim)
    place(make_review(claim=claim), state, assignee=reviewer, closed_by=editor)
    assert opened_for(claim) == 0


def test_a_withdrawn_review_is_followed_by_another(claim: Claim) -> None:
    make_linked(claim)
    place(make_review(claim=claim), "cancelled", closed_by=None)
    assert opened_for(claim) == 1


def test_a_withdrawn_correction_is_followed_by_a_correction(claim: Claim, editor: User, reviewer: User) -> None:
    make_linked(claim)
    published = place(make_review(claim=claim), "published", assignee=reviewer, closed_by=editor)
    correction = lifecycle.reopen_review(review=published, by=editor, reason="A reader wrote.")
    lifecycle.withdraw_reviews(claim=claim, by=editor, reason="Revised.")
    assert opened_for(claim) == 1
    newest = claim.reviews.order_by("-pk").first()
    assert newest != correction
    assert newest.supersedes == published


@pytest.mark.django_db
def test_the_sweep_opens_what_lost_messages_left_unopened() -> None:
    for _ in range(3):
        make_linked(make_claim())
    assert [reminders.open_missing_reviews(), reminders.open_missing_reviews()] == [3, 0]


def test_the_database_refuses_a_second_live_review(opened: Review) -> None:
    with pytest.raises(IntegrityError):
        make_review(claim=opened.claim)


# --- When ---


@pytest.mark.parametrize(
    ("published_at", "due"),
    [
        (None, NOW + 24 * HOUR),
        (NOW - HOUR, NOW + 24 * HOUR),
        (NOW + 6 * HOUR, NOW + 5 * HOUR),
        (NOW + HOUR / 2, NOW + HOUR / 2),
        (NOW + 72 * HOUR, NOW + 24 * HOUR),
    ],
)
def test_a_review_is_due_an_hour_before_the_article_comes_out(
    published_at: dt.datetime | None, due: dt.datetime, settings: Any
) -> None:
    settings.REVIEW_HOURS = 24
    assert due_time(published_at, now=NOW) == due


@pytest.mark.django_db
def test_the_article_decides_when_its_reviews_are_due() -> None:
    comes_out = timezone.now() + dt.timedelta(hours=6)
    claim = make_claim(article=make_article(published_at=comes_out))
    make_linked(claim)
    opened_for(claim)
    due = comes_out - HOUR
    assert claim.reviews.get().due_at == due
    assert LedgerEntry.objects.get(verb="review.opened").details["due_at"] == due.isoformat()


# --- How many people ---


@pytest.mark.parametrize(
    ("over", "reason"),
    [
        ({}, ""),
        ({"force": "accuses"}, "The speaker accuses: such claims are judged by two people."),
        (
            {"confidence": 0.31},
            "The machine is 31% sure of how it read this claim; below 50% two people judge.",
        ),
    ],
)
def test_a_rule_asks_for_a_second_reviewer_in_words(over: dict[str, Any], reason: str, settings: Any, db: None) -> None:
    settings.SECOND_REVIEW_FORCES, settings.SECOND_REVIEW_BELOW = ["accuses"], 0.5
    review = openings.new_review(make_claim(**over), now=NOW)
    assert (review.blind, review.blind_reason) == (bool(reason), reason)


# --- Again ---


def test_a_published_review_is_corrected_by_a_new_one(
    opened: Review, editor: User, reviewer: User, verbs: Callable[[], list[str]]
) -> None:
    published = place(opened, "published", assignee=reviewer, closed_by=editor)
    correction = lifecycle.reopen_review(review=published, by=editor, reason="A reader found the log.")
    assert (correction.state, correction.supersedes, correction.assignee) == ("open", published, None)
    published.refresh_from_db()
    assert published.state == "published"
    assert verbs() == ["review.reopened"]
    assert LedgerEntry.objects.get().details["reason"] == "A reader found the log."


def test_a_cancelled_review_is_followed_by_one_that_corrects_nothing(opened: Review, editor: User) -> None:
    cancelled = lifecycle.cancel_review(review=opened, by=editor, reason="Not now.")
    again = lifecycle.reopen_review(review=cancelled, by=editor, reason="Now.")
    assert (again.state, again.supersedes) == ("open", None)


def test_a_cancelled_correction_can_be_taken_up_again(opened: Review, editor: User, reviewer: User) -> None:
    published = place(opened, "published", assignee=reviewer, closed_by=editor)
    correction = lifecycle.reopen_review(review=published, by=editor, reason="A reader wrote.")
    lifecycle.cancel_review(review=correction, by=editor, reason="He was wrong.")
    again = lifecycle.reopen_review(review=correction, by=editor, reason="He was right.")
    assert again.supersedes == published
    assert list(published.corrections.all()) == [correction, again]


def test_a_review_is_opened_again_once_and_with_a_reason(opened: Review, editor: User) -> None:
    cancelled = lifecycle.cancel_review(review=opened, by=editor, reason="Not now.")
    with pytest.raises(InvalidInput, match="Say why"):
        lifecycle.reopen_review(review=cancelled, by=editor, reason=" ")
    lifecycle.reopen_review(review=cancelled, by=editor, reason="Now.")
    with pytest.raises(NotAllowed, match="newest review"):
        lifecycle.reopen_review(review=cancelled, by=editor, reason="Now.")
