"""What reviewers answered and what was decided, and who may read it."""

import datetime as dt
from typing import Any, Self

from django.db import models

from reviews.querysets.states import stored
from reviews.transitions import UNANSWERED, UNDECIDED


class AssessmentQuerySet(models.QuerySet[Any]):
    """What reviewers answered."""

    def visible_to(self, user: Any) -> Self:
        """The assessments that ``user`` may read: his own, and those of rounds in which no answer is missing."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(~self._sealed() | models.Q(reviewer=user))

    def unsealed(self) -> Self:
        """The assessments of rounds in which no answer is missing: what anybody may see."""
        return self.filter(~self._sealed())

    def of_round(self, review: Any) -> Self:
        """The answers in the present round of ``review``, in the order in which they came in."""
        return self.filter(review=review, round=review.round).order_by("pk")

    def of_live_rounds(self) -> Self:
        """The answers in the present rounds of all undecided reviews."""
        return self.filter(review__state__in=stored(UNDECIDED), round=models.F("review__round"))

    def last_answers(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """Everybody who answered since then, with the time of his last answer."""
        people = self.filter(at__gte=since).order_by().values_list("reviewer")
        last: models.QuerySet[Any, Any] = people.annotate(last=models.Max("at"))
        return last

    def awaited_in(self, review: Any) -> list[Any]:
        """The people of ``review`` who have not answered in its present round."""
        answered = set(self.of_round(review).values_list("reviewer", flat=True))
        return [person for person in review.people if person.pk not in answered]

    @staticmethod
    def _sealed() -> models.Q:
        """Answers of a blind review that still waits for the other one."""
        return models.Q(review__blind=True, review__state__in=stored(UNANSWERED), round=models.F("review__round"))


class VerdictQuerySet(models.QuerySet[Any]):
    """What was decided."""

    def visible_to(self, user: Any) -> Self:
        """The verdicts that ``user`` may read."""
        return self if user.has_perm("reviews.view_verdict") else self.none()

    def with_citations(self) -> Self:
        """With rating, person and the passages that are cited."""
        passage = "citations__evidence__passage__document"
        return self.select_related("rating", "decided_by").prefetch_related(passage)

    def settled_since(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """When disputes were settled, newest first: the time of the last answer before, and of the verdict."""
        rows = self._settled(since).annotate(answered_at=models.Max("review__assessments__at"))
        times: models.QuerySet[Any, Any] = rows.order_by("-decided_at").values_list("answered_at", "decided_at")
        return times

    def last_settled(self, since: dt.datetime) -> models.QuerySet[Any, Any]:
        """Everybody who settled disputes since then, with the time of the last one."""
        people = self._settled(since).order_by().values_list("decided_by")
        last: models.QuerySet[Any, Any] = people.annotate(last=models.Max("decided_at"))
        return last

    def _settled(self, since: dt.datetime) -> Self:
        """Verdicts of people who gave none of the answers: they settled a dispute."""
        assessments = self.model._meta.get_field("review").related_model._meta.get_field("assessments").related_model
        own = assessments._default_manager.filter(
            review=models.OuterRef("review"), reviewer=models.OuterRef("decided_by")
        )
        return self.filter(~models.Exists(own), review__blind=True, decided_at__gte=since)

    def newest_of(self, review: Any) -> Any:
        """The verdict that counts for ``review``, or ``None``."""
        return self.filter(review=review).order_by("-version").first()
