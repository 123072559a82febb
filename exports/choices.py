"""The words of this app that the database stores."""

from django.db import models


class PublicationKind(models.TextChoices):
    """What an entry of the feed tells."""

    PUBLISHED = "published", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"
