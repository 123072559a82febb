"""What reviewers answered and what was decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from reviews.models.review import Review
from reviews.models.scale import Rating
from reviews.querysets.verdict import AssessmentQuerySet, VerdictQuerySet
from sources.models import Evidence


class Assessment(models.Model):
    """One reviewer's answer in one round of a review. Insert-only, in the database too.

    ``at`` is when he gave it; the copy in a new draft keeps it.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assessments")
    round = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="assessments")
    rationale = models.TextField()
    confidence = models.PositiveSmallIntegerField(
        null=True, help_text="How sure the reviewer is that the rating will stand, in percent; empty when not said."
    )
    cited = models.ManyToManyField(Evidence, through="AssessmentCitation", related_name="assessments")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("review", "round", "pk")
        constraints = (
            models.UniqueConstraint(fields=("review", "round", "reviewer"), name="a_reviewer_answers_once_in_a_round"),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="an_assessment_has_a_rationale"),
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__range=(0, 100)),
                name="the_confidence_of_a_reviewer_is_a_percentage",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rating} by {self.reviewer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the assessment; refuses to change one that is stored."""
        if not self._state.adding:
            message = "An assessment is never changed; return the review for another round."
            raise TypeError(message)
        super().save(*args, **kwargs)


class Verdict(models.Model):
    """What was decided. Insert-only, in the database too: a review that is decided again gets another version.

    ``decided_at`` is when that was; the copy in a new draft keeps it.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="verdicts")
    version = models.PositiveSmallIntegerField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="verdicts")
    rationale = models.TextField()
    cited = models.ManyToManyField(Evidence, through="VerdictCitation", related_name="verdicts")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verdicts")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        ordering = ("review", "version")
        constraints = (
            models.UniqueConstraint(fields=("review", "version"), name="a_version_of_a_verdict_is_given_once"),
            models.CheckConstraint(condition=~models.Q(rationale=""), name="a_verdict_has_a_rationale"),
        )

    def __str__(self) -> str:
        return f"{self.rating} (version {self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the verdict; refuses to change one that is stored."""
        if not self._state.adding:
            message = "A verdict is never changed; decide again to give a new version."
            raise TypeError(message)
        super().save(*args, **kwargs)
