"""Reading, by name."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils import timezone

from claims.models import Claim
from reviews.transitions import LIVE, UNANSWERED, UNDECIDED, State
from sources.models import LinkingRun

MAIL_LEASE = dt.timedelta(minutes=5)
MOST_MAIL_ATTEMPTS = 10
# Verdicts that are ready are a list on the desk; a mail for each would bury the other mails.
UNMAILED_KINDS = ("decided",)


def _stored(states: Iterable[State]) -> list[str]:
    return [state.value for state in states]


class ReviewQuerySet(models.QuerySet[Any]):
    """Reviews."""

    def visible_to(self, user: Any) -> Self:
        """The reviews that ``user`` may read."""
        return self if user.has_perm("reviews.view_review") else self.none()

    def live(self) -> Self:
        """Reviews that are not closed."""
        return self.filter(state__in=_stored(LIVE))

    def unassigned(self) -> Self:
        """Reviews that wait for somebody to take them, or for a second reviewer."""
        return self.filter(models.Q(state="open") | self._needs_second())

    def assigned_to(self, user: Any) -> Self:
        """Reviews that ``user`` has to assess and has not yet."""
        mine = models.Q(assignee=user) | models.Q(second_assignee=user)
        return self.filter(mine, ~models.Exists(self._answers().filter(reviewer=user)), state="assigned")

    def overdue(self) -> Self:
        """Reviews past their due time that nobody has decided."""
        return self.undecided().filter(due_at__lt=timezone.now())

    def not_reminded(self) -> Self:
        """Overdue reviews of whose due time nobody was reminded yet."""
        notices = self.model._meta.get_field("notices").related_model._default_manager
        reminders = notices.filter(kind="overdue", review=models.OuterRef("pk"))
        return self.overdue().filter(~models.Exists(reminders.filter(created_at__gte=models.OuterRef("due_at"))))

    def idle_since(self, moment: dt.datetime) -> Self:
        """Reviews that somebody has and with which nothing was done since ``moment``.

        A blind review whose one reviewer has answered waits for a second one and so is not idle.
        """
        waits = models.Exists(self._answers()) & self._needs_second()
        return self.filter(~waits, state="assigned", updated_at__lt=moment)

    def undecided(self) -> Self:
        """Reviews whose due time still counts."""
        return self.filter(state__in=_stored(UNDECIDED))

    def disputed(self) -> Self:
        """Reviews whose two assessments differ."""
        return self.filter(state="disputed")

    def decided(self) -> Self:
        """Reviews that wait for a second person to publish or return them."""
        return self.filter(state="decided")

    def matching(self, words: str) -> Self:
        """Reviews of claims whose statement or speaker holds ``words``; all when there are none."""
        if not words:
            return self
        said = models.Q(claim__statement__icontains=words)
        return self.filter(said | models.Q(claim__speaker__name__icontains=words))

    def for_list(self) -> Self:
        """With claim, article, speaker and people, in one query, without the texts.

        What is due first comes first, and of what is due at the same time what is most worth checking.
        """
        rows = self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee")
        return rows.defer("claim__article__body").order_by("due_at", "-claim__checkworthiness", "pk")

    def for_page(self) -> Self:
        """With claim, article, speaker and people, in one query, with the text of the article."""
        return self.select_related("claim__article", "claim__speaker", "assignee", "second_assignee", "supersedes")

    def claims_without_one(self) -> models.QuerySet[Any]:
        """Live claims that wait for a review: their search for evidence is over, well or badly, and they have none.

        The newest review of a claim counts: one that was published or cancelled by a person ends the matter, one that
        was withdrawn by the machine does not. ``corrected_id`` is the review that a withdrawn one was to correct.
        """
        reviews = self.filter(claim=models.OuterRef("pk"))
        newer = self.filter(claim=models.OuterRef("claim"), pk__gt=models.OuterRef("pk"))
        standing = reviews.exclude(state="cancelled", closed_by__isnull=True).filter(~models.Exists(newer))
        runs = LinkingRun.objects.filter(claim=models.OuterRef("pk"))
        under_way = runs.filter(status__in=("pending", "running"))
        waiting = Claim.objects.live().filter(~models.Exists(standing), models.Exists(runs), ~models.Exists(under_way))
        return waiting.annotate(corrected_id=models.Subquery(reviews.order_by("-pk").values("supersedes")[:1]))

    def _answers(self) -> models.QuerySet[Any]:
        """The assessments of the review that is looked at, in its present round."""
        assessments = self.model._meta.get_field("assessments").related_model._default_manager
        answers: models.QuerySet[Any] = assessments.filter(review=models.OuterRef("pk"), round=models.OuterRef("round"))
        return answers

    @staticmethod
    def _needs_second() -> models.Q:
        return models.Q(state="assigned", blind=True, second_assignee__isnull=True)


class AssessmentQuerySet(models.QuerySet[Any]):
    """What reviewers answered."""

    def visible_to(self, user: Any) -> Self:
        """The assessments that ``user`` may read: his own, and those of rounds in which no answer is missing."""
        if not user.has_perm("reviews.view_review"):
            return self.none()
        return self.filter(~self._sealed() | models.Q(reviewer=user))

    def of_round(self, review: Any) -> Self:
        """The answers in the present round of ``review``, in the order in which they came in."""
        return self.filter(review=review, round=review.round).order_by("pk")

    def awaited_in(self, review: Any) -> list[Any]:
        """The people of ``review`` who have not answered in its present round."""
        answered = set(self.of_round(review).values_list("reviewer", flat=True))
        return [person for person in review.people if person.pk not in answered]

    @staticmethod
    def _sealed() -> models.Q:
        """Answers of a blind review that still waits for the other one."""
        return models.Q(review__blind=True, review__state__in=_stored(UNANSWERED), round=models.F("review__round"))


class VerdictQuerySet(models.QuerySet[Any]):
    """What was decided."""

    def visible_to(self, user: Any) -> Self:
        """The verdicts that ``user`` may read."""
        return self if user.has_perm("reviews.view_verdict") else self.none()

    def with_citations(self) -> Self:
        """With rating, person and the passages that are cited."""
        passage = "citations__evidence__passage__document"
        return self.select_related("rating", "decided_by").prefetch_related(passage)

    def newest_of(self, review: Any) -> Any:
        """The verdict that counts for ``review``, or ``None``."""
        return self.filter(review=review).order_by("-version").first()


class CitationQuerySet(models.QuerySet[Any]):
    """What is cited."""

    def with_passage(self) -> Self:
        """With passage, document, kept bytes and publisher, in one query, without the texts of the documents."""
        about = self.select_related("evidence__passage__document__source", "evidence__passage__document__snapshot")
        return about.defer("evidence__passage__document__text", "evidence__passage__document__shingles")


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices."""

    def of(self, user: Any) -> Self:
        """What ``user`` was told, newest first, with what it is about."""
        about = self.filter(recipient=user).select_related("review__claim__article", "review__claim__speaker")
        return about.defer("review__claim__article__body").order_by("-created_at", "-pk")

    def unread_by(self, user: Any) -> Self:
        """What ``user`` has not read yet, newest first."""
        return self.filter(recipient=user, read_at__isnull=True)

    def to_mail(self, now: dt.datetime) -> Self:
        """Notices that a worker may take now to mail: never sent, and nobody else is sending them."""
        free = models.Q(mail_taken_at__isnull=True) | models.Q(mail_taken_at__lt=now - MAIL_LEASE)
        return self.filter(
            free, mailed_at__isnull=True, mail_attempts__lt=MOST_MAIL_ATTEMPTS, recipient__is_active=True
        ).exclude(models.Q(recipient__email="") | models.Q(kind__in=UNMAILED_KINDS))
