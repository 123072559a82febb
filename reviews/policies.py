"""Who may do what with a review now. ``user=None`` is the machine.

Every function looks at the state first, so a page can ask it alone: the reason of a refusal is what the person reads.
"""

from typing import Any

from factcheck.lib.decisions import Allowed, Decision, Denied
from reviews.models import Assessment, Review, Verdict
from reviews.transitions import Action, State, refusal

OWN_ARTICLE = "You entered this article; somebody else must judge its claims."
ONLY_SECOND_MISSING = "The reviewer has answered; only a second reviewer is missing. Assign one."
EDITORS_SEE = "Editors see how every passage is weighed; a blind review needs two reviewers who do not."
NOT_NEWEST = "The newest review of this claim is the one to open again."


def can_view(user: Any, review: Review) -> Decision:
    """Whether ``user`` may read ``review``."""
    if Review.objects.visible_to(user).filter(pk=review.pk).exists():
        return Allowed()
    return Denied("Only the people of the desk can read reviews.")


def can_assign(user: Any, review: Review, assignee: Any = None) -> Decision:
    """Whether ``user`` may give ``review`` to ``assignee``, or to anybody when that is not said."""
    if reason := _not_in_table(review, Action.ASSIGN):
        return Denied(reason)
    if not _has(user, "assign_review"):
        return Denied("Only editors can assign reviews.")
    if review.blind and not review.has_a_free_place:
        return Denied("Two reviewers have this review already; release one of them first.")
    return _fits(assignee, review, is_self=assignee == user) if assignee else Allowed()


def can_take(user: Any, review: Review) -> Decision:
    """Whether ``user`` may take ``review`` to assess it."""
    if reason := _not_in_table(review, Action.ASSIGN):
        return Denied(reason)
    if not _has(user, "assess_review"):
        return Denied("Only reviewers can take reviews.")
    if not review.has_a_free_place and user not in review.people:
        return Denied(_taken(user, review))
    return _fits(user, review, is_self=True)


def can_release(user: Any, review: Review) -> Decision:
    """Whether ``user`` may give ``review`` back: his own place, or as an editor everybody's."""
    if reason := _not_in_table(review, Action.RELEASE):
        return Denied(reason)
    awaited = Assessment.objects.awaited_in(review)
    if user is None or _has(user, "assign_review"):
        return Allowed() if awaited else Denied(ONLY_SECOND_MISSING)
    if user not in review.people:
        return Denied("Only the reviewer or an editor can release this review.")
    return Allowed() if user in awaited else Denied("Your assessment is in, so there is nothing to give back.")


def can_assess(user: Any, review: Review) -> Decision:
    """Whether ``user`` may answer whether the claim holds."""
    if reason := _not_in_table(review, Action.ASSESS):
        return Denied(reason)
    if user is None or user not in review.people:
        return Denied("Only the reviewer who has this review can assess it; take it first.")
    if not _has(user, "assess_review"):
        return Denied("You are no reviewer any more; ask an editor to give the review to somebody else.")
    if _entered(user, review):
        return Denied(OWN_ARTICLE)
    if user not in Assessment.objects.awaited_in(review):
        return Denied("Your assessment is in; wait for the other reviewer.")
    return Allowed()


def can_settle(user: Any, review: Review) -> Decision:
    """Whether ``user`` may decide between two assessments that differ."""
    if reason := _not_in_table(review, Action.SETTLE):
        return Denied(reason)
    if not _has(user, "assign_review"):
        return Denied("Only editors can settle a dispute.")
    if _entered(user, review):
        return Denied(OWN_ARTICLE)
    if _has_judged(user, review):
        return Denied("You gave one of the assessments; another editor must settle it.")
    return Allowed()


def can_return(user: Any, review: Review) -> Decision:
    """Whether ``user`` may send a decided ``review`` back to its reviewers; the machine may."""
    if reason := _not_in_table(review, Action.RETURN):
        return Denied(reason)
    if user is None:  # what it rests on has changed
        return Allowed()
    return _second_person(user, review, doing="return")


def can_publish(user: Any, review: Review) -> Decision:
    """Whether ``user`` may publish what was decided. Four eyes: nobody who judged the claim in this review may."""
    if reason := _not_in_table(review, Action.PUBLISH):
        return Denied(reason)
    return _second_person(user, review, doing="publish")


def can_cancel(user: Any, review: Review) -> Decision:
    """Whether ``user`` may close ``review`` without a verdict."""
    if reason := _not_in_table(review, Action.CANCEL):
        return Denied(reason)
    if user is None or _has(user, "assign_review"):
        return Allowed()
    return Denied("Only editors can cancel reviews.")


def can_ask_for_second(user: Any, review: Review) -> Decision:
    """Whether ``user`` may have ``review`` assessed by two people who do not know of each other."""
    if reason := _not_in_table(review, Action.ASK_FOR_SECOND):
        return Denied(reason)
    if not _has(user, "assign_review"):
        return Denied("Only editors can ask for a second reviewer.")
    if review.blind:
        return Denied("This review has a place for a second reviewer already.")
    if Assessment.objects.filter(review=review).exists():
        return Denied("It was assessed before, so a second reviewer would not be blind.")
    if editors := [str(person) for person in review.people if _sees_decisions(person)]:
        return Denied(f"{EDITORS_SEE} Assign it to a reviewer instead of {editors[0]} first.")
    return Allowed()


def can_reopen(user: Any, review: Review) -> Decision:
    """Whether ``user`` may open a new review in place of a closed one: a correction when it was published."""
    if review.state not in {State.PUBLISHED, State.CANCELLED}:
        return Denied(f"This review is {review.state}; only a closed one can be opened again.")
    if not _has(user, "assign_review"):
        return Denied("Only editors can open a review again.")
    if review.claim.discarded_at:
        return Denied("This claim was discarded; restore it first.")
    newer = Review.objects.filter(claim=review.claim_id, pk__gt=review.pk)
    return Denied(NOT_NEWEST) if newer.exists() else Allowed()


def can_see_assessments(user: Any, review: Review) -> Decision:
    """Whether ``user`` may see the answers of the present round that are not his own.

    In a blind review nobody may before both are in: not even an editor, who may have to settle between them.
    """
    if not (view := can_view(user, review)):
        return view
    if review.hides_answers:
        return Denied("Both assessments have to be in before either is shown.")
    return Allowed()


def _has(user: Any, right: str) -> bool:
    return user is not None and bool(user.has_perm(f"reviews.{right}"))


def _sees_decisions(user: Any) -> bool:
    """Whether ``user`` may see what the reviewers make of the evidence, so that he can not be a blind one."""
    return bool(user.has_perm("claims.change_claim"))


def _taken(user: Any, review: Review) -> str:
    """Why ``user`` can not take a review that others have; without names while they must not know of each other."""
    if not _has(user, "assign_review"):
        return "Somebody else has this review; ask an editor to give it to you."
    if review.blind:
        return "Two reviewers have this review already; release one of them first."
    return f"This review is with {review.assignee}; assign it to yourself with a reason instead."


def _not_in_table(review: Review, action: Action) -> str:
    return refusal(State(review.state), action)


def _entered(user: Any, review: Review) -> bool:
    return bool(review.claim.article.submitted_by_id == user.pk)


def _fits(assignee: Any, review: Review, *, is_self: bool) -> Decision:
    """Whether ``assignee`` can be the one to assess ``review``."""
    if not _has(assignee, "assess_review"):
        return Denied(f"{assignee} is no reviewer; choose somebody who may assess reviews.")
    if _entered(assignee, review):
        other = f"{assignee} entered this article; somebody else must judge its claims."
        return Denied(OWN_ARTICLE if is_self else other)
    if review.blind and _sees_decisions(assignee):
        return Denied(EDITORS_SEE)
    if assignee in review.people:
        return Denied("You have this review already." if is_self else f"{assignee} has this review already.")
    return Allowed()


def _second_person(user: Any, review: Review, *, doing: str) -> Decision:
    if not _has(user, "publish_review"):
        return Denied(f"Only editors can {doing} verdicts.")
    if _has_judged(user, review):
        return Denied(f"You judged this claim; a second person must {doing} the verdict.")
    return Allowed()


def _has_judged(user: Any, review: Review) -> bool:
    """Whether ``user`` assessed or decided in any round of ``review``."""
    return (
        Assessment.objects.filter(review=review, reviewer=user).exists()
        or Verdict.objects.filter(review=review, decided_by=user).exists()
    )
