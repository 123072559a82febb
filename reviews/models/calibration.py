"""Claims whose answer is known, handed to reviewers like any other, so that the desk learns how often it is right."""

import uuid

from django.conf import settings
from django.db import models

from claims.models import Claim
from reviews.models.review import Review
from reviews.models.scale import Rating
from reviews.querysets.calibration import CalibrationItemQuerySet, CalibrationTrialQuerySet


class CalibrationItem(models.Model):
    """A settled claim that an editor chose to try reviewers with; ``rating`` is the answer that counts as right.

    It is handed out until somebody retires it. The claim itself and its article stay as they are.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="calibration_items")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="calibration_items")
    reason = models.CharField(max_length=500, help_text="Why its answer is beyond doubt.")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="marked_calibration_items"
    )
    marked_at = models.DateTimeField(auto_now_add=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="retired_calibration_items"
    )
    retired_at = models.DateTimeField(null=True)

    objects = CalibrationItemQuerySet.as_manager()

    class Meta:
        ordering = ("-marked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("claim",),
                condition=models.Q(retired_at__isnull=True),
                name="a_claim_tries_reviewers_under_one_answer",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_known_answer_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.rating}: {self.claim}"


class CalibrationTrial(models.Model):
    """One item as it was handed to one person: the review is that of a copy of the claim, which nobody else sees.

    ``handed_by`` is empty when the machine chose the item.
    """

    item = models.ForeignKey(CalibrationItem, on_delete=models.PROTECT, related_name="trials")
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="trial")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calibration_trials")
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="handed_calibration_trials"
    )
    handed_at = models.DateTimeField(auto_now_add=True)

    objects = CalibrationTrialQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("item", "person"), name="nobody_is_tried_twice_with_the_same_claim"),
        )

    def __str__(self) -> str:
        return f"{self.item} for {self.person}"
