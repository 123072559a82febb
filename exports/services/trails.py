"""How a verdict came about, read from the rows of the machine steps and of the review; nobody is named."""

from claims.models import Run
from exports.formats.payload import moment
from exports.formats.provenance import MachineStep, Trail
from exports.models import Publication
from reviews.models import Assessment
from sources.models import LinkingRun


def trail_of(publication: Publication) -> Trail:
    """The way to the verdict of ``publication``, in three queries."""
    review, verdict = publication.review, publication.verdict
    answers = Assessment.objects.filter(review=review, at__lte=verdict.decided_at).order_by("-round", "pk")
    counted = [answer for answer in answers if answer.round == answers[0].round] if answers else []
    searches = LinkingRun.objects.filter(claim=review.claim_id, status="done", finished_at__lte=verdict.decided_at)
    run = review.claim.run
    return Trail(
        extraction=_step(run) if run else None,
        search=_step(search) if (search := searches.order_by("-pk").first()) else None,
        opened=moment(review.opened_at) or "",
        assessed=tuple(moment(answer.at) or "" for answer in counted),
        decided=moment(verdict.decided_at) or "",
        blind=review.blind,
        settled=len(counted) > 1 and verdict.decided_by_id not in {answer.reviewer_id for answer in counted},
    )


def _step(run: Run) -> MachineStep:
    return MachineStep(run.component, moment(run.requested_at) or "", moment(run.finished_at) or "")
