"""Reviews by when they are due, and those with which nothing is done."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from reviews.querysets.states import StateQuerySet
from reviews.transitions import UNDECIDED


class DueTimeQuerySet(StateQuerySet):
    """Reviews, by when they are due and how long nothing was done."""

    def overdue(self) -> Self:
        """Reviews past their due time that nobody has decided."""
        return self.undecided().filter(due_at__lt=timezone.now())

    def not_reminded(self) -> Self:
        """Overdue reviews of whose due time nobody was reminded yet; of those of stand-ins only who has them is."""
        waits = models.Q(state="assigned") & ~models.Exists(self._answers())
        notices = self.model._meta.get_field("notices").related_model._default_manager
        reminders = notices.filter(kind="overdue", review=models.OuterRef("pk"))
        told = models.Exists(reminders.filter(created_at__gte=models.OuterRef("due_at")))
        return self.overdue().filter(models.Q(trial__isnull=True) | waits, ~told)

    def due_soon(self, until: dt.datetime) -> Self:
        """Assigned reviews that are due by ``until`` and not yet, of which somebody who has to answer was not told."""
        waits = self._waits_untold("assignee") | self._waits_untold("second_assignee")
        return self.filter(waits, state="assigned", due_at__gt=timezone.now(), due_at__lte=until)

    def _waits_untold(self, place: str) -> models.Q:
        """Somebody in ``place`` who has to answer and was not reminded of this due time."""
        person = models.OuterRef(place)
        answered = models.Exists(self._answers().filter(reviewer=person))
        told = models.Exists(self._told("reminder").filter(recipient=person, due_at=models.OuterRef("due_at")))
        return models.Q(**{f"{place}__isnull": False}) & ~answered & ~told

    def not_escalated(self, since: dt.datetime) -> Self:
        """Undecided reviews that were due by ``since``, and of whose due time no editor was told."""
        told = models.Exists(self._told("escalated").filter(due_at=models.OuterRef("due_at")))
        return self.undecided().listed().filter(~told, due_at__lte=since)

    def _told(self, kind: str) -> models.QuerySet[Any]:
        notices = self.model._meta.get_field("notices").related_model._default_manager
        told: models.QuerySet[Any] = notices.filter(kind=kind, review=models.OuterRef("pk"))
        return told

    def due_time_outdated(self) -> Self:
        """Undecided reviews whose due time was counted from another publication time than the article has now."""
        now = models.F("claim__article__published_at")
        same = models.Q(due_from=now) | models.Q(due_from__isnull=True, claim__article__published_at__isnull=True)
        return self._standing(*UNDECIDED).filter(~same, due_set_by__isnull=True)

    def idle_since(self, moment: dt.datetime) -> Self:
        """Reviews that somebody has and with which nothing was done since ``moment``.

        A blind review whose one reviewer has answered waits for a second one and so is not idle. Of any blind review
        the time since it was given to its reviewers counts: what one does must not tell by when the other loses it.
        """
        waits = models.Exists(self._answers()) & self._needs_second()
        since = Coalesce("assigned_at", "updated_at")
        idle = models.Q(blind=False, updated_at__lt=moment) | models.Q(blind=True, since__lt=moment)
        return self.annotate(since=since).filter(idle & ~waits, state="assigned")

    def due_by(self, moment: dt.datetime) -> Self:
        """Undecided reviews that are due by then, or were."""
        return self.undecided().filter(due_at__lte=moment)
