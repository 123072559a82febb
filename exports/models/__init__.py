"""The rows of this app."""

from exports.models.publication import FeedHead, Publication

__all__ = ("FeedHead", "Publication")
