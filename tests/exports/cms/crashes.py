"""Workers that die at a step of a delivery, and the clock that finds what they left."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from exports.models import Delivery, Publication, Subscriber
from exports.services import delivering
from exports.services.delivering import run_deliveries
from exports.services.publishing import publish_verdict, retract_publication
from reviews.services.lifecycle import reopen_review
from tests.exports.cases import decide, make_cited
from tests.exports.cms.setting import deliver, later


class Killed(BaseException):
    """The worker is gone: nothing that catches errors may catch it."""


def kill(*_args: Any, **_kwargs: Any) -> None:
    raise Killed


def _after_marking(patch: pytest.MonkeyPatch) -> None:
    """It is written down that it is sent, and nothing was sent."""
    patch.setattr("exports.services.messages.send", kill)


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "before anything": lambda patch: patch.setattr(delivering, "message_of", kill),
    "before it is written down that it is sent": lambda patch: patch.setattr(delivering, "_mark_sending", kill),
    "after marking": _after_marking,
    "after sending, before the receipt": lambda patch: patch.setattr(delivering, "_note_outcome", kill),
    "while the receipt is stored": lambda patch: patch.setattr(delivering.runs, "finish", kill),
}
KINDS = ("published", "corrected", "retracted")


def correct(published: Publication, editor: User, reviewer: User) -> Publication:
    claim = published.review.claim
    make_cited(claim, editor, "contradicts")
    again = reopen_review(review=published.review, by=editor, reason="A reader wrote to us.")
    review = decide(claim, reviewer, "false", review=again)
    return publish_verdict(review=review, by=editor, note="The count was of another pier.")


def follow_up(entry: Publication, kind: str, editor: User, reviewer: User) -> Publication:
    """The correction or the retraction of ``entry``."""
    if kind == "corrected":
        return correct(entry, editor, reviewer)
    return retract_publication(publication=entry, by=editor, note="Wrong person.")


def wake_up() -> None:
    """The lease of the dead worker runs out, and waits pass."""
    Delivery.objects.filter(status="running").update(lease_expires_at=timezone.now() - dt.timedelta(seconds=1))
    later()


def die_at(step: str, subscriber: Subscriber) -> None:
    """One worker dies at ``step`` of the delivery that waits for ``subscriber``."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        STEPS[step](patch)
        run_deliveries(subscriber_id=subscriber.pk)
    wake_up()


def deliver_until_done(subscriber: Subscriber, *, most: int = 5) -> Delivery:
    """Run what waits, with the waits passed, until the newest delivery is confirmed."""
    for _ in range(most):
        delivery = deliver(subscriber)
        if delivery.status == "done":
            return delivery
        later()
    return delivery
