"""What is announced leads to work, what beat asks for exists, and each task is harmless when it runs twice."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, LedgerChain, LedgerEntry
from claims.services import ledger_checks
from claims.signals import claim_discarded, claim_revised, publication_moved
from factcheck.celery import app
from reviews import signals, tasks
from reviews.models import Notice, Review
from sources.models import LinkingRun
from sources.signals import claims_linked
from tests.reviews.conftest import answer, make_linked, place

RunOnCommit = Callable[[], Any]


def test_linked_claims_get_their_reviews_after_commit(claim: Claim, run_on_commit: RunOnCommit) -> None:
    make_linked(claim)
    with run_on_commit():
        claims_linked.send(sender=LinkingRun, article=claim.article, claims=[claim])
        assert not claim.reviews.exists()
    assert claim.reviews.get().state == "open"


def test_a_claim_without_a_live_review_is_revised_and_discarded_quietly(claim: Claim) -> None:
    claim_revised.send(sender=Claim, claim=claim, by=None, changes={"statement": ["before", "after"]})
    claim_discarded.send(sender=Claim, claim=claim)
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    "signal", [claims_linked, claim_revised, claim_discarded, publication_moved, signals.notices_waiting]
)
def test_every_signal_is_heard(signal: Any) -> None:
    assert signal.receivers


def test_beat_asks_only_for_tasks_that_exist() -> None:
    asked = {entry["task"] for entry in project.CELERY_BEAT_SCHEDULE.values()}
    wanted = {name for name in asked if name.startswith("reviews.")}
    assert {"reviews.remind_overdue", "reviews.escalate_overdue", "reviews.send_digests"} <= wanted
    assert wanted <= set(app.tasks)


SWEEPS = [
    "open_missing_reviews",
    "send_waiting_notices",
    "move_missed_due_times",
    "ask_for_missed_seconds",
    "remind_due_soon",
    "remind_overdue",
    "escalate_overdue",
    "send_digests",
    "note_forecasts",
    "release_stale",
]


@pytest.mark.parametrize("name", SWEEPS)
def test_a_sweep_that_runs_twice_does_its_work_once(
    name: str, assigned: Review, run_on_commit: RunOnCommit, editor: User
) -> None:
    make_linked(assigned.claim)
    hour = dt.timedelta(hours=1)
    place(assigned, "assigned", due_at=timezone.now() - hour)
    Review.objects.update(updated_at=timezone.now() - 100 * hour)
    task = getattr(tasks, name)
    with run_on_commit():
        task.delay()
    first = (LedgerEntry.objects.count(), Notice.objects.count(), Review.objects.values_list("version").get())
    with run_on_commit():
        task.delay()
    assert (LedgerEntry.objects.count(), Notice.objects.count(), Review.objects.values_list("version").get()) == first


def test_the_chain_of_an_article_holds_after_a_whole_life(blind: Review, reviewer: User, second_reviewer: User) -> None:
    answer(blind, reviewer, "true")
    answer(blind, second_reviewer, "true")
    assert list(ledger_checks.verify(LedgerChain.objects.all())) == []
    assert LedgerChain.objects.get().length == 2
