"""Requests for a reply."""

from typing import Any, Self

from django.db import models


class ReplyRequestQuerySet(models.QuerySet[Any]):
    """Requests for a reply."""

    def visible_to(self, user: Any) -> Self:
        """The requests that ``user`` may read: those who may read reviews."""
        return self if user.has_perm("reviews.view_review") else self.none()

    def on_claim(self, claim: Any) -> Self:
        """The requests that are about one claim."""
        return self.filter(topics__claim=claim)

    def for_page(self) -> Self:
        """Oldest first, with people, claims and what came back; never with the contacts."""
        rows = self.select_related("asked_by", "article").defer("article__body")
        return rows.prefetch_related("claims", "replies__logged_by").order_by("asked_at", "pk")
