"""Services are transactions of their own, and when two people act at once exactly one of them does it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from claims.models import Claim, LedgerChain, LedgerEntry
from claims.services import ledger_checks
from claims.services.claims import Revision, revise_claim
from factcheck.lib.errors import Conflict, DomainError, IllegalTransition, NotAllowed
from reviews.models import Review, Verdict
from reviews.services import lifecycle, verdicts
from tests.factories import get_rating, make_review
from tests.reviews.conftest import make_linked, place

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)
on_postgres = pytest.mark.postgres

Call = Callable[[], Any]


def assess(review: Review, by: User, rating: str = "unproven", version: int = 1) -> Review:
    values = {"rating": get_rating(rating), "rationale": "Looked.", "cited": [], "version": version}
    return verdicts.assess_review(review=review, by=by, **values)


def all_at_once(calls: list[Call]) -> list[DomainError | None]:
    """What became of each call, made in a thread of its own: ``None``, or why it was refused."""

    def run(call: Call) -> DomainError | None:
        try:
            call()
        except DomainError as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@committed
def test_a_service_is_a_transaction_and_refuses_to_be_part_of_another(opened: Review, editor: User) -> None:
    calls: list[Call] = [
        lambda: lifecycle.assign_review(review=opened, assignee=editor, by=editor),
        lambda: lifecycle.release_review(review=opened, by=editor),
        lambda: lifecycle.cancel_review(review=opened, by=editor, reason="x"),
        lambda: lifecycle.ask_for_second(review=opened, by=editor, reason="x"),
        lambda: lifecycle.reopen_review(review=opened, by=editor, reason="x"),
        lambda: lifecycle.open_reviews(article_id=opened.claim.article_id),
        lambda: verdicts.return_review(review=opened, by=editor, note="x"),
        lambda: assess(opened, editor),
    ]
    for call in calls:
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            call()


@committed
def test_the_second_of_two_decisions_changes_nothing(assigned: Review, reviewer: User) -> None:
    assess(assigned, reviewer)
    with pytest.raises(Conflict, match=f"decided by {reviewer.username}"):
        assess(assigned, reviewer, "not-checkable")
    assert Verdict.objects.get().rating.slug == "unproven"
    assert LedgerEntry.objects.count() == 1


@on_postgres
@committed
def test_of_many_decisions_at_once_one_counts(assigned: Review, reviewer: User) -> None:
    results = all_at_once([lambda: assess(assigned, reviewer)] * 12)
    assert results.count(None) == 1
    assert {type(result) for result in results if result} == {Conflict}
    assigned.refresh_from_db()
    assert (assigned.version, Verdict.objects.count(), LedgerEntry.objects.count()) == (2, 1, 1)


@on_postgres
@committed
def test_of_two_who_take_a_review_at_once_one_has_it(opened: Review, reviewer: User, second_reviewer: User) -> None:
    def take(person: User) -> Call:
        return lambda: lifecycle.assign_review(review=opened, assignee=person, by=person)

    results = all_at_once([take(reviewer), take(second_reviewer)])
    assert [type(result) for result in results if result] == [NotAllowed]
    assert LedgerEntry.objects.count() == 1


@on_postgres
@committed
def test_both_blind_answers_at_once_decide_once(blind: Review, reviewer: User, second_reviewer: User) -> None:
    results = all_at_once([lambda: assess(blind, reviewer), lambda: assess(blind, second_reviewer)])
    assert results == [None, None]
    blind.refresh_from_db()
    assert (blind.state, blind.assessments.count(), blind.verdicts.count()) == ("decided", 2, 1)


@on_postgres
@committed
def test_a_review_is_published_or_returned_but_not_both(
    assigned: Review, reviewer: User, editor: User, second_editor: User
) -> None:
    assess(assigned, reviewer)

    def publish() -> None:
        with transaction.atomic():
            lifecycle.close_as_published(review=assigned, by=editor)

    results = all_at_once([publish, lambda: verdicts.return_review(review=assigned, by=second_editor, note="x")])
    assert [type(result) for result in results if result] == [IllegalTransition]


@on_postgres
@committed
def test_a_claim_that_is_revised_while_it_is_judged_locks_nobody_out(
    claim: Claim, reviewer: User, editor: User, fake_components: None
) -> None:
    for turn in range(5):
        # The revised claim is looked up again at once, which opens the next review.
        review = Review.objects.live().filter(claim=claim).first() or make_review(claim=claim)
        place(review, "assigned", assignee=reviewer)
        revision = Revision(statement=f"The board may close the pier {turn} times.")
        results = all_at_once(
            [
                partial(assess, review, reviewer, version=review.version),
                partial(revise_claim, claim=claim, by=editor, version=claim.version, revision=revision),
                partial(lifecycle.release_review, review=review, by=editor),
            ]
        )
        assert results[1] is None
        claim.refresh_from_db()
        assert claim.reviews.get(pk=review.pk).state == "cancelled"
    assert list(ledger_checks.verify(LedgerChain.objects.all())) == []


@on_postgres
@committed
def test_workers_that_open_the_same_reviews_open_each_once(claim: Claim) -> None:
    make_linked(claim)
    assert all_at_once([lambda: lifecycle.open_reviews(article_id=claim.article_id)] * 6) == [None] * 6
    assert claim.reviews.count() == 1
    assert LedgerEntry.objects.filter(verb="review.opened").count() == 1
