"""The report that documents go back to, what shows it, and what people said about it."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Run
from sources.models.document import Document
from sources.origins.base import LinkKind
from sources.querysets import OriginDecisionQuerySet, OriginLinkQuerySet, OriginQuerySet

KINDS = [(kind.value, kind.value.replace("_", " ")) for kind in LinkKind]


class Origin(models.Model):
    """One report. A document that stands alone has none; one whose documents were all split off is kept, empty."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OriginQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Origin {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("sources:origin", args=[self.public_id])


class Trace(models.Model):
    """What grouping needs to know of one document, so that its text is read once; ``sources.origins.reading`` fills it.

    ``version`` is that of the reader: a trace of another version is read again by ``regroup_origins``.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="trace", primary_key=True)
    version = models.PositiveSmallIntegerField()
    facts = models.JSONField(help_text="As sources.origins.records writes it.")

    def __str__(self) -> str:
        return f"Trace of {self.document_id}"


class TraceKey(models.Model):
    """One thing by which documents of one origin find each other: a run of words, a name, an address, hashed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="trace_keys")
    value = models.BigIntegerField()
    day = models.DateField(null=True, help_text="When the document was published.")

    class Meta:
        indexes = (models.Index(fields=("value", "day"), name="trace_key_by_value"),)

    def __str__(self) -> str:
        return f"{self.value} of {self.document_id}"


class OriginLink(models.Model):
    """Why a machine holds that ``document`` goes back to ``upstream``."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="upstream_links")
    upstream = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="downstream_links")
    kind = models.CharField(max_length=12, choices=KINDS)
    share = models.FloatField(help_text="How sure the sign is, 0 to 1; for shared text its share of the shorter text.")
    cover = models.FloatField(help_text="How much of the document goes back to the upstream one, 0 to 1.")
    sentence = models.CharField(max_length=500, help_text="Says it to a person.")

    objects = OriginLinkQuerySet.as_manager()

    class Meta:
        ordering = ("document", "-share", "pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "upstream", "kind"), name="a_sign_of_one_origin_is_noted_once"),
            models.CheckConstraint(
                condition=~models.Q(document=models.F("upstream")), name="a_document_does_not_go_back_to_itself"
            ),
        )

    def __str__(self) -> str:
        return self.sentence


class OriginDecision(models.Model):
    """What a person said of two documents: one report, or two. No machine changes or deletes it.

    ``first`` has the smaller primary key. A later decision of a person on the same two takes its place; the ledger
    keeps both.
    """

    first = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="origin_decisions_as_first")
    second = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="origin_decisions_as_second")
    same = models.BooleanField(help_text="Whether the two go back to one report.")
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="origin_decisions")
    decided_at = models.DateTimeField(auto_now=True)

    objects = OriginDecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="two_documents_have_one_decision_on_origin"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="the_documents_of_a_decision_stand_in_order"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_decision_on_origin_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {'one report' if self.same else 'two reports'}"


class OriginRun(Run):
    """One look for the documents that a document shares its origin with."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="origin_runs")
    links_found = models.PositiveIntegerField(null=True)

    class Meta(Run.Meta):
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(fields=("document", "component"), name="a_document_is_grouped_once_by_a_component"),
        )
