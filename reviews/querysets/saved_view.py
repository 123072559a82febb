"""Views of the queue that are kept."""

from typing import Any, Self

from django.db import models


class SavedViewQuerySet(models.QuerySet[Any]):
    """Views of the queue that are kept."""

    def visible_to(self, user: Any) -> Self:
        """The views of ``user`` and those that are shared with the desk, with whose they are."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(models.Q(owner=user) | models.Q(shared=True)).select_related("owner")
