"""Who may fill the library and weigh evidence."""

from typing import Any

from claims.models import Claim
from factcheck.lib.decisions import Allowed, Decision, Denied
from sources.models import Evidence


def can_add_document(user: Any) -> Decision:
    """Whether ``user`` may put a document into the library; the machine (an import) may."""
    if user is None or user.has_perm("sources.add_document"):
        return Allowed()
    return Denied("Only editors and reviewers can add documents to the library.")


def can_curate(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may decide on evidence for ``claim``."""
    if user is None or not user.has_perm("sources.change_evidence"):
        return Denied("Only editors and reviewers can decide on evidence.")
    if claim.discarded_at:
        return Denied("This claim was discarded; restore it before you weigh its evidence.")
    return Allowed()


def can_see_decision(user: Any, evidence: Evidence) -> Decision:
    """Whether ``user`` may see what a person made of ``evidence``: his own decision, or as ``can_see_decisions``."""
    return Allowed() if evidence.curated_by_id in {None, user.pk} else can_see_decisions(user)


def can_see_decisions(user: Any) -> Decision:
    """Whether ``user`` may see, anywhere, what others made of evidence.

    Editors may, and accounts that judge nothing, such as the CMS. A reviewer weighs it afresh, for he may be the second
    of two blind ones: he sees what others decided only on a review that hides no answers.
    """
    if user.has_perm("claims.change_claim") or not user.has_perm("reviews.assess_review"):
        return Allowed()
    return Denied("Somebody else has weighed this passage; form your own opinion.")
