"""Who is told what came of an answer: those whom the policy lets go on, asked of all at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews import policies
from reviews.models import Comment, Notice, Review, ReviewerProfile
from reviews.services import comments, lifecycle, verdicts
from tests.reviews.conftest import answer


def join(name: str, group: str = "editor", **over: Any) -> User:
    person = User.objects.create_user(name, email=f"{name}@desk.example", **over)
    person.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def many(editor: User, second_editor: User, reviewer: User) -> list[User]:
    """Everybody who might be asked: editors, one who has left, one with all rights, one with none."""
    gone = join("gone", is_active=False)
    chief = User.objects.create_superuser("chief")
    stranger = User.objects.create_user("stranger")
    return [editor, second_editor, reviewer, gone, chief, stranger, join("another", "reviewer")]


def told(review: Review, kind: str) -> set[int]:
    return set(Notice.objects.filter(review=review, kind=kind).values_list("recipient", flat=True))


def allowed(people: list[User], may: Callable[[Any, Review], Any], review: Review) -> set[int]:
    """By the policy, asked of each person anew."""
    return {person.pk for person in people if may(User.objects.get(pk=person.pk), review)}


def test_of_a_decision_those_are_told_whom_the_policy_lets_publish(
    assigned: Review, reviewer: User, many: list[User]
) -> None:
    decided = answer(assigned, reviewer)
    assert told(decided, "decided") == allowed(many, policies.can_publish, decided)
    assert len(told(decided, "decided")) == 3


def test_who_judged_in_an_earlier_round_is_not_told_that_it_can_be_published(
    decided: Review, editor: User, many: list[User]
) -> None:
    verdicts.return_review(review=decided, by=User.objects.get(username="chief"), note="Once more.")
    lifecycle.assign_review(review=decided, assignee=editor, by=editor, reason="Ill.")
    answer(decided, editor)
    verdicts.return_review(review=decided, by=User.objects.get(username="chief"), note="And again.")
    other = join("third", "reviewer")
    lifecycle.assign_review(review=decided, assignee=other, by=editor, reason="Ill, too.")
    Notice.objects.all().delete()
    answer(decided, other)
    decided.refresh_from_db()
    assert editor.pk not in told(decided, "decided")
    assert told(decided, "decided") == allowed(many, policies.can_publish, decided)


def test_of_a_dispute_those_are_told_whom_the_policy_lets_settle(
    blind: Review, reviewer: User, second_reviewer: User, editor: User, second_editor: User, many: list[User]
) -> None:
    article = blind.claim.article
    article.submitted_by, article.byline = editor, "Mara Quill"
    article.save()
    ReviewerProfile.objects.create(person=second_editor, bylines=["Mara Quill"])
    answer(blind, reviewer, "true")
    disputed = answer(blind, second_reviewer, "false")
    assert told(disputed, "disputed") == allowed(many, policies.can_settle, disputed)
    assert told(disputed, "disputed") == {User.objects.get(username="chief").pk}


def test_an_answer_asks_the_database_as_often_however_many_editors_there_are(
    assigned: Review, reviewer: User, second_editor: User
) -> None:
    few = _asked(assigned, reviewer)
    verdicts.return_review(review=assigned, by=second_editor, note="Once more.")
    for number in range(8):
        join(f"editor-{number}")
    assert _asked(assigned, reviewer) <= few


def _asked(review: Review, by: User) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer(review, by)
    return len(asked)


def test_a_mention_that_was_held_is_told_when_the_second_answer_is_in(
    blind: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    comments.add_comment(about=comments.about_claim(blind.claim), text=f"@{editor.username} look", by=reviewer)
    answer(blind, reviewer)
    assert told(blind, "mention") == set()
    assert comments.sweep_mentions() == 0
    answer(blind, second_reviewer)
    assert told(blind, "mention") == {editor.pk}
    assert Comment.objects.untold().count() == 0
