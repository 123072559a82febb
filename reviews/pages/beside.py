"""One claim as it opens beside the text: who, when, how; what speaks for and against; how it was judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from claims.models import Claim
from claims.pages.explanation import Edit, explanation_of
from factcheck.lib.decisions import Decision, Denied
from reviews.models import Rating, Review, Verdict
from reviews.pages.evidence import EvidenceRow, evidence_of, evidence_row, seen_evidence
from reviews.pages.galley import ClaimCard, card_of
from reviews.pages.judging import RatingOption, rating_options, scale_note_of
from reviews.pages.stand_ins import newest_reviews
from reviews.pages.timeline import Event, entries_about, timeline
from reviews.policies import can_assess, can_see_assessments, can_take
from reviews.services.replies import reply_gaps
from reviews.services.scales import scale_for
from reviews.services.verdicts import lacking, missing
from sources.models import Evidence
from sources.policies import can_curate
from sources.services.origins import OriginCount, count_origins

EVENTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Demand:
    """A rating and what it would still need, if all were cited that is accepted; nothing when it can be given."""

    rating: Rating
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Bench:
    """What it takes to judge a claim beside the text: the ratings, and the evidence that can be cited.

    ``own`` are the public ids of what the person accepted himself: it is ticked at first. A dispute is settled on the
    page of its review, where both answers stand.
    """

    review: Review
    may_take: Decision
    may_judge: Decision
    options: list[RatingOption]
    scale_note: str
    citable: list[Evidence]
    own: list[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """All that opens beside the text for one claim.

    ``edits`` are what people set in place of what the machine read. ``gaps`` is what the verdict lacks to be published;
    ``demands`` what each rating needs, while there is no verdict.
    """

    card: ClaimCard
    aliases: tuple[str, ...]
    edits: tuple[Edit, ...]
    supports: list[EvidenceRow]
    contradicts: list[EvidenceRow]
    context_rows: list[EvidenceRow]
    rejected: int
    origins: OriginCount
    verdict: Verdict | None
    gaps: list[str]
    demands: list[Demand]
    bench: Bench | None
    events: list[Event]


def beside(claim: Claim, *, user: Any) -> Beside:
    """Read one claim for ``user``; the number of queries does not depend on the article's other claims."""
    review = newest_reviews([claim]).get(claim.pk)
    may_curate = can_curate(user, claim)
    named = review is None or review.state != "disputed"
    found = seen_evidence(review, evidence_of([claim]).get(claim.pk, []), user=user)
    rows = [evidence_row(row, may=may_curate, named=named) for row in found]
    kept = [row for row in rows if not row.is_rejected]
    verdict = Verdict.objects.visible_to(user).with_citations().newest_of(review) if review else None
    accepted = [row.evidence for row in rows if row.is_accepted]
    bench = _bench(review, claim, accepted, user) if review and review.state in {"open", "assigned"} else None
    return Beside(
        card=card_of(claim, _number(claim), review, user),
        aliases=_aliases(claim),
        edits=tuple(edit for section in explanation_of(claim, user=user).sections for edit in section.edits),
        supports=[row for row in kept if row.stance == "corroborates"],
        contradicts=[row for row in kept if row.stance == "contradicts"],
        context_rows=[row for row in kept if row.stance == "context"],
        rejected=len(rows) - len(kept),
        origins=count_origins(row.evidence for row in kept),
        verdict=verdict,
        gaps=missing(review) if review and review.state == "decided" else [],
        demands=_demands(review, accepted) if review and review.is_undecided and not (bench and bench.options) else [],
        bench=bench,
        events=_events(review, user) if review else [],
    )


def _number(claim: Claim) -> int:
    """The number of the claim in its article: how many live ones stand before it, and itself."""
    article = claim.article.stands_in_for or claim.article
    live = Claim.objects.live().filter(article=article)
    return live.filter(Q(start__lt=claim.start) | Q(start=claim.start, pk__lt=claim.pk)).count() + 1


def _aliases(claim: Claim) -> tuple[str, ...]:
    """The other names of the speaker, as people decided."""
    return tuple(claim.speaker.aliases.values_list("name", flat=True)) if claim.speaker else ()


def _demands(review: Review, accepted: Sequence[Any]) -> list[Demand]:
    ratings = scale_for(review).ratings.all()
    return [Demand(rating, lacking(rating, accepted) + reply_gaps(review.claim_id, rating)) for rating in ratings]


def _bench(review: Review, claim: Claim, accepted: list[Evidence], user: Any) -> Bench:
    may_judge = can_assess(user, review)
    scale = scale_for(review)
    return Bench(
        review=review,
        may_take=can_take(user, review) if user not in review.people else Denied("You have it."),
        may_judge=may_judge,
        options=rating_options(scale, accepted, claim) if may_judge else [],
        scale_note=scale_note_of(scale),
        citable=accepted,
        own=[str(row.public_id) for row in accepted if row.curated_by_id == user.pk],
    )


def _events(review: Review, user: Any) -> list[Event]:
    """What happened, without what others did with the evidence while the review hides its answers."""
    open_names = bool(can_see_assessments(user, review)) and review.state != "disputed"
    return timeline(list(entries_about(review, user=user)[:EVENTS_SHOWN]), open_names=open_names, viewer=user)
