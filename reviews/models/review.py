"""The human job on one claim."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Claim
from reviews.choices import ReviewState
from reviews.models.scale import Scale
from reviews.querysets.review import ReviewQuerySet
from reviews.transitions import UNANSWERED, UNDECIDED


class Review(models.Model):
    """One job: find out whether a claim holds. ``version`` grows with every action.

    A review that is ``blind`` needs two assessments, by ``assignee`` and ``second_assignee``, neither of whom sees the
    other's before both are in. ``round`` grows when a decided review is returned; assessments belong to a round.
    A review that was cancelled and has no ``closed_by`` was withdrawn by the machine: its claim gets a new one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN.value)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="assigned_reviews"
    )
    second_assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="second_reviews"
    )
    blind = models.BooleanField(default=False, help_text="Two reviewers assess it, neither knowing of the other.")
    blind_reason = models.CharField(max_length=1000, blank=True, help_text="The rules that asked for the second one.")
    scale = models.ForeignKey(
        Scale, null=True, on_delete=models.PROTECT, related_name="reviews",
        help_text="The version that both blind reviewers judge on; empty for the one that is in use.",
    )  # fmt: skip
    round = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    due_from = models.DateTimeField(null=True, help_text="The publication time that the due time was counted from.")
    due_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who set the due time by hand; then it does not move with the publication time.",
    )  # fmt: skip
    due_reason = models.CharField(max_length=200, blank=True, help_text="Why it was set by hand.")
    assigned_at = models.DateTimeField(null=True)
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="corrections",
        help_text="The published review that this one corrects.",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="closed_reviews"
    )
    closing_reason = models.CharField(max_length=500, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("due_at", "pk")
        permissions = (
            ("assess_review", "Can judge claims"),
            ("assign_review", "Can assign reviews, settle disputes and cancel"),
            ("publish_review", "Can return and publish verdicts"),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="review_by_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=("claim",),
                condition=models.Q(state__in=["open", "assigned", "disputed", "decided"]),
                name="a_claim_has_one_live_review",
            ),
            models.UniqueConstraint(
                fields=("supersedes",),
                condition=~models.Q(state="cancelled"),
                name="a_published_review_is_corrected_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "assigned", "disputed", "decided", "published", "cancelled"]),
                name="the_state_of_a_review_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["assigned", "disputed", "decided", "published"])
                | models.Q(assignee__isnull=False),
                name="a_review_under_way_has_an_assignee",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "cancelled"]) | models.Q(closed_at__isnull=False),
                name="a_closed_review_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(closing_reason=""),
                name="a_cancelled_review_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(second_assignee__isnull=True) | ~models.Q(second_assignee=models.F("assignee")),
                name="two_people_assess_a_blind_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.state}: {self.claim}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:review", args=[self.public_id])

    @property
    def people(self) -> list[Any]:
        """Who has to assess it, the first reviewer first; empty while nobody has it."""
        return [person for person in (self.assignee, self.second_assignee) if person is not None]

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has said yet, for good, whether the claim holds."""
        return self.state in UNDECIDED

    @property
    def hides_answers(self) -> bool:
        """Whether it is blind and an answer is still to come: until then none is shown to anybody else."""
        return self.blind and self.state in UNANSWERED

    @property
    def has_a_free_place(self) -> bool:
        """Whether somebody may still take it without taking it from somebody else."""
        return self.state == ReviewState.OPEN or (
            self.state == ReviewState.ASSIGNED and self.blind and self.second_assignee_id is None
        )
