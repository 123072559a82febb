"""One step in the life of a review: lock it, look into the table, ask the policy, store it, record it.

Every change of a review goes through ``lock_review`` and ``store_step``, inside the transaction of the service.
"""

from typing import Any, Final

from django.utils import timezone

from claims.models import Claim, LedgerEntry
from claims.services import ledger
from factcheck.lib.decisions import Decision
from factcheck.lib.errors import Conflict, IllegalTransition, InvalidInput
from factcheck.lib.fingerprints import normalise
from reviews.models import Review
from reviews.services.happened import deeds_after, in_short, last_deed
from reviews.services.signoff import note_step
from reviews.transitions import APART, FINAL, Action, State, next_state, refusal

REASON_MOST: Final = 500

VERBS: Final = {
    Action.ASSIGN: "review.assigned",
    Action.ASSIGN_SECOND: "review.assigned",
    Action.ASK_FOR_SECOND: "review.second_asked",
    Action.STEP_BACK: "review.released",
    Action.RELEASE: "review.released",
    Action.ASSESS: "review.assessed",
    Action.DISPUTE: "review.disputed",
    Action.DECIDE: "review.decided",
    Action.SETTLE: "review.settled",
    Action.RETURN: "review.returned",
    Action.PUBLISH: "review.published",
    Action.CANCEL: "review.cancelled",
}


def lock_review(review: Review, *, version: int | None = None) -> Review:
    """The review as it is stored now, locked until the transaction ends.

    The claim is locked first, as everywhere, so that two steps never wait for each other. With ``version``, the one a
    person was looking at: ``Conflict`` says what was changed since, if it concerns him.
    """
    Claim.objects.select_for_update(no_key=True).values_list("pk").get(pk=review.claim_id)
    locked: Review = (
        Review.objects.select_for_update(no_key=True, of=("self",))
        .select_related("claim__article", "assignee", "second_assignee")
        .defer("claim__article__body")
        .get(pk=review.pk)
    )
    if version is not None and version != locked.version:
        _refuse_when_changed(locked, version)
    return locked


def seen_version(review: Review) -> int:
    """The version that a page sends with what is typed on it.

    While answers are hidden that is the last one that concerns both reviewers: the number itself would tell one of them
    that the other did something.
    """
    if not review.hides_answers:
        return review.version
    entries = LedgerEntry.objects.filter(
        claim=review.claim_id, details__review=str(review.public_id), details__apart=False
    )
    newest = entries.order_by("-sequence").first()
    return int(newest.details["version"]) if newest else 1


def _refuse_when_changed(review: Review, version: int) -> None:
    changes = deeds_after(review, version)
    if changes or version > review.version:
        message = (
            f"This review was changed meanwhile: {in_short(review, changes) or 'look at it again'}. "
            f"It is now {review.state}. What you wrote was not stored; look at the review again before you send it."
        )
        raise Conflict(message)


def check_step(review: Review, action: Action, decision: Decision) -> None:
    """``IllegalTransition`` when the table has no such step, ``NotAllowed`` when the policy is against it.

    The former also says who did what with the review last, and when, for it was possible a moment ago.
    """
    if reason := refusal(State(review.state), action):
        raise IllegalTransition(f"{reason} {last_deed(review, VERBS.values())}".strip())
    decision.enforce()


def store_step(
    review: Review, action: Action, *, by: Any, decision: Decision, changes: dict[str, Any], **details: Any
) -> Review:
    """Take one step with a review that ``lock_review`` gave: new state, ``changes``, next version, ledger entry.

    Raises as ``check_step`` does. ``details`` go into the ledger, so in a blind review they must not hold an answer.
    """
    check_step(review, action, decision)
    state = next_state(State(review.state), action)
    changes = changes | {"state": str(state), "version": review.version + 1}
    if state in FINAL:
        changes |= {"closed_at": timezone.now(), "closed_by": by}
    for name, value in changes.items():
        setattr(review, name, value)
    review.save(update_fields=[*changes, "updated_at"])
    record_step(review, VERBS[action], by=by, apart=action in APART, **details)
    return review


def record_step(review: Review, verb: str, *, by: Any, apart: bool = False, **details: Any) -> None:
    """Write what was done with a review into the ledger; ``apart`` when it concerns one of two blind reviewers only."""
    facts = details | {"review": str(review.public_id), "version": review.version, "apart": apart and review.blind}
    ledger.record(verb, by=by, claim=review.claim, **facts)
    note_step(review, by=by)


def checked_reason(reason: str, *, field: str, sentence: str) -> str:
    """The reason without space around it; ``InvalidInput`` with ``sentence`` when there is none, or it is too long."""
    text = reason.strip()
    if not normalise(text):  # nor what nobody can see
        raise InvalidInput(sentence, fields={field: sentence})
    if len(text) > REASON_MOST:
        message = f"This has {len(text):,} characters; at most {REASON_MOST:,} are taken."
        raise InvalidInput(message, fields={field: message})
    return text
