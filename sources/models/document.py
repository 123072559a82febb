"""One thing a source published, and the passages it is made of."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Article, Snapshot
from sources.models.source import Source
from sources.querysets import DocumentQuerySet, PassageQuerySet


class Document(models.Model):
    """A published text, frozen; offsets count code points of ``text``."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    external_id = models.CharField(max_length=200, blank=True, help_text="The name it was imported under.")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    url = models.URLField(max_length=2000, blank=True, help_text="Canonical address.")
    title = models.CharField(max_length=500)
    language = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64, db_index=True)
    shingles = models.JSONField(default=list, help_text="Sampled hashes of word runs, for noticing copies.")
    published_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="documents")
    notes = models.JSONField(default=list, help_text="What the reader of the file wants a person to know.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="added_documents"
    )
    fetched_at = models.DateTimeField(null=True)
    origin = models.ForeignKey(
        "sources.Origin", null=True, on_delete=models.SET_NULL, related_name="documents",
        help_text="The report that it goes back to together with other documents; empty when it stands alone.",
    )  # fmt: skip
    supersedes = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by",
        help_text="What stood at the same address before.",
    )  # fmt: skip
    next_check_at = models.DateTimeField(
        null=True, db_index=True, help_text="When its address is asked again; empty until that was done once."
    )
    steady_checks = models.PositiveSmallIntegerField(default=0, help_text="Looks in a row that brought nothing new.")
    gone_since = models.DateTimeField(null=True, help_text="When its page was first found gone.")
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="retracted_documents"
    )
    retraction_note = models.TextField(blank=True, help_text="Why nothing may rest on it any more.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("external_id",), condition=~models.Q(external_id=""), name="a_document_is_imported_once"
            ),
            models.UniqueConstraint(
                fields=("source", "text_hash", "url"),
                condition=models.Q(external_id=""),
                name="a_source_has_the_same_text_at_an_address_once",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_document_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(retracted_at__isnull=True) | ~models.Q(retraction_note=""),
                name="a_retracted_document_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sources:document", args=[self.public_id])


class Passage(models.Model):
    """A stretch of a document: the unit of retrieval and of evidence."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(help_text="Exactly the characters of the document from start to end.")
    locator = models.CharField(max_length=100, blank=True, help_text='"page 3, paragraph 2".')
    by_hand = models.BooleanField(default=False, help_text="Words a person chose; other passages hold them too.")

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ("document", "start")
        constraints = (
            models.UniqueConstraint(fields=("document", "start", "end"), name="a_passage_is_cut_once"),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="a_passage_starts_before_it_ends"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class ArticleCopy(models.Model):
    """A document that is an article of ours, or a copy of it, and so is never evidence for its claims."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="copies")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="copied_articles")
    share = models.FloatField(help_text="How much of the shorter text stands in the other, 0 to 1.")
    why = models.CharField(max_length=20, help_text='"shared text", or what a person said.')

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("article", "document"), name="a_copy_of_an_article_is_noted_once"),
        )

    def __str__(self) -> str:
        return f"{self.document} copies {self.article}"
