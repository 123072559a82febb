"""The right of reply: who was asked for an answer, what was asked, how long there was, and what came back."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from claims.models import Article, Claim
from reviews.choices import ReplyChannel, ReplyOutcome
from reviews.querysets.reply import ReplyRequestQuerySet


class InsertOnly(models.Model):
    """A row that is written once. The database refuses to change or delete it too, see the migration."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; refuses to change one that is stored."""
        if not self._state.adding:
            message = "What is in the log of replies is never changed; log what happened as a new entry."
            raise TypeError(message)
        super().save(*args, **kwargs)


class ReplyRequest(InsertOnly):
    """One question to somebody whom claims of an article accuse or contradict, with the time that was given.

    How the person can be reached may be confidential: it is in ``ReplyContact``, encrypted, and nowhere else.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="reply_requests")
    claims = models.ManyToManyField(Claim, through="ReplyTopic", related_name="reply_requests")
    person = models.CharField(max_length=300, help_text="Who was asked: as it may be told to anybody.")
    channel = models.CharField(max_length=10, choices=ReplyChannel.choices)
    question = models.TextField(help_text="What was asked or put to the person.")
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField(help_text="Until when an answer was asked for.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reply_requests")
    logged_at = models.DateTimeField(auto_now_add=True)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~models.Q(person=""), name="a_request_for_a_reply_says_who_was_asked"),
            models.CheckConstraint(condition=~models.Q(question=""), name="a_request_for_a_reply_says_what_was_asked"),
            models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("asked_at")), name="who_is_asked_is_given_time_to_reply"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} asked for a reply"


class ReplyTopic(InsertOnly):
    """A claim that a request is about."""

    request = models.ForeignKey(ReplyRequest, on_delete=models.PROTECT, related_name="topics")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reply_topics")

    class Meta:
        ordering = ("request", "claim")
        constraints = (
            models.UniqueConstraint(fields=("request", "claim"), name="a_request_for_a_reply_names_a_claim_once"),
        )

    def __str__(self) -> str:
        return f"request {self.request_id} on claim {self.claim_id}"


class ReplyContact(models.Model):
    """How the person of one request is reached, encrypted with a key that is not in the database.

    The one row of the log that changes: when the keys are rotated it is encrypted anew. It is in no export, no entry
    of the ledger, no log line and no list.
    """

    request = models.OneToOneField(ReplyRequest, on_delete=models.PROTECT, related_name="contact")
    sealed = models.TextField(help_text="The encrypted text.")

    class Meta:
        constraints = (models.CheckConstraint(condition=~models.Q(sealed=""), name="a_contact_that_is_kept_is_sealed"),)

    def __str__(self) -> str:
        return f"contact of request {self.request_id}"


class Reply(InsertOnly):
    """What came back: an answer, a refusal to answer, or nothing until the deadline."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ReplyRequest, on_delete=models.PROTECT, related_name="replies")
    outcome = models.CharField(max_length=10, choices=ReplyOutcome.choices)
    channel = models.CharField(max_length=10, choices=ReplyChannel.choices, blank=True)
    text = models.TextField(blank=True, help_text="What was answered, in the words of who answered where possible.")
    at = models.DateTimeField(help_text="When it came; for no answer, when that was noted.")
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="logged_replies")
    logged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name_plural = "replies"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome__in=["answered", "declined", "silent"]),
                name="the_outcome_of_a_reply_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="answered") | ~models.Q(text=""), name="an_answer_says_what_was_answered"
            ),
            models.UniqueConstraint(
                fields=("request",), condition=models.Q(outcome="silent"), name="no_answer_is_noted_once_for_a_request"
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome}: {self.request}"
