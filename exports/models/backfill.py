"""What was published before somebody subscribed, and is sent all the same."""

import uuid

from django.conf import settings
from django.db import models

from exports.models.subscriber import Subscriber
from exports.querysets import BackfillQuerySet


class Backfill(models.Model):
    """One request to send a subscriber what was published before. Its messages are deliveries like all others.

    ``after`` and ``since`` say where it begins, ``standing`` that only verdicts that stand were wanted; ``count`` is
    how many messages came of it, from entry ``first_sequence`` to ``last_sequence``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="backfills")
    after = models.PositiveBigIntegerField(default=0)
    since = models.DateTimeField(null=True)
    standing = models.BooleanField(default=False)
    first_sequence = models.PositiveBigIntegerField()
    last_sequence = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, help_text="When somebody let the rest go.")

    objects = BackfillQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=models.Q(count__gt=0), name="a_backfill_is_of_at_least_one_entry"),
            models.CheckConstraint(
                condition=models.Q(first_sequence__lte=models.F("last_sequence")),
                name="a_backfill_does_not_end_before_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.first_sequence} to {self.last_sequence}"
