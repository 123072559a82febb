"""One look at the address of a document: whether it still says what was cited."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from claims.models import Run, Snapshot
from sources.choices import CheckOutcome
from sources.models.document import Document
from sources.querysets import DocumentCheckQuerySet


class DocumentCheck(Run):
    """A document fetched again and compared with what was kept.

    ``changes`` is what ``sources.drift.records`` writes: ``passages`` by their public id, ``signs``, ``share``, and
    ``confirmed``, whether a page that is gone or another one was found so twice in a row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="checks")
    host = models.CharField(max_length=200, db_index=True, help_text="Asked one page at a time.")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=CheckOutcome.choices, blank=True, help_text="Empty until done.")
    sentence = models.TextField(blank=True, help_text="The outcome for a person.")
    changes = models.JSONField(default=dict)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    text_hash = models.CharField(max_length=64, blank=True, help_text="Of the text that came.")
    version = models.ForeignKey(
        Document, null=True, on_delete=models.SET_NULL, related_name="found_by",
        help_text="What stands at the address now, where it says something else.",
    )  # fmt: skip

    objects: ClassVar[Any] = DocumentCheckQuerySet.as_manager()

    class Meta(Run.Meta):
        ordering = ("-pk",)
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(
                fields=("document",),
                condition=models.Q(status__in=["pending", "running"]),
                name="a_document_is_checked_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.sentence or super().__str__()

    @property
    def is_alarm(self) -> bool:
        """Whether cited words are no longer there as they were."""
        return self.outcome == CheckOutcome.CHANGED or bool(self.changes.get("confirmed"))

    def finding(self, passage: Any) -> dict[str, Any]:
        """What became of one passage, as ``sources.drift.records`` writes it; empty when nothing is known of it."""
        found: dict[str, Any] = self.changes.get("passages", {}).get(str(passage.public_id), {})
        return found
