"""How people want to be told, and the digests that they get."""

import datetime as dt

from django.conf import settings
from django.db import models

from reviews.querysets.preference import DigestQuerySet

DIGEST_TIME = dt.time(8)


class NoticePreference(models.Model):
    """What one person set. Who has no row, or a kind that is not in ``ways``, is told in the usual way of the desk."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference")
    ways = models.JSONField(default=dict, help_text='The way of each kind of notice: {"assigned": "digest", ...}.')
    zone = models.CharField(max_length=60, blank=True, help_text="Name of the time zone; empty for that of the desk.")
    digest_at = models.TimeField(default=DIGEST_TIME, help_text="When the daily digest goes out.")
    quiet_from = models.TimeField(null=True, help_text="No mail from this time on ...")
    quiet_until = models.TimeField(null=True, help_text="... until this time.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_a_beginning_and_an_end",
            ),
        )

    def __str__(self) -> str:
        return f"how {self.person} is told"


class Digest(models.Model):
    """One mail with what was put off for it. The row is the job: it is made with its notices and mailed after."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField(help_text="The day where the recipient is.")
    created_at = models.DateTimeField(auto_now_add=True)
    mail_taken_at = models.DateTimeField(null=True, help_text="A worker took it to send; the lease of the mail.")
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-pk")
        constraints = (models.UniqueConstraint(fields=("recipient", "day"), name="nobody_gets_two_digests_of_a_day"),)

    def __str__(self) -> str:
        return f"digest of {self.day} for {self.recipient}"
