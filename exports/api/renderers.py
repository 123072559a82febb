"""The media type of ClaimReview."""

from rest_framework.renderers import JSONRenderer


class ClaimReviewRenderer(JSONRenderer):
    """JSON-LD; chosen with ``Accept: application/ld+json``."""

    media_type = "application/ld+json"
    format = "jsonld"
