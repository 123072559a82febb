"""What is cited, and which way it was taken to bear on the claim."""

from typing import Any

from django.db import models

from reviews.models.verdict import Assessment, Verdict
from reviews.querysets.citation import CitationQuerySet
from sources.choices import StanceChoice
from sources.models import Evidence


class Citation(models.Model):
    """A passage as it was cited. Insert-only: what becomes of the evidence later does not change ``stance``."""

    stance = models.CharField(max_length=12, choices=StanceChoice.choices, help_text="As the one who cites it sees it.")

    objects = CitationQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"cited as {self.stance}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the citation; refuses to change one that is stored."""
        if not self._state.adding:
            message = "A citation is never changed; assess the review again."
            raise TypeError(message)
        super().save(*args, **kwargs)


class AssessmentCitation(Citation):
    """A passage that a reviewer cites for his answer."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="citations")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="assessment_citations")

    class Meta:
        ordering = ("evidence__rank", "evidence")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "evidence"), name="an_assessment_cites_a_passage_once"),
            models.CheckConstraint(
                condition=models.Q(stance__in=StanceChoice.values), name="an_assessment_cites_with_a_known_stance"
            ),
        )


class VerdictCitation(Citation):
    """A passage that a verdict rests on."""

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="citations")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="verdict_citations")

    class Meta:
        ordering = ("evidence__rank", "evidence")
        constraints = (
            models.UniqueConstraint(fields=("verdict", "evidence"), name="a_verdict_cites_a_passage_once"),
            models.CheckConstraint(
                condition=models.Q(stance__in=StanceChoice.values), name="a_verdict_cites_with_a_known_stance"
            ),
        )
