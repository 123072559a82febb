"""The words of this app that the database stores; the states are those of the transition table."""

from django.db import models


class ReviewState(models.TextChoices):
    """Where a review stands."""

    OPEN = "open", "open"
    ASSIGNED = "assigned", "assigned"
    DISPUTED = "disputed", "disputed"
    DECIDED = "decided", "decided"
    PUBLISHED = "published", "published"
    CANCELLED = "cancelled", "cancelled"


class NoticeKind(models.TextChoices):
    """What a person is told."""

    ASSIGNED = "assigned", "assigned to you"
    RETURNED = "returned", "returned to you"
    OVERDUE = "overdue", "overdue"
    RELEASED = "released", "released"
    DISPUTED = "disputed", "to be settled"
    DECIDED = "decided", "ready to publish"
    CANCELLED = "cancelled", "cancelled"
    SOURCE = "source", "a source changed"
