"""The text under check."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models.snapshot import Snapshot
from claims.querysets import ArticleQuerySet


class Article(models.Model):
    """One article; its body is frozen, so a new draft is another Article.

    ``published_at`` is the anchor of every relative date in it. It is asked for when it is not known, never guessed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    external_id = models.CharField(max_length=200, blank=True, help_text="The CMS's own name for the article.")
    url = models.URLField(max_length=2000, blank=True)
    headline = models.CharField(max_length=500)
    byline = models.CharField(max_length=300, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47, empty when not recognised.")
    language_recognised = models.BooleanField(
        default=False, help_text="Whether the machine took the language from the words, because nobody had said it."
    )
    topic = models.CharField(max_length=60, blank=True, help_text="What it is about, in a word of the desk.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(
        null=True, blank=True, help_text="The day of publication where it was published; relative dates count from it."
    )
    body = models.TextField(help_text="Frozen. Every offset counts code points of this text.")
    body_hash = models.CharField(max_length=64, db_index=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="articles")
    notes = models.JSONField(default=list, help_text="What the reader of the file wants a person to know.")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="submitted_articles"
    )
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by",
        help_text="The draft that came in before under the same external id.",
    )  # fmt: skip
    stands_in_for = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="stand_ins",
        help_text="The article of which this is a copy to try a reviewer with; such a copy is in no list and no count.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("external_id", "body_hash"),
                condition=~models.Q(external_id=""),
                name="the_same_text_twice_is_the_same_article",
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="an_article_has_a_body"),
        )

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("reviews:article", args=[self.public_id])
