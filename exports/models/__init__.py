"""The rows of this app."""

from exports.models.backfill import Backfill
from exports.models.delivery import Attempt, Delivery, Receipt
from exports.models.grant import Replay, TokenGrant
from exports.models.publication import FeedHead, Publication
from exports.models.recall import Recall, RecalledClaim
from exports.models.subscriber import Subscriber

__all__ = (
    "Attempt",
    "Backfill",
    "Delivery",
    "FeedHead",
    "Publication",
    "Recall",
    "RecalledClaim",
    "Receipt",
    "Replay",
    "Subscriber",
    "TokenGrant",
)
