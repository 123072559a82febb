"""Claims whose answer is known, and to whom they were handed out."""

from typing import Any, Self

from django.db import models


class CalibrationItemQuerySet(models.QuerySet[Any]):
    """Settled claims that reviewers are tried with."""

    def visible_to(self, user: Any) -> Self:
        """The items that ``user`` may know of: who may be tried himself knows of none."""
        return self if user.has_perm("reviews.assign_review") else self.none()

    def in_use(self) -> Self:
        """Items that are still handed out."""
        return self.filter(retired_at__isnull=True)

    def for_list(self) -> Self:
        """Newest first, with claim, article and answer, and how often each was handed out and answered."""
        rows = self.select_related("claim__article", "claim__speaker", "rating", "marked_by", "retired_by").annotate(
            handed_out=models.Count("trials", distinct=True),
            answered=models.Count("trials__review__assessments", distinct=True),
        )
        return rows.order_by("-marked_at", "-pk")

    def fresh_for(self, user: Any) -> Self:
        """Items in use that ``user`` was never tried with, on claims with which he had nothing to do."""
        trials = self.model._meta.get_field("trials").related_model._default_manager
        reviews = self.model._meta.get_field("claim").related_model._meta.get_field("reviews").related_model
        had = models.Q(assignee=user) | models.Q(second_assignee=user) | models.Q(closed_by=user)
        did = had | models.Q(assessments__reviewer=user) | models.Q(verdicts__decided_by=user)
        own = models.Q(claim__article__submitted_by=user)
        judged = reviews._default_manager.filter(did, claim=models.OuterRef("claim"))
        tried = trials.filter(item=models.OuterRef("pk"), person=user)
        return self.in_use().exclude(own).filter(~models.Exists(tried), ~models.Exists(judged))


class CalibrationTrialQuerySet(models.QuerySet[Any]):
    """Items as they were handed out."""

    def stand_ins(self, user: Any, article: Any) -> dict[int, Any]:
        """The copies that ``user`` judges in place of claims of ``article``, by the primary key of those claims.

        When an item is retired and answered, the claim itself stands there again.
        """
        rows = self.filter(person=user, item__claim__article=article).select_related("review__claim__speaker", "item")
        rows = rows.exclude(item__retired_at__isnull=False, review__state__in=("decided", "cancelled"))
        return {trial.item.claim_id: trial.review.claim for trial in rows}
