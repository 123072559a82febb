"""Digests that are still to be mailed."""

import datetime as dt
from typing import Any, Self

from django.db import models

from reviews.querysets.notice import MAIL_LEASE, MOST_MAIL_ATTEMPTS


class DigestQuerySet(models.QuerySet[Any]):
    """Digests."""

    def to_mail(self, now: dt.datetime) -> Self:
        """Digests that a worker may take now to mail: never sent, and nobody else is sending them."""
        free = models.Q(mail_taken_at__isnull=True) | models.Q(mail_taken_at__lt=now - MAIL_LEASE)
        return self.filter(free, mailed_at__isnull=True, mail_attempts__lt=MOST_MAIL_ATTEMPTS)
