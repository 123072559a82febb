"""Who may fill the library and weigh evidence."""

from typing import Any

from claims.models import Claim
from factcheck.lib.decisions import Allowed, Decision, Denied
from sources.models import ClaimMatch, Evidence


def can_add_document(user: Any) -> Decision:
    """Whether ``user`` may put a document into the library; the machine (an import) may."""
    if user is None or user.has_perm("sources.add_document"):
        return Allowed()
    return Denied("Only editors and reviewers can add documents to the library.")


def can_follow(user: Any) -> Decision:
    """Whether ``user`` may say which feeds fill the library, and ask them."""
    if user is not None and user.has_perm("sources.add_document"):
        return Allowed()
    return Denied("Only editors and reviewers can follow feeds for the library.")


def can_describe_publisher(user: Any) -> Decision:
    """Whether ``user`` may say what a publisher is, and that two of them are the same."""
    if user is not None and user.has_perm("sources.add_source"):
        return Allowed()
    return Denied("Only editors can change what is known of publishers.")


def can_curate(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may decide on evidence for ``claim``."""
    if user is None or not user.has_perm("sources.change_evidence"):
        return Denied("Only editors and reviewers can decide on evidence.")
    if claim.discarded_at:
        return Denied("This claim was discarded; restore it before you weigh its evidence.")
    return Allowed()


def can_decide_origins(user: Any) -> Decision:
    """Whether ``user`` may say which documents go back to one report."""
    if user is not None and user.has_perm("sources.change_evidence"):
        return Allowed()
    return Denied("Only editors and reviewers can say which documents go back to one report.")


def can_see_decision(user: Any, evidence: Evidence) -> Decision:
    """Whether ``user`` may see what a person made of ``evidence``: his own decision, or as ``can_see_decisions``."""
    return Allowed() if evidence.curated_by_id in {None, user.pk} else can_see_decisions(user)


def can_see_dismissal(user: Any, match: ClaimMatch) -> Decision:
    """Whether ``user`` may see that a match was set aside: by himself, or as ``can_see_decisions``."""
    return Allowed() if match.dismissed_by_id in {None, user.pk} else can_see_decisions(user)


def can_see_decisions(user: Any) -> Decision:
    """Whether ``user`` may see, anywhere, what others made of evidence.

    Editors may, and accounts that judge nothing, such as the CMS. A reviewer weighs it afresh, for he may be the second
    of two blind ones: he sees what others decided only on a review that hides no answers.
    """
    if user.has_perm("claims.change_claim") or not user.has_perm("reviews.assess_review"):
        return Allowed()
    return Denied("Somebody else has weighed this passage; form your own opinion.")


def can_check(user: Any) -> Decision:
    """Whether ``user`` may have the address of a document asked again; the machine may."""
    if user is None or user.has_perm("sources.add_document"):
        return Allowed()
    return Denied("Only editors and reviewers can have a page asked again.")


def can_retract(user: Any) -> Decision:
    """Whether ``user`` may say that nothing may rest on a document any more, and take that back."""
    if user is not None and user.has_perm("sources.add_source"):
        return Allowed()
    return Denied("Only editors can mark a document as retracted.")
