"""What is followed, what it named, and each time it was asked."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Run
from sources.choices import FeedKind
from sources.models.run import DocumentIntake
from sources.models.source import Source
from sources.querysets import FeedEntryQuerySet, FeedQuerySet


class Feed(models.Model):
    """A feed or sitemap of a publisher that a person follows: what it names comes into the library."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="feeds")
    kind = models.CharField(max_length=10, choices=FeedKind.choices, blank=True, help_text="Empty until it answered.")
    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=500, blank=True, help_text="What it calls itself.")
    enabled = models.BooleanField(default=True)
    backlog = models.PositiveIntegerField(
        default=100, help_text="How many of the pages that it named when it first answered come in, the newest."
    )
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict, help_text="Of an index: each sitemap, its change and when it was read.")
    polled_at = models.DateTimeField(null=True, help_text="When it last answered.")
    next_poll_at = models.DateTimeField(db_index=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="How often it failed since it last answered.")
    error = models.TextField(blank=True, help_text="Why it failed last, in words; empty since it answered.")
    followed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="feeds")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("source__normal_name", "pk")

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        return reverse("sources:feed", args=[self.public_id])


class FeedRun(Run):
    """One time that a feed is asked what is new."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="runs")
    named = models.PositiveIntegerField(null=True, help_text="Pages in the answer; empty when nothing had changed.")
    found = models.PositiveIntegerField(default=0, help_text="Those that were not known.")
    notes = models.JSONField(default=list, help_text="What a person should know about the answer, in sentences.")

    class Meta(Run.Meta):
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(
                fields=("feed",),
                condition=models.Q(status__in=("pending", "running")),
                name="a_feed_is_asked_once_at_a_time",
            ),
        )


class FeedEntry(models.Model):
    """A page that a feed named, remembered so that it comes in only once; ``intake`` is empty while it waits.

    One that is not ``wanted`` was named before anybody followed the feed, and stays out.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of its address.")
    name_key = models.CharField(max_length=64, help_text="SHA-256 of the name that the publisher gives it.")
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    wanted = models.BooleanField(default=True)
    run = models.ForeignKey(FeedRun, null=True, on_delete=models.SET_NULL, related_name="entries")
    intake = models.ForeignKey(DocumentIntake, null=True, on_delete=models.PROTECT, related_name="feed_entries")
    found_at = models.DateTimeField(auto_now_add=True)

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "feed entries"
        indexes = (models.Index(fields=("feed", "name_key"), name="feedentry_by_name"),)
        constraints = (models.UniqueConstraint(fields=("feed", "key"), name="a_feed_names_an_entry_once"),)

    def __str__(self) -> str:
        return self.title or self.url
