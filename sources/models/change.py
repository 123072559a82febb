"""What changed in the library, for indexes that follow it. Triggers of the database write it, whoever changed it."""

import uuid
from typing import ClassVar

from django.db import models

from sources.querysets import LibraryChangeQuerySet


class LibraryLog(models.Model):
    """One row: the name that this library gave itself, and the number that its last changes were given.

    It is locked while changes get their number, so that who has read up to a number has missed nothing before it.
    """

    library = models.UUIDField(default=uuid.uuid4, editable=False)
    newest = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.library}: {self.newest}"


class LibraryChange(models.Model):
    """A document whose passages, title or date are others than before, or that is gone; its last change alone.

    ``number`` is empty until the writer of an index asks for what is new.
    """

    # No foreign key, for the row has to outlive its document.
    document_number = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField()

    objects = LibraryChangeQuerySet.as_manager()

    class Meta:
        ordering = ("number", "document_number")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["number", "document_number"], name="libraries_change_by_number")
        ]

    def __str__(self) -> str:
        return f"document {self.document_number}: {self.number or 'new'}"
