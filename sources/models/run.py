"""The machine steps of this app."""

from django.conf import settings
from django.db import models

from claims.models import Claim, Intake, Run
from sources.models.document import Document


class DocumentIntake(Intake):
    """A document on its way in; ``document`` is set when it has arrived."""

    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="intakes")

    class Meta(Intake.Meta):
        pass

    @property
    def most_characters(self) -> int:
        """A report has more pages than an article."""
        return int(settings.DOCUMENT_MAX_CHARACTERS)


class LinkingRun(Run):
    """One search for evidence of a claim. A revised statement is another search."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="linking_runs")
    statement_hash = models.CharField(max_length=64)
    evidence_found = models.PositiveIntegerField(null=True, help_text="0 is a result: nothing was found.")
    caution = models.CharField(max_length=300, blank=True, help_text="What the search suffered from, in words.")

    class Meta(Run.Meta):
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(fields=("claim", "component", "statement_hash"), name="a_statement_is_linked_once"),
        )
