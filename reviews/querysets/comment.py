"""Comments, and until when those on a blind review are held."""

from typing import Any, Self

from django.db import models


class CommentQuerySet(models.QuerySet[Any]):
    """What people say to each other."""

    def visible_to(self, user: Any) -> Self:
        """The comments that ``user`` may read: his own, and those that are not held, in threads that he may read.

        What a reviewer writes about a claim, or about words that overlap it, is held while a blind review of it waits
        for answers; and what one of two blind reviewers writes anywhere in the article, while his review does.
        """
        if not user.has_perm("reviews.view_review"):
            return self.none()
        own, own_thread = models.Q(author=user), models.Q(parent__isnull=True) | models.Q(parent__author=user)
        return self.filter(own | ~self._held(), own_thread | ~self._held("parent__"))

    def unheld(self) -> Self:
        """Comments that nobody has to wait for."""
        return self.filter(~self._held(), models.Q(parent__isnull=True) | ~self._held("parent__"))

    def untold(self) -> Self:
        """Comments that mention people who were not told of it yet."""
        return self.filter(told_at__isnull=True, mentions__isnull=False).distinct()

    def for_page(self) -> Self:
        """Oldest first, with the people."""
        return self.select_related("author", "resolved_by", "claim").order_by("at", "pk")

    def _held(self, prefix: str = "") -> models.Q:
        reviews = self.model._meta.apps.get_model("reviews", "Review")
        hiding = reviews._default_manager.hiding().filter(claim__article=models.OuterRef(f"{prefix}article"))
        author = models.OuterRef(f"{prefix}author")
        about = models.Q(claim=models.OuterRef(f"{prefix}claim"))
        overlaps = models.Q(
            claim__start__lt=models.OuterRef(f"{prefix}end"), claim__end__gt=models.OuterRef(f"{prefix}start")
        )
        concerns = models.Exists(hiding.filter(about | overlaps))
        assesses = models.Exists(hiding.filter(models.Q(assignee=author) | models.Q(second_assignee=author)))
        return models.Q(**{f"{prefix}never_held": False}) & (concerns | assesses)
