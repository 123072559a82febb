"""Forecasts beside what came."""

from typing import Any, Self

from django.db import models
from django.utils import timezone


class ForecastQuerySet(models.QuerySet[Any]):
    """What was foretold."""

    def settled(self) -> Self:
        """Forecasts of which it is known what came, with ``made``: whether the review made the due time of then.

        Only those whose due time has passed, so that the quick ones do not count before the slow ones; and none of a
        review that was closed without a verdict.
        """
        verdicts = self.model._meta.get_field("review").related_model._meta.get_field("verdicts").related_model
        since = verdicts._default_manager.filter(decided_at__gte=models.OuterRef("at"))
        given = since.filter(review=models.OuterRef("review"))
        made = models.Exists(given.filter(decided_at__lte=models.OuterRef("due_at")))
        known = models.Exists(given) | ~models.Q(review__state="cancelled")
        return self.filter(known, due_at__lt=timezone.now()).annotate(made=made)
