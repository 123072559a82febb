"""Who may take back what was published. Who may publish is a question of the review: ``reviews.policies``."""

from typing import Any

from exports.choices import PublicationKind
from exports.models import Publication
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
