"""What is cited."""

from typing import Any, Self

from django.db import models


class CitationQuerySet(models.QuerySet[Any]):
    """What is cited."""

    def with_passage(self) -> Self:
        """With passage, document, kept bytes and publisher, in one query, without the texts of the documents."""
        about = self.select_related("evidence__passage__document__source", "evidence__passage__document__snapshot")
        return about.defer("evidence__passage__document__text", "evidence__passage__document__shingles")
