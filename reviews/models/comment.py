"""What people say to each other about a claim, or about some words of an article."""

import uuid
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Article, Claim
from reviews.choices import CommentKind
from reviews.models.review import Review
from reviews.querysets.comment import CommentQuerySet

_CHANGEABLE: Final = frozenset({"resolved_at", "resolved_by", "told_at"})


class Comment(models.Model):
    """One comment; those with a ``parent`` are replies in its thread. Its words never change.

    It is about a claim, or about the characters ``start`` to ``end`` of an article. Who may read it is decided by
    ``CommentQuerySet.visible_to``: while a blind review waits for answers, what reviewers write is held.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="comments")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=12, choices=CommentKind.choices, default=CommentKind.COMMENT.value)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="resolved_comments"
    )
    never_held = models.BooleanField(
        default=False, help_text="Its author is no reviewer who could be a blind one, so anybody may read it at once."
    )
    told_at = models.DateTimeField(null=True, help_text="When those who are mentioned were told.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(condition=~models.Q(text=""), name="a_comment_has_words"),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False, start__isnull=True, end__isnull=True)
                | models.Q(claim__isnull=True, start__lt=models.F("end")),
                name="a_comment_is_about_a_claim_or_about_some_words",
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False, parent__isnull=True),
                name="a_thread_is_resolved_by_somebody_at_its_first_comment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; of one that is stored only its being resolved and told may change."""
        if not self._state.adding and not set(kwargs.get("update_fields") or ("text",)) <= _CHANGEABLE:
            message = "A comment is never changed; write another one."
            raise TypeError(message)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("reviews:comments", args=[self.article.public_id]) + f"#comment-{self.public_id}"


class FixRequest(models.Model):
    """What was asked when a verdict was sent back or a review was opened again, and how that ended.

    ``before`` is the verdict as it stood then; what changed since is told by comparing it with the newest one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="fixes")
    asked = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="asked_fixes",
        help_text="Who asked; empty for the machine.",
    )  # fmt: skip
    asked_at = models.DateTimeField(auto_now_add=True)
    before = models.ForeignKey("reviews.Verdict", null=True, on_delete=models.PROTECT, related_name="fixes")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="resolved_fixes"
    )
    resolved_at = models.DateTimeField(null=True)
    resolution = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~models.Q(asked=""), name="a_fix_says_what_is_asked"),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_fix_is_resolved_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"asked: {self.asked[:60]}"


class Presence(models.Model):
    """That somebody has a review open; it expires, and is taken away when he leaves."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences")
    since = models.DateTimeField(help_text="When he came.")
    seen_at = models.DateTimeField(help_text="When his page was last heard of.")

    class Meta:
        ordering = ("since", "pk")
        constraints = (models.UniqueConstraint(fields=("review", "person"), name="somebody_is_at_a_review_once"),)

    def __str__(self) -> str:
        return f"{self.person} at {self.review_id}"
