"""Sentences that need no check, and sign-offs of articles."""

from typing import Any, Self

from django.db import models


class ClearedSentenceQuerySet(models.QuerySet[Any]):
    """Sentences that need no check."""

    def standing(self) -> Self:
        """Those that nobody took back, in the order of the text, with who said it."""
        return self.filter(taken_back_at__isnull=True).select_related("cleared_by").order_by("start", "pk")


class SignOffQuerySet(models.QuerySet[Any]):
    """Sign-offs of articles."""

    def in_force(self) -> Self:
        """Those that nothing has undone, with who signed."""
        return self.filter(undone_at__isnull=True).select_related("signed_by")

    def newest_of(self, article: Any) -> Any:
        """The last sign-off of ``article``, in force or undone, or ``None``."""
        return self.filter(article=article).select_related("signed_by", "undone_by").first()
