"""Who may take back what was published. Who may publish is a question of the review: ``reviews.policies``."""

from typing import Any

from exports.choices import PublicationKind
from exports.models import Publication, Subscriber
from factcheck.lib.decisions import Allowed, Decision, Denied


def can_retract(user: Any, publication: Publication, *, is_newest: bool) -> Decision:
    """Whether ``user`` may retract ``publication``; ``is_newest`` says that it is the last word on its claim."""
    if user is None or not user.has_perm("reviews.publish_review"):
        return Denied("Only editors can retract a published verdict.")
    if publication.kind == PublicationKind.RETRACTED:
        return Denied("This entry is a retraction itself; publish a new verdict instead.")
    if not is_newest:
        return Denied("This verdict was corrected or retracted already; only the newest entry can be retracted.")
    return Allowed()


def can_manage_subscribers(user: Any, subscriber: Subscriber | None = None) -> Decision:
    """Whether ``user`` may say who is told what is published, and send it again: editors, and a system for itself."""
    if user is not None and user.has_perm("reviews.publish_review"):
        return Allowed()
    if user is None or not user.has_perm("exports.add_subscriber"):
        return Denied("Only editors, who publish, can say who is told.")
    if subscriber is not None and subscriber.created_by_id != user.pk:
        return Denied("This account can only manage the subscribers that it added.")
    return Allowed()


def can_open_recall(user: Any) -> Decision:
    """Whether ``user`` may have everything judged again that a change touches."""
    if user is not None and user.has_perm("reviews.assign_review"):
        return Allowed()
    return Denied("Only editors can have published claims judged again.")


def can_export_dossier(user: Any) -> Decision:
    """Whether ``user`` may take everything that is known of an article out of the house; a command may."""
    if user is None or user.has_perm("reviews.publish_review"):
        return Allowed()
    return Denied("Only editors can export a dossier: it holds everything that the desk knows of the article.")
