"""What a change of a source does to reviews: nothing that a person wrote is lost, and everybody concerned is told.

Who still has to judge is told, a verdict that is not out yet goes back to its reviewers for another round, and of one
that is out the editors are told. A document that is retracted opens what was published again.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from claims.models import Claim
from reviews import policies
from reviews.choices import NoticeKind
from reviews.models import Review, Verdict, VerdictCitation
from reviews.services.evidence import evidence_in
from reviews.services.lifecycle import reopen_closed
from reviews.services.notices import people_with, request_notices, short
from reviews.services.steps import REASON_MOST, lock_review, record_step
from reviews.services.verdicts import send_back
from sources.models import Document, DocumentCheck, Evidence

_SEALED: Final = "A source of this claim changed."


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a source: in a sentence, and the occasion on which people are told once."""

    sentence: str
    occasion: str
    returns: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """A claim that rests on a document, with the evidence from it, its newest review and the verdict of that."""

    claim: Claim
    evidence: Sequence[Evidence]
    review: Review | None
    verdict: Verdict | None


def note_drift(*, check: DocumentCheck, evidence: Sequence[Evidence]) -> None:
    """Cited words are not at their source any more as they were; in the caller's transaction."""
    for rows in _by_claim(evidence):
        drifts = list(dict.fromkeys(row.drift["sentence"] for row in rows if row.drifted_by_id == check.pk))
        what = " ".join(drifts[:2]) or check.sentence
        sentence = f"“{check.document.title}” changed at its source. {what}"[:REASON_MOST]
        _tell(rows, News(sentence, f"check {check.pk}", returns=bool(drifts)))


def note_retraction(*, document: Document, evidence: Sequence[Evidence], by: Any, reason: str) -> None:
    """Nothing may rest on a document any more: undone is what is not out, opened again what is."""
    sentence = f"“{document.title}” was retracted: {reason}"[:REASON_MOST]
    occasion = f"retracted {document.pk} {document.retracted_at:%y%m%d%H%M%S}"
    for rows in _by_claim(evidence):
        review = _tell(rows, News(sentence, occasion, returns=True))
        if review is not None and review.state == "published" and _rests_on(review, rows):
            _reopen(review, by=by, reason=sentence)


def note_reinstatement(*, document: Document, evidence: Sequence[Evidence], reason: str) -> None:
    """A document can be relied on again: people are told; what was opened stays open."""
    sentence = f"“{document.title}” is no longer marked as retracted: {reason}"[:REASON_MOST]
    for rows in _by_claim(evidence):
        review = _newest(rows[0].claim)
        occasion = f"reinstated {document.pk} {review.version if review else 0}"
        _tell(rows, News(sentence, occasion, returns=False))


def resting_on(document: Document, *, user: Any) -> list[Touched]:
    """The claims that rest on ``document`` with what ``user`` may see of their evidence, newest review and verdict."""
    rows = Evidence.objects.on_document(document).select_related("claim__article", "claim__speaker", "passage")
    found = []
    for group in _by_claim(rows.select_related("drifted_by").order_by("claim__article", "claim__start", "pk")):
        review = _newest(group[0].claim)
        seen = [row for row in evidence_in(review, group, user=user) if row.decision != "rejected"]
        if seen:
            verdict = Verdict.objects.newest_of(review) if review and not review.hides_answers else None
            found.append(Touched(group[0].claim, seen, review, verdict))
    return found


def _by_claim(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    groups: dict[int, list[Evidence]] = {}
    for row in evidence:
        groups.setdefault(row.claim_id, []).append(row)
    return list(groups.values())


def _newest(claim: Claim) -> Review | None:
    found: Review | None = Review.objects.filter(claim=claim).order_by("-pk").first()
    return found


def _tell(rows: Sequence[Evidence], news: News) -> Review | None:
    """Note the news on the newest review of a claim, and tell those who have to do with it."""
    newest = _newest(rows[0].claim)
    if newest is None or newest.state == "cancelled":
        return newest
    review = lock_review(newest)
    sealed = review.hides_answers
    record_step(review, "review.source_changed", by=None, reason=_SEALED if sealed else news.sentence)
    if review.state == "decided" and news.returns and _rests_on(review, rows):
        return send_back(review, by=None, note=news.sentence)
    people = [person for person in review.people if _sees_any(review, rows, person)] if review.is_undecided else []
    if not people and (not review.is_undecided or not review.people):
        people = people_with("publish_review")
    text = f"{short(review)}: {news.sentence}"
    request_notices(review, people, NoticeKind.SOURCE, text=text, occasion=news.occasion)
    return review


def _sees_any(review: Review, rows: Sequence[Evidence], person: Any) -> bool:
    """Whether ``person`` sees any of the passages accepted: telling him gives away nothing of another's work."""
    seen = evidence_in(review, [copy(row) for row in rows], user=person)
    return any(row.decision == "accepted" for row in seen)


def _rests_on(review: Review, rows: Sequence[Evidence]) -> bool:
    """Whether the newest verdict of ``review`` cites any of ``rows``."""
    verdict = Verdict.objects.newest_of(review)
    cited = VerdictCitation.objects.filter(verdict=verdict, evidence__in=[row.pk for row in rows])
    return verdict is not None and cited.exists()


def _reopen(review: Review, *, by: Any, reason: str) -> None:
    if policies.can_reopen(by, review):
        reopen_closed(review=review, by=by, reason=reason)
