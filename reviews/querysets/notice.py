"""What a person was told, and what is still to be mailed."""

import datetime as dt
from typing import Any, Self

from django.db import models

MAIL_LEASE = dt.timedelta(minutes=5)
MOST_MAIL_ATTEMPTS = 10


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices."""

    def of(self, user: Any) -> Self:
        """What ``user`` was told, newest first, with what it is about."""
        about = self.filter(recipient=user).select_related("review__claim__article", "review__claim__speaker")
        return about.defer("review__claim__article__body").order_by("-created_at", "-pk")

    def unread_by(self, user: Any) -> Self:
        """What ``user`` has not read yet, newest first."""
        return self.filter(recipient=user, read_at__isnull=True)

    def to_mail(self, now: dt.datetime) -> Self:
        """Notices that a worker may take now to mail: never sent, and nobody else is sending them."""
        free = models.Q(mail_taken_at__isnull=True) | models.Q(mail_taken_at__lt=now - MAIL_LEASE)
        return self.filter(
            free,
            models.Q(mail_after__isnull=True) | models.Q(mail_after__lte=now),
            way="at_once",
            mailed_at__isnull=True,
            mail_attempts__lt=MOST_MAIL_ATTEMPTS,
            recipient__is_active=True,
        ).exclude(recipient__email="")

    def for_digest(self) -> Self:
        """Notices that wait for a digest: put off for one, in none yet, and not read in the application meanwhile."""
        waits = self.filter(way="digest", mailed_at__isnull=True, digest__isnull=True, read_at__isnull=True)
        return waits.filter(recipient__is_active=True).exclude(recipient__email="")
