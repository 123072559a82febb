"""A change that touched what was published, and the work that was opened for it."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Claim
from exports.choices import Cause
from exports.models.publication import Publication
from exports.querysets import RecallQuerySet
from reviews.models import Review


class Recall(models.Model):
    """The reviews that one change opened, with the reason and a due time. Whether it is done is always counted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    cause_id = models.UUIDField(help_text="The public id of the claim, document or speaker that changed.")
    label = models.CharField(max_length=500, help_text="What changed, in words.")
    reason = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recalls")
    opened_at = models.DateTimeField()

    objects = RecallQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(cause__in=["claim", "document", "speaker"]), name="the_cause_of_a_recall_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_recall_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.cause}: {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("exports:recall", args=[self.public_id])


class RecalledClaim(models.Model):
    """A claim that a recall concerns: the entry that stood then, and the review in which it is judged again."""

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="items")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="recalls")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="recalls")
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="recalls")
    refusal = models.TextField(blank=True, help_text="Why no review could be opened; empty when one was.")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("recall", "claim"), name="a_recall_names_a_claim_once"),
            models.CheckConstraint(
                condition=models.Q(review__isnull=False) | ~models.Q(refusal=""), name="a_recalled_claim_is_reviewed"
            ),
        )

    def __str__(self) -> str:
        return str(self.claim)
