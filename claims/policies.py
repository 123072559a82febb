"""Who may do what with articles and claims. ``by=None`` is the machine."""

from typing import Any

from claims.models import Article, Claim
from factcheck.lib.decisions import Allowed, Decision, Denied


def can_submit(user: Any) -> Decision:
    """Whether ``user`` may hand in an article."""
    if user is None or user.has_perm("claims.add_article"):
        return Allowed()
    return Denied("Only editors and the CMS can hand in articles.")


def can_complete(user: Any, article: Article) -> Decision:
    """Whether ``user`` may fill in what is not known about ``article``."""
    if user is not None and (user.has_perm("claims.change_article") or user == article.submitted_by):
        return Allowed()
    return Denied("Only editors can fill in the facts of an article.")


def can_revise(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may change what is said about ``claim``."""
    if user is None or not user.has_perm("claims.change_claim"):
        return Denied("Only editors can revise claims.")
    if claim.discarded_at:
        return Denied("This claim was discarded; restore it before you revise it.")
    return Allowed()


def can_discard(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may discard ``claim``."""
    if user is None or not user.has_perm("claims.change_claim"):
        return Denied("Only editors can discard claims.")
    if claim.discarded_at:
        return Denied("This claim is discarded already.")
    return Allowed()


def can_restore(user: Any, claim: Claim) -> Decision:
    """Whether ``user`` may take back that ``claim`` was discarded."""
    if user is None or not user.has_perm("claims.change_claim"):
        return Denied("Only editors can restore claims.")
    if not claim.discarded_at:
        return Denied("This claim is not discarded.")
    return Allowed()


def can_add_claim(user: Any, article: Article) -> Decision:
    """Whether ``user`` may mark a claim in ``article`` by hand."""
    if user is not None and user.has_perm("claims.add_claim"):
        return Allowed()
    return Denied("Only editors can mark claims.")


def can_match_speakers(user: Any) -> Decision:
    """Whether ``user`` may say that two speakers of the library are the same, or are not."""
    if user is not None and user.has_perm("claims.change_claim"):
        return Allowed()
    return Denied("Only editors can say which speakers are the same.")
