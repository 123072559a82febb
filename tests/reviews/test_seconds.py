"""A review that is open follows the rules: its topic, its claim or the rules change, and two people judge it."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, LedgerEntry, Speaker
from claims.services.articles import ArticleFacts, complete_article
from claims.services.claims import Revision, revise_claim
from factcheck.lib.errors import Conflict
from reviews.models import Review
from reviews.services.rules import change_rules, rules_in_force
from reviews.services.seconds import ask_for_seconds
from tests.factories import make_review
from tests.reviews.conftest import answer, place

pytestmark = pytest.mark.usefixtures("fake_components", "one_topic")
RunOnCommit = Callable[[], Any]


@pytest.fixture
def one_topic(settings: Any) -> None:
    """The one rule: what is about medicine, two people judge."""
    settings.SECOND_REVIEW_TOPICS = ["medicine"]
    settings.SECOND_REVIEW_FORCES = []
    settings.SECOND_REVIEW_ACCUSED = settings.SECOND_REVIEW_HEALTH = settings.SECOND_REVIEW_NUMBERS = False
    settings.SECOND_REVIEW_BELOW = settings.SECOND_REVIEW_SHARE = 0


def set_topic(review: Review, topic: str, by: User) -> None:
    complete_article(article=review.claim.article, facts=ArticleFacts(topic=topic), by=by)


def test_a_topic_that_is_set_later_asks_for_a_second_reviewer(
    assigned: Review, editor: User, run_on_commit: RunOnCommit
) -> None:
    with run_on_commit():
        set_topic(assigned, "Medicine", editor)
    review = Review.objects.get()
    assert (review.blind, review.blind_reason) == (True, "The topic “Medicine” is sensitive.")
    assert (review.state, review.assignee, review.has_a_free_place) == ("assigned", assigned.assignee, True)
    entry = LedgerEntry.objects.get(verb="review.second_asked")
    assert (entry.actor, entry.details["reason"]) == (None, review.blind_reason)


def test_a_topic_of_no_rule_changes_nothing(assigned: Review, editor: User, run_on_commit: RunOnCommit) -> None:
    with run_on_commit():
        set_topic(assigned, "gardens", editor)
    assert not Review.objects.get().blind


def test_a_lost_message_is_made_up_for_once(opened: Review, editor: User) -> None:
    set_topic(opened, "medicine", editor)
    assert [ask_for_seconds(), ask_for_seconds()] == [1, 0]
    assert Review.objects.get().blind


def test_a_claim_that_accuses_somebody_else_after_all(
    opened: Review, editor: User, settings: Any, run_on_commit: RunOnCommit
) -> None:
    settings.SECOND_REVIEW_ACCUSED, settings.SECOND_REVIEW_ACCUSING_WORDS = True, ["fraud"]
    claim = opened.claim
    Speaker.objects.update(name="Anna Berg")
    Claim.objects.update(statement="Anna Berg committed fraud.")
    assert ask_for_seconds() == 0
    with run_on_commit():
        revise_claim(claim=claim, revision=Revision(speaker_name="Karl Voss"), by=editor, version=claim.version)
    assert Review.objects.get(state="open").blind


def test_new_rules_reach_open_reviews(opened: Review, editor: User, run_on_commit: RunOnCommit) -> None:
    before = rules_in_force()
    rules = dataclasses.replace(before.rules, forces=(opened.claim.force,))
    with run_on_commit():
        change_rules(rules=rules, assigns=False, by=editor, reason="All of them.", version=before.version)
    assert Review.objects.get().blind


def test_of_one_article_only(opened: Review, editor: User) -> None:
    other = make_review()
    for review in (opened, other):
        set_topic(review, "medicine", editor)
    assert ask_for_seconds(article_id=opened.claim.article_id) == 1
    assert list(Review.objects.filter(blind=True)) == [opened]


def test_what_was_answered_before_stays_with_one(decided: Review, editor: User) -> None:
    place(decided, "assigned")
    set_topic(decided, "medicine", editor)
    assert ask_for_seconds() == 0
    assert not Review.objects.get().blind


def test_what_an_editor_has_stays_with_one(opened: Review, editor: User) -> None:
    place(opened, "assigned", assignee=editor)
    set_topic(opened, "medicine", editor)
    assert ask_for_seconds() == 0


def test_two_stay_two_when_the_topic_goes(opened: Review, editor: User) -> None:
    set_topic(opened, "medicine", editor)
    ask_for_seconds()
    set_topic(opened, "gardens", editor)
    ask_for_seconds()
    assert Review.objects.get().blind


def test_the_reviewer_who_was_writing_is_told_and_keeps_his_text(
    assigned: Review, reviewer: User, editor: User
) -> None:
    seen = assigned.version
    set_topic(assigned, "medicine", editor)
    ask_for_seconds()
    with pytest.raises(Conflict, match="second asked"):
        answer(assigned, reviewer, version=seen)


def test_many_are_asked_in_batches(db: None, monkeypatch: pytest.MonkeyPatch, editor: User) -> None:
    monkeypatch.setattr("reviews.services.seconds.BATCH", 2)
    for _ in range(5):
        set_topic(make_review(), "medicine", editor)
    assert ask_for_seconds() == 5
