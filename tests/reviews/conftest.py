"""A claim with accepted evidence on either side, and reviews of it in every state."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim
from reviews.models import Review
from reviews.services import verdicts
from sources.models import Evidence, LinkingRun
from tests.factories import get_rating, make_claim, make_document, make_evidence, make_review


def make_accepted(claim: Claim, curator: User, stance: str) -> Evidence:
    text = f"A report that {stance} what was said about the pier, number {Evidence.objects.count()}."
    return make_evidence(
        claim=claim,
        passage=make_document(text=text).passages.get(),
        machine_stance=stance,
        decision="accepted",
        curated_by=curator,
        curated_at=timezone.now(),
    )


def make_linked(claim: Claim, status: str = "done", **over: Any) -> LinkingRun:
    ended = timezone.now() if status in {"done", "failed"} else None
    values = {"component": "fake/1+fake/1", "statement_hash": f"{LinkingRun.objects.count():064d}"}
    return LinkingRun.objects.create(claim=claim, status=status, finished_at=ended, **values | over)


def answer(
    review: Review, by: User, rating: str = "true", rationale: str = "The report says so.", **over: Any
) -> Review:
    """``by`` gives an answer to the newest version of ``review`` and cites all that fits, as his own evidence."""
    review.refresh_from_db()
    stance = {"true": "corroborates", "false": "contradicts"}.get(rating)
    cited = [row for row in Evidence.objects.filter(claim=review.claim, decision="accepted") if row.stance == stance]
    values = {"rating": get_rating(rating), "rationale": rationale, "cited": cited, "version": review.version} | over
    if review.blind:
        weigh(values["cited"], by)
    return verdicts.assess_review(review=review, by=by, **values)


def weigh(rows: Iterable[Evidence], by: User) -> None:
    """Let ``by`` be the one who accepted ``rows``, as he has to before he cites them in a blind review."""
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(curated_by=by)


@pytest.fixture
def claim(db: None) -> Claim:
    return make_claim()


@pytest.fixture
def supporting(claim: Claim, editor: User) -> Evidence:
    return make_accepted(claim, editor, "corroborates")


@pytest.fixture
def opposing(claim: Claim, editor: User) -> Evidence:
    return make_accepted(claim, editor, "contradicts")


@pytest.fixture
def opened(claim: Claim, supporting: Evidence, opposing: Evidence) -> Review:
    return make_review(claim=claim)


@pytest.fixture
def assigned(opened: Review, reviewer: User) -> Review:
    return place(opened, "assigned", assignee=reviewer)


@pytest.fixture
def blind(opened: Review, reviewer: User, second_reviewer: User) -> Review:
    """A blind review that two people have."""
    return place(opened, "assigned", assignee=reviewer, second_assignee=second_reviewer, blind=True)


@pytest.fixture
def decided(assigned: Review, reviewer: User) -> Review:
    return answer(assigned, reviewer)


@pytest.fixture
def disputed(blind: Review, reviewer: User, second_reviewer: User) -> Review:
    answer(blind, reviewer, "true")
    return answer(blind, second_reviewer, "false")


def place(review: Review, state: str, **over: Any) -> Review:
    """Put ``review`` into a state without going through the services."""
    if state in {"published", "cancelled"}:
        over = {"closed_at": timezone.now(), "closing_reason": "For a test."} | over
    for name, value in over.items():
        setattr(review, name, value)
    review.state = state
    review.save()
    return review


@pytest.fixture
def verbs(claim: Claim) -> Callable[[], list[str]]:
    """What the ledger says was done with the claim, in order."""
    return lambda: list(claim.ledger.order_by("sequence").values_list("verb", flat=True))
