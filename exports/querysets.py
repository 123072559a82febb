"""Reading, by name."""

import uuid
from typing import Any, NoReturn, Self

from django.db import models


class PublicationQuerySet(models.QuerySet[Any]):
    """Entries of the feed."""

    def visible_to(self, user: Any) -> Self:
        """The entries that ``user`` may read."""
        return self if user.has_perm("exports.view_publication") else self.none()

    def in_feed_order(self) -> Self:
        """From the first to the newest."""
        return self.order_by("sequence")

    def of_article(self, public_id: uuid.UUID) -> Self:
        """The entries about the claims of one article."""
        return self.filter(article_public_id=public_id)

    def of_kind(self, kind: str) -> Self:
        """The entries that tell the same thing: published, corrected or retracted."""
        return self.filter(kind=kind)

    def after(self, sequence: int) -> Self:
        """The entries that a reader who has those up to ``sequence`` does not have yet."""
        return self.filter(sequence__gt=sequence)

    def newest_of_claim(self, claim_id: int) -> Any:
        """The last word on a claim, or ``None``: what stands, unless it is a retraction."""
        return self.filter(review__claim_id=claim_id).order_by("-sequence").first()

    def for_export(self) -> Self:
        """With all that an answer shows, in one query."""
        return self.select_related("supersedes").defer("supersedes__payload")

    def for_page(self) -> Self:
        """Newest first, with verdict, claim and people; ``is_outdated`` where a later entry on the claim stands."""
        later = self.model._default_manager.filter(
            review__claim=models.OuterRef("review__claim"), sequence__gt=models.OuterRef("sequence")
        )
        about = self.select_related(
            "review__claim__article", "review__claim__speaker", "verdict__rating", "published_by"
        )
        return (
            about.defer("review__claim__article__body").annotate(is_outdated=models.Exists(later)).order_by("-sequence")
        )

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse: entries are never changed."""
        message = "Publications are never changed; correct or retract them with a new entry."
        raise TypeError(message)

    def delete(self) -> NoReturn:
        """Refuse: the feed only grows."""
        message = "Publications are never deleted; retract them with a new entry."
        raise TypeError(message)
