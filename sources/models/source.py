"""A publisher of documents."""

import uuid

from django.db import models
from django.urls import reverse

from sources.choices import SourceKind
from sources.querysets import SourceQuerySet


class Source(models.Model):
    """Who publishes: a wire, an official body, a court, an outlet. Never the speaker of a claim."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    normal_name = models.CharField(max_length=200, unique=True, help_text="The name in its normal spelling.")
    domain = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=SourceKind.choices, default=SourceKind.OTHER.value)
    primary = models.BooleanField(
        default=False, help_text="Publishes what it knows at first hand: records, rulings, measurements, transcripts."
    )
    reliability_note = models.TextField(blank=True)
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="other_names",
        help_text="The publisher that this is only another name of.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("normal_name",)
        constraints = (models.CheckConstraint(condition=~models.Q(name=""), name="a_source_has_a_name"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sources:publisher", args=[self.public_id])
