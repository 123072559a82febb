"""What was foretold of reviews, so that forecasts can be held against what came."""

from django.db import models

from reviews.choices import Stage
from reviews.models.review import Review
from reviews.querysets.forecast import ForecastQuerySet


class Forecast(models.Model):
    """The chance that a review made its due time, as the desk's history said at some hour, before any correction."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="forecasts")
    at = models.DateTimeField(help_text="The beginning of the hour in which it was made.")
    due_at = models.DateTimeField(help_text="The due time at that time.")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    chance = models.FloatField()

    objects = ForecastQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("review", "at"), name="a_review_is_foretold_once_an_hour"),
            models.CheckConstraint(condition=models.Q(chance__range=(0, 1)), name="a_chance_lies_between_0_and_1"),
        )
        indexes = (models.Index(fields=("at",), name="forecast_by_time"),)

    def __str__(self) -> str:
        return f"{self.chance:.0%} for {self.review}"
