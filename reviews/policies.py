"""Who may do what with a review now. ``user=None`` is the machine.

Every function looks at the state first, so a page can ask it alone: the reason of a refusal is what the person reads.
"""

from typing import Any

from claims.models import Article, Claim
from factcheck.lib.decisions import Allowed, Decision, Denied
from reviews.conflicts import wrote
from reviews.models import (
    Assessment,
    CalibrationItem,
    Comment,
    ReplyRequest,
    Review,
    ReviewerProfile,
    SavedView,
    Verdict,
)
from reviews.transitions import Action, State, refusal

OWN_WORDS = "You wrote this article (“{name}” stands in its byline); somebody else must judge its claims."
OWN_ARTICLE = "You entered this article; somebody else must judge its claims."
ONLY_SECOND_MISSING = "The reviewer has answered; only a second reviewer is missing. Assign one."
EDITORS_SEE = "Editors see how every passage is weighed; a blind review needs two reviewers who do not."
NEVER_PUBLISHED = "This is a copy of a settled claim to try a reviewer with; its verdict is never published."
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
    if user is None and not review.has_a_free_place:
        return Denied("The machine gives out only what nobody has.")
    if user is not None and not _has(user, "assign_review"):
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
    if conflict := conflict_of(user, review):
        return Denied(conflict)
    if user not in Assessment.objects.awaited_in(review):
        return Denied("Your assessment is in; wait for the other reviewer.")
    return Allowed()


def can_settle(user: Any, review: Review) -> Decision:
    """Whether ``user`` may decide between two assessments that differ."""
    if reason := _not_in_table(review, Action.SETTLE):
        return Denied(reason)
    if not _has(user, "assign_review"):
        return Denied("Only editors can settle a dispute.")
    if conflict := conflict_of(user, review):
        return Denied(conflict)
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
    decision = _second_person(user, review, doing="publish")
    return Denied(NEVER_PUBLISHED) if decision and is_trial(review) else decision


def can_cancel(user: Any, review: Review) -> Decision:
    """Whether ``user`` may close ``review`` without a verdict."""
    if reason := _not_in_table(review, Action.CANCEL):
        return Denied(reason)
    if user is None or _has(user, "assign_review"):
        return Allowed()
    return Denied("Only editors can cancel reviews.")


def can_ask_for_second(user: Any, review: Review) -> Decision:
    """Whether ``user`` may have ``review`` assessed by two people who do not know of each other; a rule may."""
    if reason := _not_in_table(review, Action.ASK_FOR_SECOND):
        return Denied(reason)
    if user is not None and not _has(user, "assign_review"):
        return Denied("Only editors can ask for a second reviewer.")
    if review.blind:
        return Denied("This review has a place for a second reviewer already.")
    if Assessment.objects.filter(review=review).exists():
        return Denied("It was assessed before, so a second reviewer would not be blind.")
    if editors := [str(person) for person in review.people if sees_decisions(person)]:
        return Denied(f"{EDITORS_SEE} Assign it to a reviewer instead of {editors[0]} first.")
    return Allowed()


def can_set_due_time(user: Any, review: Review) -> Decision:
    """Whether ``user`` may set when ``review`` is due."""
    if not review.is_undecided:
        return Denied(f"This review is {review.state}, so its due time does not count any more.")
    return Allowed() if _has(user, "assign_review") else Denied("Only editors can set due times.")


def can_follow_publication(user: Any, review: Review) -> Decision:
    """Whether ``user`` may have the due time of ``review`` counted from the publication time again."""
    if review.due_set_by_id is None:
        return Denied("This due time is counted from the publication time already.")
    return can_set_due_time(user, review)


def can_see_forecast(user: Any) -> Decision:
    """Whether ``user`` may see what will not be done in time, and what could be cut."""
    return Allowed() if _has(user, "assign_review") else Denied("Only editors see the forecast of the desk.")


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


def sees_decisions(user: Any) -> bool:
    """Whether ``user`` may see what the reviewers make of the evidence, so that he can not be a blind one."""
    return bool(user.has_perm("claims.change_claim"))


def can_describe_reviewer(user: Any, person: Any) -> Decision:
    """Whether ``user`` may say what ``person`` reads and knows and when he is away: he himself, and editors."""
    if _has(user, "assign_review") or (user == person and _has(user, "assess_review")):
        return Allowed()
    return Denied("Only editors can change the profile of somebody else.")


def can_comment(user: Any) -> Decision:
    """Whether ``user`` may write comments."""
    return Allowed() if _has(user, "assess_review") else Denied("Only editors and reviewers can comment.")


def can_resolve(user: Any, comment: Comment) -> Decision:
    """Whether ``user`` may resolve the thread of ``comment``, or open it again.

    While a blind review of its claim waits for answers only editors may, for it would tell that a reviewer was here.
    """
    if not (may := can_comment(user)):
        return may
    hides = Review.objects.hiding().about(comment)
    if not sees_decisions(user) and hides.exists():
        return Denied("Both assessments have to be in before a reviewer can resolve this thread.")
    return Allowed()


def can_resolve_fix(user: Any, review: Review) -> Decision:
    """Whether ``user`` may say that what was asked is done: an editor who did not judge the claim himself."""
    if not _has(user, "publish_review"):
        return Denied("Only editors can say that what was asked is done.")
    if _has_judged(user, review):
        return Denied("You judged this claim; somebody else must say whether what was asked is done.")
    return Allowed()


def can_run_desk(user: Any) -> Decision:
    """Whether ``user`` may change the scales and the rules of the desk, and what is known of its people."""
    return Allowed() if _has(user, "assign_review") else Denied("Only editors can change how the desk works.")


def can_see_assessments(user: Any, review: Review) -> Decision:
    """Whether ``user`` may see the answers of the present round that are not his own.

    In a blind review nobody may before both are in: not even an editor, who may have to settle between them.
    """
    if not (view := can_view(user, review)):
        return view
    if review.hides_answers:
        return Denied("Both assessments have to be in before either is shown.")
    return Allowed()


def can_log_reply(user: Any, review: Review | None) -> Decision:
    """Whether ``user`` may log that somebody was asked for a reply to the claim of ``review``, and what came back.

    While two reviewers must not know of each other, only an editor asks: a question would tell one of the other's work.
    """
    if not (_has(user, "assess_review") or _has(user, "assign_review")):
        return Denied("Only editors and reviewers can log who was asked for a reply.")
    if review is not None and review.hides_answers and not _has(user, "assign_review"):
        return Denied(
            "Two reviewers judge this claim without knowing of each other; meanwhile an editor asks for replies."
        )
    return Allowed()


def can_read_contact(user: Any, request_for_reply: ReplyRequest) -> Decision:
    """Whether ``user`` may see how the person of a request is reached: editors, and who asked."""
    if _has(user, "assign_review") or (user is not None and request_for_reply.asked_by_id == user.pk):
        return Allowed()
    return Denied("This contact is confidential: only editors and whoever asked can see it.")


def is_trial(review: Review) -> bool:
    """Whether ``review`` is of a stand-in, with which a reviewer is tried, and so of no claim of the newsroom."""
    return review.claim.article.stands_in_for_id is not None


def can_see_insight(user: Any) -> Decision:
    """Whether ``user`` may see how the desk as a whole does."""
    if _has(user, "assign_review"):
        return Allowed()
    return Denied("Only editors see how the desk as a whole does. Your own figures are on your own page.")


def can_calibrate(user: Any) -> Decision:
    """Whether ``user`` may choose the claims that reviewers are tried with, and hand them out; the machine may."""
    if user is None or _has(user, "assign_review"):
        return Allowed()
    return Denied("Only editors can choose claims to calibrate with.")


def can_mark(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may have reviewers tried with ``claim``: it must be settled, so that its answer is known."""
    if not (decision := can_calibrate(user)):
        return decision
    newest = Review.objects.filter(claim=claim).order_by("-pk").first()
    if claim.discarded_at or claim.article.stands_in_for_id or newest is None or newest.state != State.PUBLISHED:
        return Denied("Only a claim whose verdict stands published has a known answer.")
    if CalibrationItem.objects.in_use().filter(claim=claim).exists():
        return Denied("Reviewers are tried with this claim already.")
    return Allowed()


def _is_beyond_doubt(item: CalibrationItem) -> bool:
    """Whether the verdict that was chosen as the known answer still stands published."""
    newest = Review.objects.filter(claim=item.claim_id).order_by("-pk").first()
    verdict = Verdict.objects.newest_of(newest) if newest and newest.state == State.PUBLISHED else None
    return verdict is not None and bool(verdict.rating.slug == item.rating.slug)


def can_hand_out(user: Any, item: CalibrationItem, person: Any) -> Decision:
    """Whether ``user`` may try ``person`` with ``item``."""
    if not (decision := can_calibrate(user)):
        return decision
    if item.retired_at:
        return Denied("This claim is no longer used; choose another one.")
    if not _is_beyond_doubt(item):
        return Denied("Its verdict was corrected or is judged again; retire it, and choose it anew when it stands.")
    if not _has(person, "assess_review") or sees_decisions(person):
        return Denied(f"{person} is no reviewer, or sees as an editor how passages are weighed: choose a reviewer.")
    if not CalibrationItem.objects.fresh_for(person).filter(pk=item.pk).exists():
        return Denied(f"{person} had to do with this claim or was tried with it already; choose somebody else.")
    return Allowed()


def _has(user: Any, right: str) -> bool:
    return user is not None and bool(user.has_perm(f"reviews.{right}"))


def _taken(user: Any, review: Review) -> str:
    """Why ``user`` can not take a review that others have; without names while they must not know of each other."""
    if not _has(user, "assign_review"):
        has = "Somebody else has this review" if review.hides_answers else f"This review is with {review.assignee}"
        return f"{has}; ask an editor to give it to you."
    if review.blind:
        return "Two reviewers have this review already; release one of them first."
    return f"This review is with {review.assignee}; assign it to yourself with a reason instead."


def _not_in_table(review: Review, action: Action) -> str:
    return refusal(State(review.state), action)


def conflict_of(user: Any, review: Review) -> str:
    """Why ``user`` can not judge a claim of this article: he entered or wrote it; empty when he can."""
    article = review.claim.article
    if article.submitted_by_id == user.pk:
        return OWN_ARTICLE
    name = wrote(article.byline, _names_of(user)) if article.byline else ""
    return OWN_WORDS.format(name=name) if name else ""


def _names_of(user: Any) -> list[str]:
    profile = ReviewerProfile.objects.filter(person=user).first()
    return [user.get_full_name(), user.get_username(), *(profile.bylines if profile else ())]


def unfit(person: Any, review: Review) -> str:
    """Why ``person`` can not be given ``review``, in a few words for a list; empty when he can."""
    if not person.is_active or not _has(person, "assess_review"):
        return "no reviewer"
    if conflict_of(person, review):
        return "in conflict of interest"
    if person in review.people:
        return "having it already"
    return "" if _fits(person, review, is_self=False) else "not blind"


def _fits(assignee: Any, review: Review, *, is_self: bool) -> Decision:
    """Whether ``assignee`` can be the one to assess ``review``."""
    if not _has(assignee, "assess_review"):
        return Denied(f"{assignee} is no reviewer; choose somebody who may assess reviews.")
    if conflict := conflict_of(assignee, review):
        return Denied(conflict if is_self else conflict.replace("You", str(assignee), 1))
    if review.blind and sees_decisions(assignee):
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
    return user.pk in judges_of(review)


def judges_of(review: Review) -> set[int]:
    """Who assessed or decided in any round of ``review``, by primary key; one query."""
    answers = Assessment.objects.filter(review=review).order_by().values_list("reviewer")
    decisions = Verdict.objects.filter(review=review).order_by().values_list("decided_by")
    return {person for (person,) in answers.union(decisions)}


def can_clear(user: Any, article: Article) -> Decision:
    """Whether ``user`` may say that sentences of ``article`` need no check, and take that back."""
    if user is not None and user.has_perm("claims.change_claim") and article.pk:
        return Allowed()
    return Denied("Only editors can say that a sentence needs no check.")


def can_sign_off(user: Any, article: Article) -> Decision:
    """Whether ``user`` may answer for ``article``; what is still missing is asked of ``services.signoff.gaps``."""
    if _has(user, "publish_review") and article.pk:
        return Allowed()
    return Denied("Only editors can sign an article off.")


def can_undo_sign_off(user: Any, article: Article) -> Decision:
    """Whether ``user`` may take a sign-off of ``article`` back."""
    if _has(user, "publish_review") and article.pk:
        return Allowed()
    return Denied("Only editors can take a sign-off back.")


def can_save_view(user: Any) -> Decision:
    """Whether ``user`` may keep views of the queue for himself."""
    return Allowed() if _has(user, "view_review") else Denied("Only the people of the desk have a queue.")


def can_share_view(user: Any) -> Decision:
    """Whether ``user`` may show views of the queue to the whole desk."""
    return Allowed() if _has(user, "assign_review") else Denied("Only editors can share views with the desk.")


def can_change_view(user: Any, view: SavedView) -> Decision:
    """Whether ``user`` may share or forget ``view``: his own, or as an editor one that the desk shares."""
    if view.owner == user or (view.shared and can_share_view(user)):
        return Allowed()
    return Denied("Only its owner or an editor can change this view.")
