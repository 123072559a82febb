"""What the desk asks of every review, as people changed it in the browser."""

from typing import Any

from django.conf import settings
from django.db import models


class DeskRules(models.Model):
    """One version of the rules of the desk; the newest counts, and none means those of the settings. Insert-only.

    The values are read by ``reviews.services.rules.rules_in_force``.
    """

    version = models.PositiveIntegerField(unique=True)
    forces = models.JSONField(default=list, help_text="What a speaker does so that two people judge: “accuses”.")
    accused = models.BooleanField(default=True, help_text="A named person is accused.")
    accusing_words = models.JSONField(default=list, help_text="Words that accuse.")
    health = models.BooleanField(default=False, help_text="The claim is about health.")
    health_words = models.JSONField(default=list, help_text="Words of health.")
    numbers = models.BooleanField(default=False, help_text="The claim rests on a number.")
    below = models.FloatField(default=0.0, help_text="Less confidence than this, 0 to 1.")
    topics = models.JSONField(default=list, help_text="Topics of articles that are sensitive.")
    share = models.FloatField(default=0.0, help_text="Of all other claims, in percent.")
    assigns = models.BooleanField(default=False, help_text="Open reviews are given to people by the machine.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="desk_rules")
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, help_text="Why they were changed.")

    class Meta:
        ordering = ("-version",)
        verbose_name_plural = "desk rules"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(below__range=(0, 1)), name="the_least_confidence_of_a_rule_lies_between_0_and_1"
            ),
            models.CheckConstraint(
                condition=models.Q(share__range=(0, 100)), name="the_share_of_a_rule_is_a_percentage"
            ),
        )

    def __str__(self) -> str:
        return f"rules, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert them; refuses to change what is stored."""
        if not self._state.adding:
            message = "Rules are never changed; make the next version."
            raise TypeError(message)
        super().save(*args, **kwargs)
