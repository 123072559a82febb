"""Opening, assigning, releasing, cancelling, publishing and opening again. Judging is in ``services.verdicts``."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from factcheck.lib.decisions import Decision
from factcheck.lib.errors import IllegalTransition
from reviews import policies
from reviews.choices import CommentKind, NoticeKind
from reviews.models import Assessment, Comment, Review, Scale, Verdict
from reviews.services.comments import about_claim, store_comment, tell_mentioned
from reviews.services.fixes import close_fixes, request_fix
from reviews.services.notices import in_words, request_notices, short
from reviews.services.openings import new_review
from reviews.services.presence import make_way
from reviews.services.rules import rules_in_force
from reviews.services.steps import REASON_MOST, check_step, checked_reason, lock_review, record_step, store_step
from reviews.services.verdicts import missing
from reviews.signals import reviews_waiting
from reviews.transitions import Action

OPEN_BATCH: Final = 100
WHY_ANOTHER: Final = "Say why somebody else gets it; whoever has it now reads it."


def open_reviews(*, article_id: int) -> int:
    """Open a review for every claim of the article that waits for one; how many. Safe to run twice and at once.

    A transaction for every batch, so that a long article does not keep others from writing.
    """
    opened, last = 0, 0
    while batch := _open_batch(article_id=article_id, after=last):
        opened, last = opened + batch[0], batch[1]
    return opened


@transaction.atomic(durable=True)
def _open_batch(*, article_id: int, after: int) -> tuple[int, int] | None:
    """How many were opened and the last claim that was looked at; ``None`` when there are no more claims."""
    waiting = Review.objects.claims_without_one().filter(article_id=article_id, pk__gt=after)
    claims = list(waiting.select_related("article", "speaker").defer("article__body").order_by("pk")[:OPEN_BATCH])
    if not claims:
        return None
    now = timezone.now()
    rules = rules_in_force().rules
    wanted = [new_review(claim, now=now, corrected_id=claim.corrected_id, rules=rules) for claim in claims]
    # Somebody else may open the same ones now: the constraint lets one through.
    Review.objects.bulk_create(wanted, ignore_conflicts=True)
    mine = Review.objects.filter(public_id__in=[review.public_id for review in wanted])
    stored = set(mine.values_list("public_id", flat=True))
    opened = [review for review in wanted if review.public_id in stored]
    for review in opened:
        _record_opening(review, "review.opened", by=None)
    if opened:
        reviews_waiting.send(sender=Review)
    return len(opened), claims[-1].pk


def _record_opening(review: Review, verb: str, *, by: Any, **details: Any) -> None:
    record_step(review, verb, by=by, due_at=review.due_at.isoformat(), second=review.blind_reason, **details)


@transaction.atomic(durable=True)
def take_review(*, review: Review, by: Any, despite: bool | None = None) -> Review:
    """Take a free place of ``review`` oneself; nobody ever takes a review from somebody else.

    ``despite`` others who have it open, as ``presence.make_way`` has it.
    """
    locked = lock_review(review)
    decision = policies.can_take(by, locked)
    check_step(locked, Action.ASSIGN, decision)
    return store_place(
        locked, by, by=by, decision=decision, turn=make_way(locked, policies.can_take, by=by, despite=despite)
    )


@transaction.atomic(durable=True)
def assign_review(*, review: Review, assignee: Any, by: Any, reason: str = "") -> Review:
    """Give ``review`` to ``assignee``. In a blind review the first free place is filled.

    Whoever had a review that is not blind is told that somebody else has it now, and the ``reason``, without which it
    is refused. For a reviewer who names himself it is ``take_review``; ``by=None`` is the machine.
    """
    locked = lock_review(review)
    takes = assignee == by and not by.has_perm("reviews.assign_review")
    decision = policies.can_take(by, locked) if takes else policies.can_assign(by, locked, assignee)
    check_step(locked, Action.ASSIGN, decision)
    if locked.people and not locked.has_a_free_place:
        reason = checked_reason(
            reason, field="reason", sentence="Say why somebody else gets it; whoever has it reads it."
        )
    return store_place(locked, assignee, by=by, decision=decision, reason=reason.strip()[:REASON_MOST])


def store_place(
    locked: Review,
    assignee: Any,
    *,
    by: Any,
    decision: Decision,
    reason: str = "",
    turn: Mapping[str, Any] | None = None,
) -> Review:
    """Give ``assignee`` the free place of a review that ``lock_review`` gave, and tell him.

    ``turn`` goes into the ledger, too: what this undoes, or despite whom it is done.
    """
    is_second = locked.blind and locked.assignee is not None
    before = [] if is_second else locked.people
    place = "second_assignee" if is_second else "assignee"
    action = Action.ASSIGN_SECOND if is_second else Action.ASSIGN
    changes = {place: assignee, "assigned_at": timezone.now()}
    if locked.blind and not is_second:
        changes["scale"] = Scale.objects.in_use()  # both are to answer on one version
    told: dict[str, Any] = {"reason": reason} if reason else {}
    told |= {"instead_of": [person.get_username() for person in before]} if before else {}
    told |= {"assignee": assignee.get_username()} | dict(turn or {})
    store_step(locked, action, by=by, decision=decision, changes=changes, **told)
    if assignee != by:
        asks = f"{by} asks you" if by else "You are asked"
        text = f"{asks} to judge {short(locked)}. It is due {in_words(locked.due_at)}."
        request_notices(locked, [assignee], NoticeKind.ASSIGNED, text=text)
    _tell_released(locked, before, by=by, why=f"{assignee} has it now. {reason}".strip())
    return locked


@transaction.atomic(durable=True)
def release_review(
    *, review: Review, by: Any, reason: str = "", handover: str = "", version: int | None = None, only: Any = None
) -> Review:
    """Give ``review`` back to the queue. A reviewer gives back his own place, an editor or the machine all of them.

    Whoever has answered in a blind review keeps his place, for his answer counts. ``handover`` is left as a comment for
    who comes next; with ``only`` the machine gives back the place of that person alone.
    """
    locked = lock_review(review, version=version)
    store_release(locked, by=by, reason=reason, only=only)
    if handover.strip():
        store_comment(about=about_claim(locked.claim), text=handover, by=by, kind=CommentKind.HANDOVER)
    return locked


def store_release(locked: Review, *, by: Any, reason: str = "", only: Any = None, **told: Any) -> Review:
    """Take places of a review that ``lock_review`` gave from those who have them, and tell them."""
    decision = policies.can_release(by, locked)
    check_step(locked, Action.RELEASE, decision)
    leaving = _leaving(locked, by, only)
    staying = [person for person in locked.people if person not in leaving]
    action = Action.STEP_BACK if staying else Action.RELEASE
    changes = {"assignee": staying[0] if staying else None, "second_assignee": None}
    if not staying:
        changes["assigned_at"] = None
    names = [person.get_username() for person in leaving]
    store_step(locked, action, by=by, decision=decision, changes=changes, released=names, reason=reason, **told)
    _tell_released(locked, leaving, by=by, why=reason)
    reviews_waiting.send(sender=Review)
    return locked


def _leaving(review: Review, by: Any, only: Any) -> list[Any]:
    """A reviewer goes alone; an editor or the machine sends all away who have not answered, or the one it names."""
    awaited = Assessment.objects.awaited_in(review)
    alone = only or by
    if only and only not in awaited:
        message = f"{only} has answered, so there is nothing to give back."
        raise IllegalTransition(message)
    return [alone] if alone in awaited else awaited


def _tell_released(review: Review, people: list[Any], *, by: Any, why: str) -> None:
    others = [person for person in people if person != by]
    request_notices(review, others, NoticeKind.RELEASED, text=f"You no longer have {short(review)}. {why}".strip())


@transaction.atomic(durable=True)
def ask_for_second(*, review: Review, by: Any, reason: str) -> Review:
    """Have ``review`` assessed by two people who do not know of each other."""
    locked = lock_review(review)
    decision = policies.can_ask_for_second(by, locked)
    text = checked_reason(reason, field="reason", sentence="Say why a second reviewer is needed.")
    changes = {"blind": True, "blind_reason": text, "scale": Scale.objects.in_use()}
    return store_step(locked, Action.ASK_FOR_SECOND, by=by, decision=decision, changes=changes, reason=text)


@transaction.atomic(durable=True)
def cancel_review(*, review: Review, by: Any, reason: str) -> Review:
    """Close ``review`` without a verdict. Its claim gets no other one until a person opens it again."""
    locked = lock_review(review)
    decision = policies.can_cancel(by, locked)
    text = checked_reason(reason, field="reason", sentence="Say why the review is cancelled; the reason is kept.")
    return _cancel(locked, by=by, decision=decision, reason=text)


def withdraw_reviews(*, claim: Claim, by: Any, reason: str, only_judged: bool = False) -> None:
    """Close the live review of ``claim`` in the caller's transaction, because the claim is no longer what it was.

    It is the machine that closes it, whoever (``by``) changed the claim: the claim gets a new review when it can.
    With ``only_judged`` a review for which nobody has given an answer in this round goes on.
    """
    for review in Review.objects.live().filter(claim=claim):
        locked = lock_review(review)
        if only_judged and not _is_judged(locked):
            continue
        decision = policies.can_cancel(None, locked)
        because_of = by.get_username() if by else ""
        _cancel(locked, by=None, decision=decision, reason=reason[:500], because_of=because_of)


def _is_judged(review: Review) -> bool:
    return review.state in {"decided", "disputed"} or Assessment.objects.of_round(review).exists()


def _cancel(review: Review, *, by: Any, decision: Any, reason: str, **details: Any) -> Review:
    changes = {"closing_reason": reason}
    store_step(review, Action.CANCEL, by=by, decision=decision, changes=changes, reason=reason, **details)
    others = [person for person in review.people if person != by]
    text = f"You need not judge {short(review)} any more. {reason}"
    request_notices(review, others, NoticeKind.CANCELLED, text=text)
    tell_mentioned(Comment.objects.filter(article=review.claim.article_id))
    return review


def close_as_published(*, review: Review, by: Any, version: int | None = None) -> Review:
    """Take the step to "published" in the caller's transaction, which writes what is published.

    Raises ``IllegalTransition`` when the contract is not met any more, because evidence was rejected or restated since;
    ``Conflict`` when ``version``, the one that the person saw, is out of date.
    """
    locked = lock_review(review, version=version)
    decision = policies.can_publish(by, locked)
    stored = store_step(locked, Action.PUBLISH, by=by, decision=decision, changes={})
    close_fixes(stored, by=by)
    if gaps := missing(stored):
        message = f"This verdict can not be published. {' '.join(gaps)} Or return it with a note."
        raise IllegalTransition(message)
    return stored


@transaction.atomic(durable=True)
def reopen_review(*, review: Review, by: Any, reason: str) -> Review:
    """Open a new review in place of a closed one, with the reason. It corrects the closed one if that was published.

    The published verdict stands until the new one is published.
    """
    return reopen_closed(review=review, by=by, reason=reason)


def reopen_closed(*, review: Review, by: Any, reason: str) -> Review:
    """What ``reopen_review`` does, in the caller's transaction."""
    locked = lock_review(review)
    policies.can_reopen(by, locked).enforce()
    text = checked_reason(reason, field="reason", sentence="Say why the claim is judged again.")
    corrected_id = locked.pk if locked.state == "published" else locked.supersedes_id
    opened = new_review(locked.claim, now=timezone.now(), corrected_id=corrected_id)
    opened.save()
    _record_opening(opened, "review.reopened", by=by, reason=text, instead_of=str(locked.public_id))
    request_fix(opened, asked=text, by=by, before=Verdict.objects.newest_of(locked))
    reviews_waiting.send(sender=Review)
    return opened
