"""Scales and their versions."""

from typing import Any, Self

from django.db import models


class ScaleQuerySet(models.QuerySet[Any]):
    """Scales, each version a row."""

    def visible_to(self, user: Any) -> Self:
        """The scales that ``user`` may read: those who may read reviews."""
        return self if user.has_perm("reviews.view_review") else self.none()

    def newest(self) -> Self:
        """The newest version of each scale, the one in use first."""
        return self.filter(is_newest=True).order_by("-is_default", "name")

    def in_use(self) -> Any:
        """The scale that new verdicts are given on."""
        return self.get(is_default=True)

    def versions_of(self, scale: Any) -> Self:
        """All versions of a scale, newest first."""
        return self.filter(family=scale.family).order_by("-version")
