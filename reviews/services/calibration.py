"""Trying reviewers with claims whose answer is known: choosing the claims, and handing them out.

A reviewer gets a copy of the claim in a copy of its article (a stand-in), as an ordinary review. What he makes of it
touches neither the claim nor its article, is never published, and is in no list or count but his own.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from claims.services import ledger
from claims.services.standins import store_stand_in
from factcheck.lib.decisions import Allowed, Denied
from factcheck.lib.errors import DomainError
from reviews import policies
from reviews.models import CalibrationItem, CalibrationTrial, Review, Verdict
from reviews.services.assignment import suggestion
from reviews.services.lifecycle import store_place
from reviews.services.notices import people_with
from reviews.services.openings import new_review
from reviews.services.rules import rules_in_force
from reviews.services.steps import checked_reason, lock_review, record_step
from sources.services.standins import store_findings


@transaction.atomic(durable=True)
def mark_item(*, claim: Claim, reason: str, by: Any) -> CalibrationItem:
    """Choose a published claim to try reviewers with; its verdict is the answer that counts as right."""
    Claim.objects.select_for_update(no_key=True).only("pk").get(pk=claim.pk)
    policies.can_mark(by, claim).enforce()
    text = checked_reason(reason, field="reason", sentence="Say why its answer is beyond doubt; other editors read it.")
    newest = Review.objects.filter(claim=claim).order_by("-pk").first()
    verdict = Verdict.objects.newest_of(newest)
    item: CalibrationItem = CalibrationItem.objects.create(
        claim=claim, rating=verdict.rating, reason=text, marked_by=by
    )
    # In the chain of the house and without the claim: who reads what happened to the claim must not learn of it.
    ledger.record("calibration.marked", by=by, item=str(item.public_id), reason=text)
    return item


@transaction.atomic(durable=True)
def retire_item(*, item: CalibrationItem, by: Any) -> CalibrationItem:
    """Hand an item out no more. What was answered counts on; who has it now may answer."""
    policies.can_calibrate(by).enforce()
    locked: CalibrationItem = CalibrationItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if locked.retired_at is None:
        locked.retired_at, locked.retired_by = timezone.now(), by
        locked.save(update_fields=["retired_at", "retired_by"])
        ledger.record("calibration.retired", by=by, item=str(locked.public_id))
    return locked


@transaction.atomic(durable=True)
def hand_out(*, item: CalibrationItem, person: Any, by: Any) -> CalibrationTrial:
    """Give ``person`` a copy of the claim to judge, as any other review is given; ``by=None`` is the machine.

    Where the rules of the desk give out nothing by themselves, what the machine hands out waits in the queue, for this
    person alone.
    """
    locked = CalibrationItem.objects.select_for_update(of=("self",)).select_related("claim__article").get(pk=item.pk)
    policies.can_hand_out(by, locked, person).enforce()
    stand_in = store_stand_in(locked.claim)
    store_findings(claim=locked.claim, stand_in=stand_in)
    review = new_review(stand_in, now=timezone.now())
    review.save()
    trial = CalibrationTrial.objects.create(item=locked, review=review, person=person, handed_by=by)
    record_step(review, "review.opened", by=None, due_at=review.due_at.isoformat(), second=review.blind_reason)
    _place(lock_review(review), person, by=by)
    ledger.record("calibration.handed_out", by=by, item=str(locked.public_id))
    return trial


def _place(review: Review, person: Any, *, by: Any) -> None:
    """Let ``person`` have it the way he has others: given by an editor or by rule, or waiting for him to take it."""
    if why := policies.unfit(person, review):
        Denied(f"{person} can not have this claim: {why}. Choose somebody else.").enforce()
    if by is not None:
        store_place(review, person, by=by, decision=Allowed())
    elif rules_in_force().assigns:
        store_place(review, person, by=None, decision=Allowed(), reason=suggestion(review).reason)


def hand_out_due() -> int:
    """Give everybody who is due for one an item that he has not seen; how many. Safe to run twice and at once.

    Due is who has judged ``CALIBRATION_EVERY`` claims since he was last tried; 0 hands out nothing by itself.
    """
    if not settings.CALIBRATION_EVERY:
        return 0
    return sum(_hand_next(person) for person in people_with("assess_review") if _is_due(person))


def _is_due(person: Any) -> bool:
    """Whether ``person`` judged enough since the last trial, and has answered that one."""
    last = CalibrationTrial.objects.filter(person=person).order_by("-pk").first()
    judged = person.assessments.filter(review__trial__isnull=True)
    if last is None:
        return bool(judged.count() >= settings.CALIBRATION_EVERY)
    waits = last.review.state == "assigned" and not last.review.assessments.exists()
    since = judged.filter(at__gt=last.handed_at).count()
    return not waits and bool(since >= settings.CALIBRATION_EVERY)


def _hand_next(person: Any) -> bool:
    """Hand ``person`` the item that was handed out least; ``False`` when there is none for him."""
    fresh = CalibrationItem.objects.fresh_for(person).for_list().order_by("handed_out", "pk")
    for item in fresh[:3]:
        try:
            hand_out(item=item, person=person, by=None)
        except DomainError:  # an editor has no items; a person may have been handed it a moment ago
            continue
        return True
    return False
