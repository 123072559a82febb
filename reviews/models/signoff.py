"""What makes an article accounted for: sentences that need no check, and the sign-off."""

import uuid

from django.conf import settings
from django.db import models

from claims.models import Article
from factcheck.lib.spans import Span
from reviews.querysets.signoff import ClearedSentenceQuerySet, SignOffQuerySet


class ClearedSentence(models.Model):
    """A sentence of an article that a person says needs no check, with the reason. It can be taken back.

    ``start`` and ``end`` count code points of the article's body.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="cleared_sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cleared_sentences")
    cleared_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sentences_taken_back"
    )

    objects = ClearedSentenceQuerySet.as_manager()

    class Meta:
        ordering = ("article", "start", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "start", "end"),
                condition=models.Q(taken_back_at__isnull=True),
                name="a_sentence_is_cleared_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_cleared_sentence_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="a_cleared_sentence_starts_before_it_ends"
            ),
        )

    def __str__(self) -> str:
        return f"no check needed: {self.reason}"

    @property
    def span(self) -> Span:
        """Where it stands in the article."""
        return Span(self.start, self.end)


class SignOff(models.Model):
    """Somebody answers for an article: nothing in it is unaccounted for. A change of what it rests on undoes it.

    ``sentences`` and ``claims`` are what there was when it was signed. ``undone_by`` is empty when a change undid it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="sign_offs")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs")
    signed_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=500, blank=True)
    sentences = models.PositiveIntegerField(help_text="Sentences that were accounted for.")
    claims = models.PositiveIntegerField(help_text="Claims that were decided.")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="undone_sign_offs"
    )
    undone_because = models.CharField(max_length=500, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ("-signed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("article",),
                condition=models.Q(undone_at__isnull=True),
                name="an_article_is_signed_off_once",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | ~models.Q(undone_because=""),
                name="an_undone_sign_off_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article}: signed off by {self.signed_by}"
