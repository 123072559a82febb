"""Judging a claim: assessments, the verdict that comes of them, disputes and another round."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from claims.formats.chain import digest
from factcheck.lib.errors import InvalidInput
from factcheck.lib.fingerprints import normalise
from reviews import contracts, policies
from reviews.choices import NoticeKind
from reviews.models import Assessment, AssessmentCitation, Comment, Rating, Review, Scale, Verdict, VerdictCitation
from reviews.services.comments import tell_mentioned
from reviews.services.evidence import evidence_in
from reviews.services.fixes import request_fix
from reviews.services.notices import people_with, request_notices, short
from reviews.services.presence import make_way
from reviews.services.replies import reply_gaps
from reviews.services.scales import scale_fault
from reviews.services.steps import check_step, checked_reason, lock_review, store_step
from reviews.transitions import Action
from sources.models import Evidence
from sources.services.marking import is_circular
from sources.services.origins import origin_keys

RATIONALE_MOST: Final = 20_000


class Given(TypedDict):
    """An answer as it was typed; ``confidence`` is how sure its author is that it will stand, in percent."""

    rating: Rating
    rationale: str
    cited: Sequence[Evidence]
    confidence: NotRequired[int | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """A rating with its reasons, as a reviewer or an editor gives it; ``cited`` as he sees the passages."""

    rating: Rating
    rationale: str
    cited: Sequence[Evidence]
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What goes into a verdict: cited evidence by its primary key, with the stance as cited."""

    rating: Rating
    rationale: str
    stances: Mapping[int, str]


@transaction.atomic(durable=True)
def assess_review(*, review: Review, by: Any, version: int, **given: Unpack[Given]) -> Review:
    """Answer whether the claim holds. Alone that decides; of two blind answers the second one decides or disputes.

    ``version`` is the one the person was looking at: ``Conflict`` tells what was changed since. ``InvalidInput`` has a
    sentence for each field at fault: ``rating``, ``rationale``, ``cited``, ``confidence``.
    """
    locked = lock_review(review, version=version)
    earlier = Assessment.objects.of_round(locked).first() if locked.blind else None
    action = _outcome(locked, earlier, given["rating"])
    decision = policies.can_assess(by, locked)
    check_step(locked, action, decision)
    answer = _checked(locked, Answer(**given), by)
    assessment = _store_assessment(locked, answer, by)
    details: dict[str, Any] = {}
    if action is Action.DECIDE:
        details = _store_verdict(locked, _joined(earlier, answer), by)
    details |= {"round": assessment.round, "answer": _answer_digest(answer)}
    store_step(locked, action, by=by, decision=decision, changes={}, **details)
    _tell_outcome(locked)
    return locked


def _answer_digest(answer: Answer) -> str:
    """What the ledger keeps of an answer, which nobody may read in it yet: enough to tell later that it is the same."""
    cited = sorted([str(evidence.public_id), evidence.stance] for evidence in answer.cited)
    return digest([answer.rating.slug, answer.rationale, cited])


def _outcome(review: Review, earlier: Assessment | None, rating: Rating) -> Action:
    if not review.blind:
        return Action.DECIDE
    if earlier is None:
        return Action.ASSESS
    return Action.DECIDE if earlier.rating_id == rating.pk else Action.DISPUTE


@transaction.atomic(durable=True)
def settle_review(
    *, review: Review, by: Any, version: int, despite: bool | None = None, **given: Unpack[Given]
) -> Review:
    """Decide between two assessments that differ, with a reason of one's own. Raises as ``assess_review`` does.

    It is no assessment, so a confidence is not kept. ``despite`` is as in ``presence.make_way``.
    """
    locked = lock_review(review, version=version)
    decision = policies.can_settle(by, locked)
    check_step(locked, Action.SETTLE, decision)
    details = make_way(locked, policies.can_settle, by=by, despite=despite)
    answer = _checked(locked, Answer(**given), by)
    details |= _store_verdict(locked, _joined(None, answer), by)
    store_step(locked, Action.SETTLE, by=by, decision=decision, changes={}, round=locked.round, **details)
    _tell_outcome(locked)
    return locked


@transaction.atomic(durable=True)
def return_review(
    *, review: Review, by: Any, note: str, version: int | None = None, despite: bool | None = None
) -> Review:
    """Send a decided review back to its reviewers for another round; the note tells them what is missing.

    ``despite`` is as in ``presence.make_way``.
    """
    return send_back(lock_review(review, version=version), by=by, note=note, despite=despite)


def send_back(locked: Review, *, by: Any, note: str, despite: bool | None = None) -> Review:
    """What ``return_review`` does, with a review that ``lock_review`` gave; ``by=None`` is the machine."""
    decision = policies.can_return(by, locked)
    check_step(locked, Action.RETURN, decision)
    told = make_way(locked, policies.can_return, by=by, despite=despite)
    text = checked_reason(note, field="note", sentence="Say what is missing; the reviewers read the note.")
    changes = {"round": locked.round + 1, "assigned_at": timezone.now(), "scale": Scale.objects.in_use()}
    store_step(locked, Action.RETURN, by=by, decision=decision, changes=changes, note=text, **told)
    message = f"{by} returns {short(locked)} to you: {text}" if by else f"{short(locked)} is yours again: {text}"
    request_notices(locked, locked.people, NoticeKind.RETURNED, text=message)
    request_fix(locked, asked=text, by=by, before=Verdict.objects.newest_of(locked))
    return locked


def missing(
    review: Review, rating: Rating | None = None, cited: Sequence[Evidence] | None = None, by: Any = None
) -> list[str]:
    """What a verdict on ``review`` still lacks, in sentences; empty when its contract is met.

    With ``rating`` and ``cited`` for an answer that ``by`` is writing, as he sees the passages; without them for
    the newest verdict, whose citations keep their stance, so that evidence that was rejected or restated since shows.
    A reply that has to be asked for is waited for before the verdict goes out, not before it is given.
    """
    if rating is not None:
        return contracts.missing(_demands(rating), _citations(cited or ()), _against(review, rating, by))
    verdict = Verdict.objects.newest_of(review)
    if verdict is None:
        return ["Nobody has decided yet."]
    against = _against(review, verdict.rating, None)
    gaps = contracts.missing(_demands(verdict.rating), _given(verdict), against)
    return gaps + reply_gaps(review.claim_id, verdict.rating)


def lacking(rating: Rating, citable: Sequence[Evidence]) -> list[str]:
    """What ``rating`` would still lack if all of ``citable`` that speaks for it were cited."""
    demands = _demands(rating)
    against = [row.passage.document.title for row in citable if row.stance == "contradicts"]
    return contracts.missing(demands, contracts.citable(demands, _citations(citable)), against)


def _against(review: Review, rating: Rating, by: Any) -> list[str]:
    """The documents of the accepted passages that contradict the claim, as ``by`` sees them; all without ``by``.

    Looked up only for a rating that can not stand beside them.
    """
    if not rating.needs_no_contradiction:
        return []
    rows: Iterable[Evidence] = Evidence.objects.filter(claim=review.claim_id).with_passage().order_by("rank", "pk")
    seen = evidence_in(review, rows, user=by) if by else rows
    return [row.passage.document.title for row in seen if (row.decision, row.stance) == ("accepted", "contradicts")]


def _demands(rating: Rating) -> contracts.Demands:
    return contracts.Demands(
        rating=rating.name,
        evidence=rating.needs_evidence,
        contradiction=rating.needs_contradiction,
        corroboration=rating.needs_corroboration,
        unopposed=rating.is_unopposed,
        origins=rating.needs_origins,
        primary=rating.needs_primary,
        timely=rating.needs_timely,
        no_contradiction=rating.needs_no_contradiction,
    )


def _citations(cited: Iterable[Evidence]) -> list[contracts.Citation]:
    rows = list(cited)
    origins = origin_keys(rows)
    return [_citation(row, origins) for row in rows]


def _citation(row: Evidence, origins: Mapping[int, str]) -> contracts.Citation:
    return contracts.Citation(
        row.decision,
        row.stance,
        origin=origins[row.pk],
        is_circular=is_circular(row),
        is_primary=row.passage.document.source.primary,
        is_late=row.after_claim,
    )


def _given(verdict: Verdict) -> list[contracts.Citation]:
    """The citations of a verdict, with what became of the evidence since."""
    given = list(VerdictCitation.objects.filter(verdict=verdict).with_passage())
    origins = origin_keys(citation.evidence for citation in given)
    return [
        contracts.Citation(
            decision=citation.evidence.decision,
            stance=citation.stance,
            name=citation.evidence.passage.document.title,
            now=citation.evidence.stance if citation.evidence.decision == "accepted" else "",
            origin=origins[citation.evidence_id],
            is_circular=is_circular(citation.evidence),
            is_primary=citation.evidence.passage.document.source.primary,
            is_late=citation.evidence.after_claim,
        )
        for citation in given
    ]


def _checked(review: Review, answer: Answer, by: Any) -> Answer:
    """The answer as it can be stored, cited passages as ``by`` sees them; ``InvalidInput`` names every field at fault.

    The cited rows are locked, so that nobody rejects or restates one before the answer is stored.
    """
    ids = {evidence.pk for evidence in answer.cited}
    cited = evidence_in(review, _locked_evidence(review, ids), user=by) if ids else []
    rationale = answer.rationale.strip()
    faults = {
        "rating": scale_fault(review, answer.rating),
        "rationale": _rationale_fault(rationale),
        "cited": _foreign_fault(len(ids) - len(cited)) or " ".join(missing(review, answer.rating, cited, by)),
        "confidence": _confidence_fault(answer.confidence),
    }
    fields = {name: sentence for name, sentence in faults.items() if sentence}
    if fields:
        raise InvalidInput(" ".join(fields.values()), fields=fields)
    return Answer(answer.rating, rationale, cited, answer.confidence)


def _locked_evidence(review: Review, ids: Collection[int]) -> Iterable[Evidence]:
    rows = Evidence.objects.filter(pk__in=ids, claim=review.claim_id).with_passage().order_by("rank", "pk")
    return rows.select_for_update(no_key=True, of=("self",))


def _confidence_fault(confidence: int | None) -> str:
    if confidence is None or 0 <= confidence <= 100:
        return ""
    return "How sure you are is a percentage, from 0 to 100; leave it empty if you can not say."


def _rationale_fault(rationale: str) -> str:
    if not normalise(rationale):
        return "Give your reasons; the rationale is published with the verdict."
    if len(rationale) > RATIONALE_MOST:
        return f"The rationale has {len(rationale):,} characters; at most {RATIONALE_MOST:,} are taken."
    return ""


def _foreign_fault(foreign: int) -> str:
    return "A cited passage is no evidence for this claim; cite only what is set against it." if foreign else ""


def _store_assessment(review: Review, answer: Answer, by: Any) -> Assessment:
    assessment = Assessment.objects.create(
        review=review,
        round=review.round,
        reviewer=by,
        rating=answer.rating,
        rationale=answer.rationale,
        confidence=answer.confidence,
    )
    AssessmentCitation.objects.bulk_create(
        AssessmentCitation(assessment=assessment, evidence=evidence, stance=evidence.stance)
        for evidence in answer.cited
    )
    return assessment


def _joined(earlier: Assessment | None, answer: Answer) -> Judged:
    """What two reviewers say who agree: both rationales, the first one's first, and all that either cites.

    Of a passage that both cite the stance of the second one counts, who has the last word on the evidence.
    """
    stances = {evidence.pk: evidence.stance for evidence in answer.cited}
    if earlier is None:
        return Judged(answer.rating, answer.rationale, stances)
    first = dict(earlier.citations.values_list("evidence", "stance"))
    return Judged(answer.rating, f"{earlier.rationale}\n\n{answer.rationale}", first | stances)


def _store_verdict(review: Review, judged: Judged, by: Any) -> dict[str, Any]:
    """Store the next version of the verdict; what the ledger says of it."""
    newest = Verdict.objects.newest_of(review)
    verdict = Verdict.objects.create(
        review=review,
        version=newest.version + 1 if newest else 1,
        rating=judged.rating,
        rationale=judged.rationale,
        decided_by=by,
    )
    VerdictCitation.objects.bulk_create(
        VerdictCitation(verdict=verdict, evidence_id=evidence_id, stance=stance)
        for evidence_id, stance in judged.stances.items()
    )
    citations = verdict.citations.select_related("evidence")
    return {
        "verdict": verdict.version,
        "rating": judged.rating.slug,
        "rationale": judged.rationale,
        "cited": [str(citation.evidence.public_id) for citation in citations],
        "stances": [citation.stance for citation in citations],
    }


def _tell_outcome(review: Review) -> None:
    """Tell the editors who can go on with it, and those whom comments mention that were held until now."""
    if not review.hides_answers:
        tell_mentioned(Comment.objects.filter(article=review.claim.article_id))
    if review.state == "decided":
        text = f"{short(review)} is decided and can be published."
        request_notices(review, _publishers(review), NoticeKind.DECIDED, text=text)
    if review.state == "disputed":
        text = f"Two reviewers disagree on {short(review)}. Compare their assessments and settle it."
        request_notices(review, _settlers(review), NoticeKind.DISPUTED, text=text)


def _publishers(review: Review) -> list[Any]:
    """Those whom ``policies.can_publish`` lets, asked of all at once: an answer must not wait for each of them."""
    if policies.is_trial(review):
        return []
    judges = policies.judges_of(review)
    return [person for person in people_with("publish_review") if person.pk not in judges]


def _settlers(review: Review) -> list[Any]:
    """Those whom ``policies.can_settle`` lets, asked of all at once."""
    judges = policies.judges_of(review)
    able = (person for person in people_with("assign_review") if person.pk not in judges)
    return [person for person in able if not policies.conflict_of(person, review)]
