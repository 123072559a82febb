"""What the machine found about a claim, for the copy of it that a reviewer is tried with."""

from claims.models import Claim
from claims.services.standins import copied
from sources.choices import EvidenceOrigin
from sources.models import ClaimMatch, Evidence


def store_findings(*, claim: Claim, stand_in: Claim) -> None:
    """Set against ``stand_in`` what the machine set against ``claim``, in the caller's transaction.

    Nothing of what people made of it comes along, nor what they brought in: the copy is as the claim was when nobody
    had judged it.
    """
    found = Evidence.objects.filter(claim=claim, origin=EvidenceOrigin.MACHINE.value, missing_since__isnull=True)
    unjudged = {"human_stance": "", "decision": "suggested", "curated_by": None, "curated_at": None, "note": ""}
    Evidence.objects.bulk_create(copied(row, claim=stand_in, **unjudged) for row in found.order_by("rank", "pk"))
    matches = ClaimMatch.objects.filter(claim=claim)
    undismissed = {"dismissed_by": None, "dismissed_at": None, "dismiss_reason": ""}
    ClaimMatch.objects.bulk_create(copied(row, claim=stand_in, **undismissed) for row in matches.order_by("pk"))
