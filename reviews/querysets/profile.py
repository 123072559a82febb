"""Which reviewers are away."""

import datetime as dt
from typing import Any

from django.db import models


class ProfileQuerySet(models.QuerySet[Any]):
    """What is known of reviewers."""

    def away_on(self, day: dt.date) -> set[int]:
        """The primary keys of those who are away on ``day``."""
        back = models.Q(absent_until__isnull=True) | models.Q(absent_until__gte=day)
        return set(self.filter(back, absent_from__lte=day).values_list("person", flat=True))
