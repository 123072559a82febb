"""The feed that the CMS follows."""

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from exports.choices import PublicationKind
from exports.querysets import PublicationQuerySet
from reviews.models import Review, Verdict


class FeedHead(models.Model):
    """The last number given out in the feed. The row is the lock: entries become visible in the order of numbers."""

    sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.sequence)


class Publication(models.Model):
    """One entry of the feed: published, corrected or retracted. Insert-only; the payload is frozen."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveBigIntegerField(unique=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="publications")
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publications")
    article_public_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=PublicationKind.choices)
    payload = models.JSONField()
    schema_version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    note = models.TextField(blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications")
    at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("sequence",)
        constraints = (
            models.UniqueConstraint(fields=("review", "kind"), name="a_review_is_published_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["published", "corrected", "retracted"]),
                name="the_kind_of_a_publication_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="published") | ~models.Q(note=""),
                name="a_correction_or_retraction_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the entry; refuses to change one that is stored."""
        if not self._state.adding:
            message = "A publication is never changed; correct or retract it with a new entry."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: the feed only grows."""
        message = "A publication is never deleted; retract it with a new entry."
        raise TypeError(message)
