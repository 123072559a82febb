"""Who is told what is published, and how."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from exports.querysets import SubscriberQuerySet


class Subscriber(models.Model):
    """A system that gets every entry of the feed: a webhook or a CMS. ``connector`` says which kind it is.

    What must stay secret is in ``sealed``, encrypted; it is never shown again. While a secret is being changed the old
    one stays valid beside it until ``previous_until``. One that was removed stays as a row, for the log names it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100)
    connector = models.CharField(max_length=40, help_text="A name in FACTCHECK_CONNECTORS.")
    url = models.CharField(max_length=2000)
    kinds = models.JSONField(help_text="The kinds of entries that it gets.")
    options = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    previous_until = models.DateTimeField(null=True)
    enabled = models.BooleanField(default=True)
    disabled_reason = models.CharField(max_length=500, blank=True)
    disabled_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="When people were told that it does not answer.")
    failing_since = models.DateTimeField(null=True, help_text="Since when no message has arrived; empty when all do.")
    paced_from = models.DateTimeField(null=True, help_text="Since when messages of a backfill are counted.")
    paced_count = models.PositiveIntegerField(default=0, help_text="How many of them were sent since then.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(removed_at__isnull=True), name="a_subscriber_has_a_name_of_its_own"
            ),
            models.CheckConstraint(
                condition=models.Q(enabled=True) | ~models.Q(disabled_reason=""), name="a_stopped_subscriber_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exports:subscriber", args=[self.public_id])
