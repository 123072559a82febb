"""The answers a verdict can give, on scales that the newsroom defines and that keep their versions."""

import uuid
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.urls import reverse

from reviews.choices import Tone
from reviews.querysets.scale import ScaleQuerySet

# What of a stored scale may still change: which version is the newest, and which one is in use.
_CHANGEABLE: Final = frozenset({"is_default", "is_newest"})


class Scale(models.Model):
    """One version of a set of ratings; one scale is the default, in use for all new verdicts.

    A stored version never changes, so that an old verdict keeps the scale it was given on: an edit makes the next
    version of the same ``family``. ``worst`` and ``best`` are the ends of the numeric value in a ClaimReview; empty
    means those of the ratings.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family = models.UUIDField(default=uuid.uuid4, editable=False, help_text="What the versions of a scale share.")
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=300, blank=True)
    worst = models.PositiveSmallIntegerField(null=True, blank=True)
    best = models.PositiveSmallIntegerField(null=True, blank=True)
    is_default = models.BooleanField(default=False)
    is_newest = models.BooleanField(default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="scales",
        help_text="Who defined this version; empty for the scale that ships.",
    )  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why this version was made.")

    objects = ScaleQuerySet.as_manager()

    class Meta:
        ordering = ("name", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("is_default",), condition=models.Q(is_default=True), name="one_scale_is_the_default"
            ),
            models.UniqueConstraint(fields=("family", "version"), name="a_version_of_a_scale_is_made_once"),
            models.UniqueConstraint(
                fields=("family",), condition=models.Q(is_newest=True), name="one_version_of_a_scale_is_the_newest"
            ),
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(is_newest=True), name="two_scales_have_different_names"
            ),
            models.CheckConstraint(
                condition=models.Q(worst__isnull=True)
                | models.Q(best__isnull=True)
                | models.Q(worst__lt=models.F("best")),
                name="the_worst_value_of_a_scale_is_below_its_best",
            ),
        )

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (version {self.version})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; of one that is stored only which version counts may change."""
        if not self._state.adding and not set(kwargs.get("update_fields") or ("name",)) <= _CHANGEABLE:
            message = "A scale is never changed; make its next version."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("reviews:scale", args=[self.public_id])


class Rating(models.Model):
    """One answer of one version of a scale: its words, its value in a ClaimReview, and what it demands.

    What it demands are the fields whose names begin with ``needs_``: pages and forms find them by that name, so a new
    demand is a new field and a rule in ``reviews.contracts``.
    """

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300)
    value = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 is most false, higher is truer.")
    order = models.PositiveSmallIntegerField()
    tone = models.CharField(
        max_length=20, choices=Tone.choices, help_text="Name of the colour token the pages use.", default="unproven"
    )
    needs_evidence = models.BooleanField(default=True, help_text="Must cite evidence that a person accepted.")
    needs_contradiction = models.BooleanField(default=False, help_text="Must cite a passage that contradicts.")
    needs_corroboration = models.BooleanField(default=False, help_text="Must cite a passage that corroborates.")
    needs_origins = models.PositiveSmallIntegerField(
        default=0, help_text="How many independent reports must stand behind it; 0 does not count them."
    )
    needs_primary = models.BooleanField(
        default=False, help_text="Must cite a primary source: records, rulings, measurements, transcripts."
    )
    needs_timely = models.BooleanField(
        default=False, help_text="Must cite evidence that was there when the claim was made."
    )
    needs_no_contradiction = models.BooleanField(
        default=False, help_text="No accepted passage may contradict the claim, cited or not."
    )
    needs_reply = models.BooleanField(
        default=False, help_text="Must not go out before the person concerned was asked and had the time to reply."
    )

    class Meta:
        ordering = ("scale", "order")
        constraints = (models.UniqueConstraint(fields=("scale", "slug"), name="a_rating_stands_once_on_a_scale"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the rating; refuses to change one that is stored."""
        if not self._state.adding:
            message = "A rating is never changed; make the next version of its scale."
            raise TypeError(message)
        super().save(*args, **kwargs)

    @classmethod
    def demand_names(cls) -> list[str]:
        """The names of the fields that say what a rating demands."""
        return [field.name for field in cls._meta.concrete_fields if field.name.startswith("needs_")]

    @property
    def is_unopposed(self) -> bool:
        """Whether it says that all of a claim holds: the truest answer of its scale, and it must be corroborated."""
        if not self.needs_corroboration or self.value is None:
            return False
        return not Rating.objects.filter(scale=self.scale_id, value__gt=self.value).exists()
