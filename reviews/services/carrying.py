"""Reviews of the claims that a new draft took over: what was decided stays, unless what it rests on changed."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone
from rapidfuzz.process import cdist

from claims.models import Article, Claim
from reviews.models import Assessment, CarriedClaim, Review, Verdict, VerdictCitation
from reviews.services.lifecycle import withdraw_reviews
from reviews.services.openings import new_review
from reviews.services.steps import record_step
from reviews.services.verdicts import missing
from sources.models import Evidence

ALIKE: Final = 60.0
SETTLED: Final = frozenset({"decided", "published"})
_OWN: Final = frozenset({"id", "public_id", "review"})


def carry_reviews(*, carried: Sequence[tuple[Claim, Claim]], by: Any) -> None:
    """Note which claim follows from which, and let what was decided count in the new draft too.

    In the caller's transaction. Reviews of the old draft that nobody has decided are withdrawn: its claims are judged
    in the new one.
    """
    newest = _newest([old for old, _ in carried])
    for old, new in carried:
        review = newest.get(old.pk)
        checked = review is not None and review.state in SETTLED
        why = _changed(review) if review is not None and checked else ""
        CarriedClaim.objects.create(
            before=old, after=new, same_words=True, was_checked=checked, reopened_because=why[:500]
        )
        if review is not None and checked and not why:
            _copy(review, new, by)
        elif review is not None and why:
            _reopen(new, why, by)


def withdraw_old(*, before: Article, by: Any) -> None:
    """Withdraw the undecided reviews of a draft in whose place a newer one came, in the caller's transaction."""
    undecided = Review.objects.undecided().filter(claim__article=before).select_related("claim__article")
    for review in undecided:
        withdraw_reviews(claim=review.claim, by=by, reason="A newer draft of the article came in.")


def _newest(claims: Sequence[Claim]) -> dict[int, Review]:
    rows = Review.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("claim__article")
    return {review.claim_id: review for review in rows.order_by("pk")}


def _changed(review: Review) -> str:
    """Why what was decided does not hold for the new draft without another look; empty when it does."""
    verdict = Verdict.objects.newest_of(review)
    if verdict is None:
        return "What was decided is not on record."
    cited = Evidence.objects.filter(verdict_citations__verdict=verdict)
    if cited.filter(passage__document__retracted_at__isnull=False).exists():
        return "A source that the verdict cites was retracted."
    if cited.filter(drifted_by__isnull=False).exists():
        return "A passage that the verdict cites changed at its source."
    return " ".join(missing(review))


def _copy(review: Review, claim: Claim, by: Any) -> None:
    """The review with its last round and its verdict, for ``claim``; people and times are those who decided."""
    copied = Review.objects.create(
        claim=claim, state="decided", assignee_id=review.assignee_id, second_assignee_id=review.second_assignee_id,
        blind=review.blind, blind_reason=review.blind_reason, scale_id=review.scale_id, due_at=review.due_at,
        assigned_at=review.assigned_at,
    )  # fmt: skip
    for answer in Assessment.objects.of_round(review):
        Assessment.objects.create(review=copied, **_values(answer, round=1))
    verdict = Verdict.objects.newest_of(review)
    stored = Verdict.objects.create(review=copied, **_values(verdict, version=1))
    there = dict(Evidence.objects.filter(claim=claim).values_list("passage", "pk"))
    for citation in verdict.citations.select_related("evidence"):
        if citation.evidence.passage_id in there:
            evidence = there[citation.evidence.passage_id]
            VerdictCitation.objects.create(verdict=stored, evidence_id=evidence, stance=citation.stance)
    record_step(copied, "review.carried", by=by, carried_from=str(review.public_id))


def _values(row: Any, **over: Any) -> dict[str, Any]:
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in _OWN
    }
    return fields | over


def _reopen(claim: Claim, why: str, by: Any) -> None:
    opened = new_review(claim, now=timezone.now())
    opened.save()
    record_step(opened, "review.opened", by=by, due_at=opened.due_at.isoformat(), reason=why)


def match_changed(*, article: Article, claims: Sequence[Claim]) -> None:
    """Note which of the new claims are changed ones of the draft before, in the caller's transaction."""
    if article.supersedes_id is None or not claims:
        return
    followed = CarriedClaim.objects.filter(after__article=article)
    gone = list(Claim.objects.live().filter(article=article.supersedes_id).exclude(carried_to__in=followed))
    if not gone:
        return
    newest = _newest(gone)
    likeness = cdist([old.quote for old in gone], [new.quote for new in claims], score_cutoff=ALIKE)
    places = sorted(zip(*likeness.nonzero(), strict=True), key=lambda place: -likeness[place])
    olds, news = dict(enumerate(gone)), dict(enumerate(claims))
    for old_place, new_place in places:
        if old_place in olds and new_place in news:
            old, new = olds.pop(old_place), news.pop(new_place)
            review = newest.get(old.pk)
            CarriedClaim.objects.create(
                before=old, after=new, same_words=False, was_checked=bool(review and review.state in SETTLED),
                reopened_because="Its words changed.",
            )  # fmt: skip
