"""One passage set against one claim."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from claims.models import Claim
from sources.choices import Decision, EvidenceOrigin, StanceChoice
from sources.models.document import Passage
from sources.models.run import LinkingRun
from sources.querysets import EvidenceQuerySet


class Evidence(models.Model):
    """What a machine suggests and what a person decided, apart: a machine never writes the human columns.

    The passage pins the exact words and their place in the document; both are frozen.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="evidence")
    rank = models.PositiveIntegerField(default=0, help_text="Place in the search, 1 is best; 0 when a person added it.")
    score = models.FloatField(default=0)
    machine_stance = models.CharField(max_length=12, choices=StanceChoice.choices, blank=True)
    machine_confidence = models.FloatField(null=True)
    machine_reasons = models.JSONField(default=list)
    machine_dissent = models.TextField(blank=True, help_text="What parts of the machine do not agree on.")
    human_stance = models.CharField(max_length=12, choices=StanceChoice.choices, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.SUGGESTED.value)
    curated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="curated_evidence"
    )
    curated_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=EvidenceOrigin.choices, default=EvidenceOrigin.MACHINE.value)
    after_claim = models.BooleanField(default=False, help_text="Published after the claim was made.")
    marks = models.JSONField(default=list, help_text='What to beware of: {"kind", "sentence"}; see sources.marks.')
    quotation_checks = models.JSONField(
        default=list, help_text="The claim's quotations laid beside the document, as sources.quotations gives them."
    )
    run = models.ForeignKey(LinkingRun, null=True, on_delete=models.PROTECT, related_name="evidence")
    missing_since = models.ForeignKey(
        LinkingRun, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="The newer search that did not bring this passage up again; it is kept.",
    )  # fmt: skip
    drifted_by = models.ForeignKey(
        "sources.DocumentCheck", null=True, on_delete=models.SET_NULL, related_name="drifted",
        help_text="The look at its address that found the words changed or gone; empty when they stand there.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "rank", "pk")
        verbose_name_plural = "evidence"
        constraints = (
            models.UniqueConstraint(fields=("claim", "passage"), name="a_passage_is_set_against_a_claim_once"),
            models.CheckConstraint(
                condition=models.Q(machine_confidence__isnull=True) | models.Q(machine_confidence__range=(0, 1)),
                name="the_confidence_of_a_stance_lies_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="suggested") | models.Q(curated_by__isnull=False),
                name="curated_evidence_has_a_curator",
            ),
            models.CheckConstraint(
                condition=~models.Q(machine_stance="") | ~models.Q(human_stance=""),
                name="evidence_has_a_stance",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stance}: {self.passage}"

    @property
    def stance(self) -> str:
        """The stance that counts: a person's where there is one, otherwise the machine's suggestion."""
        return self.human_stance or self.machine_stance

    @property
    def drift(self) -> dict[str, Any]:
        """What became of the words at their source since, as ``sources.drift.records`` writes it; empty for nothing."""
        if self.drifted_by is None:
            return {}
        return self.drifted_by.finding(self.passage) or {"sentence": self.drifted_by.sentence}

    @property
    def is_machine_only(self) -> bool:
        """Whether no person has touched it: then a newer search may renew it."""
        return self.origin == EvidenceOrigin.MACHINE and self.decision == Decision.SUGGESTED and not self.human_stance
