"""The review page: one claim to judge, with what speaks for and against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.pages.context import Context, context_of
from claims.policies import can_revise
from factcheck.lib.decisions import Decision
from factcheck.lib.forms import DeskForm
from reviews.models import Assessment, Rating, Review, Scale, Verdict
from reviews.pages.actions import Step, steps_of
from reviews.pages.comments import Threads, threads_about
from reviews.pages.evidence import EvidenceRow, evidence_of, evidence_row, seen_evidence
from reviews.pages.replies import Replies, replies_on
from reviews.pages.timeline import Event, entries_about, timeline
from reviews.policies import can_assess, can_publish, can_resolve_fix, can_see_assessments, can_settle
from reviews.services.fixes import Change, changes_since
from reviews.services.presence import Other, others_at
from reviews.services.replies import reply_gaps
from reviews.services.scales import scale_for
from reviews.services.verdicts import lacking
from sources.models import Evidence
from sources.pages.seen_before import SeenBefore, seen_before
from sources.policies import can_curate
from sources.services.origins import OriginCount, count_origins


@dataclass(frozen=True, slots=True)
class RatingOption:
    """One answer that can be given, and what it would still need if all were cited that does not speak against it."""

    rating: Rating
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One assessment; ``who`` is empty as long as the answers are shown without names."""

    assessment: Assessment
    who: str


@dataclass(frozen=True, slots=True)
class Judging:
    """All that the page of a review shows besides its forms."""

    review: Review
    claim: Claim
    context: Context
    supports: list[EvidenceRow]
    contradicts: list[EvidenceRow]
    context_rows: list[EvidenceRow]
    rejected: list[EvidenceRow]
    origins: OriginCount
    citable: list[Evidence]
    options: list[RatingOption]
    scale_note: str
    verdict: Verdict | None
    answers: list[Answer]
    may_see_answers: Decision
    may_judge: Decision
    is_settling: bool
    may_curate: Decision
    may_revise: Decision
    may_publish: Decision
    people: str
    steps: list[Step]
    events: list[Event]
    seen: SeenBefore
    replies: Replies
    threads: Threads
    fixes: list[Change]
    may_fix: Decision
    others: list[Other]
    corrected_by: Review | None


def judging(review: Review, *, user: Any, tried: Mapping[str, DeskForm]) -> Judging:
    """Read one review for ``user``; ``tried`` holds refused forms of actions."""
    claim = review.claim
    may_see, may_curate = can_see_assessments(user, review), can_curate(user, claim)
    is_settling = review.state == "disputed"
    found = seen_evidence(review, evidence_of([claim]).get(claim.pk, []), user=user)
    rows = [evidence_row(row, may=may_curate, named=not is_settling) for row in found]
    kept = [row for row in rows if not row.is_rejected]
    citable = [row.evidence for row in rows if row.is_accepted]
    return Judging(
        review=review,
        claim=claim,
        context=context_of(claim),
        supports=[row for row in kept if row.stance == "corroborates"],
        contradicts=[row for row in kept if row.stance == "contradicts"],
        context_rows=[row for row in kept if row.stance == "context"],
        rejected=[row for row in rows if row.is_rejected],
        origins=count_origins(row.evidence for row in kept),
        citable=citable,
        options=rating_options(scale_for(review), citable, claim),
        scale_note=scale_note_of(scale_for(review)),
        verdict=Verdict.objects.visible_to(user).with_citations().newest_of(review),
        answers=_answers(review, user),
        may_see_answers=may_see,
        may_judge=can_settle(user, review) if is_settling else can_assess(user, review),
        is_settling=is_settling,
        may_curate=may_curate,
        may_revise=can_revise(user, claim),
        may_publish=can_publish(user, review),
        people=_people(review, user, open_names=bool(may_see)),
        steps=steps_of(review, user, tried),
        seen=seen_before(claim, user=user),
        replies=replies_on(review, user=user),
        threads=threads_about(claim, user=user),
        fixes=changes_since(review),
        may_fix=can_resolve_fix(user, review),
        others=others_at(review, user=user),
        corrected_by=review.corrections.exclude(state="cancelled").order_by("-pk").first(),
        events=timeline(
            entries_about(review, user=user)[:60], open_names=bool(may_see) and not is_settling, viewer=user
        ),
    )


def _people(review: Review, user: Any, *, open_names: bool) -> str:
    """Who judges, as ``user`` may know it: blind reviewers know of each other only when both answers are in.

    Until a dispute is settled it names nobody but ``user`` himself, so that the reasons count.
    """
    people = [person for person in (review.assignee, review.second_assignee) if person]
    if review.state == "disputed" and user not in people:
        return "two reviewers"
    seen = (open_names or user.has_perm("reviews.assign_review")) and review.state != "disputed"
    return " and ".join(person.get_username() if seen or person == user else "somebody else" for person in people)


def rating_options(scale: Scale, citable: list[Evidence], claim: Claim) -> list[RatingOption]:
    ratings = scale.ratings.all()
    return [RatingOption(rating, lacking(rating, citable) + reply_gaps(claim.pk, rating)) for rating in ratings]


def scale_note_of(scale: Scale) -> str:
    """What to know when the ratings are not those in use; it does not tell whether anybody has answered."""
    if scale.is_default:
        return ""
    return (
        f"These are the ratings of “{scale.name}”, version {scale.version}, which was in use when this review was "
        "given to two people: both judge on the same version. The newer one counts from the next round on."
    )


def _answers(review: Review, user: Any) -> list[Answer]:
    """The assessments that ``user`` may see; in a dispute without names, so that the reasons count."""
    rows = Assessment.objects.visible_to(user).of_round(review).select_related("rating", "reviewer")
    named = review.state != "disputed"
    return [Answer(row, row.reviewer.get_username() if named or row.reviewer == user else "") for row in rows]
