"""The evidence of a claim as the people of its review may see it."""

from collections.abc import Iterable
from typing import Any

from reviews.models import Review
from sources.models import Evidence
from sources.services.opinions import as_seen_by, sealed_for


def evidence_in(review: Review | None, rows: Iterable[Evidence], *, user: Any) -> list[Evidence]:
    """``rows`` of one claim as ``user`` may see them in its newest review; ``None`` when it has none yet.

    While a review hides its answers nobody sees what another made of the evidence, and so nothing that is computed
    from these rows tells it.
    """
    if review is None:
        return as_seen_by(user, rows)
    return sealed_for(user, rows) if review.hides_answers else list(rows)


def citable_evidence(review: Review, *, user: Any) -> list[Evidence]:
    """What ``user`` can cite in ``review``, best first: what was accepted, while answers are hidden by himself."""
    rows = Evidence.objects.filter(claim=review.claim_id).with_passage().order_by("rank", "pk")
    return [row for row in evidence_in(review, rows, user=user) if row.decision == "accepted"]
