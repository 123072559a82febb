"""Reviews by how far they are: open, assigned, disputed, decided, closed."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models

from reviews.transitions import LIVE, UNANSWERED, UNDECIDED, State


def stored(states: Iterable[State]) -> list[str]:
    """``states`` as the database has them."""
    return [state.value for state in states]


class StateQuerySet(models.QuerySet[Any]):
    """Reviews, by how far they are."""

    def visible_to(self, user: Any) -> Self:
        """The reviews that ``user`` may read; of those of stand-ins only the ones with which he is tried himself."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(models.Q(trial__isnull=True) | models.Q(trial__person=user))

    def listed(self) -> Self:
        """Without the reviews of stand-ins, with which people are tried: what counts, and what the desk has to do."""
        return self.filter(trial__isnull=True)

    def live(self) -> Self:
        """Reviews that are not closed."""
        return self.filter(state__in=stored(LIVE))

    def undecided(self) -> Self:
        """Reviews whose due time still counts."""
        return self.filter(state__in=stored(UNDECIDED))

    def waiting(self) -> Self:
        """What ``undecided`` gives, for a list with its claims."""
        return self._standing(*UNDECIDED)

    def disputed(self) -> Self:
        """Reviews whose two assessments differ."""
        return self.filter(state="disputed")

    def decided(self) -> Self:
        """Reviews that wait for a second person to publish or return them."""
        return self.filter(state="decided")

    def hiding(self) -> Self:
        """Blind reviews that wait for an answer, so that none is shown."""
        return self.filter(blind=True, state__in=stored(UNANSWERED))

    def _standing(self, *states: State) -> Self:
        """Reviews in one of ``states``, looked up by them first: the few that wait among the many that are done.

        A database that knows nothing of how many wait reads a list with claims from the articles on otherwise.
        """
        waiting = self.model._default_manager.filter(state__in=stored(states)).order_by()
        return self.filter(pk__in=waiting.values("pk"))

    def _answers(self) -> models.QuerySet[Any]:
        """The assessments of the review that is looked at, in its present round."""
        assessments = self.model._meta.get_field("assessments").related_model._default_manager
        answers: models.QuerySet[Any] = assessments.filter(review=models.OuterRef("pk"), round=models.OuterRef("round"))
        return answers

    @staticmethod
    def _needs_second() -> models.Q:
        return models.Q(state="assigned", blind=True, second_assignee__isnull=True)
