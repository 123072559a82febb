"""The words of this app that the database stores."""

from django.db import models


class PublicationKind(models.TextChoices):
    """What an entry of the feed tells."""

    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"


class DeliveryKind(models.TextChoices):
    """What a subscriber is told: an entry of the feed, or that this is a test."""

    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"
    TEST = "test", "test"


class AttemptOutcome(models.TextChoices):
    """How an attempt to deliver ended."""

    CONFIRMED = "confirmed", "confirmed"
    ACCEPTED = "accepted", "taken, not confirmed yet"
    FOUND = "found", "found to have arrived"
    WAITING = "waiting", "not there yet"
    FAILED = "failed", "failed"


class Cause(models.TextChoices):
    """What changed, so that something published may be wrong."""

    CLAIM = "claim", "a verdict changed"
    DOCUMENT = "document", "a source changed"
    SPEAKER = "speaker", "a speaker was merged"
