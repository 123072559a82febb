"""What is known of a reviewer, for giving him the right work."""

import datetime as dt

from django.conf import settings
from django.db import models

from reviews.querysets.profile import ProfileQuerySet


class ReviewerProfile(models.Model):
    """What somebody reads and knows, how much he takes, under which names he writes, and when he is away.

    Empty languages or topics mean: all. The days of an absence are those of the desk, both included; without a last
    day he is away until somebody says otherwise.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_profile")
    languages = models.JSONField(default=list, blank=True, help_text="Two letters each: “en”, “de”.")
    topics = models.JSONField(default=list, blank=True)
    bylines = models.JSONField(default=list, blank=True, help_text="Names that he writes under.")
    capacity = models.PositiveSmallIntegerField(default=10, help_text="Reviews that he has at once, at most.")
    absent_from = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ("person",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(absent_until__isnull=True) | models.Q(absent_until__gte=models.F("absent_from")),
                name="an_absence_does_not_end_before_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"profile of {self.person}"

    def is_absent(self, day: dt.date) -> bool:
        """Whether he is away on ``day``."""
        if self.absent_from is None or day < self.absent_from:
            return False
        return self.absent_until is None or day <= self.absent_until
