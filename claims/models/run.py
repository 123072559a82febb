"""One machine step, as a row: the outbox, the lock, the idempotency key, the progress bar and the provenance."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.choices import IntakeWay, RunStatus
from claims.models.article import Article
from claims.models.snapshot import Snapshot
from claims.querysets import RunQuerySet


class Run(models.Model):
    """A step that a component has to take. Written in the transaction of the fact that asked for it.

    ``token`` is the fencing token: only the worker that holds the newest one may store its results.
    """

    component = models.CharField(max_length=100, help_text='The component and its version, "rules/1".')
    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(null=True, editable=False)
    lease_expires_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(auto_now_add=True, help_text="When a worker was last asked to take it.")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = (models.Index(fields=("status", "asked_at"), name="%(class)s_by_status"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(status__in=["pending", "running", "done", "failed", "stale"]),
                name="the_status_of_a_%(class)s_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="done") | models.Q(finished_at__isnull=False),
                name="a_done_%(class)s_has_an_end",
            ),
        )

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}: {self.status}"

    @property
    def is_under_way(self) -> bool:
        """Whether a person still has to wait for it."""
        return self.status in {RunStatus.PENDING, RunStatus.RUNNING}


class Intake(Run):
    """Bytes on their way in: fetched if they have an address, read in a process of their own, then submitted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(max_length=10, choices=IntakeWay.choices)
    url = models.URLField(max_length=2000, blank=True)
    filename = models.CharField(max_length=300, blank=True)
    given = models.JSONField(default=dict, help_text="What the person or the CMS already said about it.")
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Run.Meta):
        abstract = True

    @property
    def most_characters(self) -> int:
        """The longest text that is taken."""
        return int(settings.TEXT_MAX_CHARACTERS)


class ArticleIntake(Intake):
    """An article on its way in; ``article`` is set when it has arrived."""

    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="intakes")

    class Meta(Intake.Meta):
        pass


class ExtractionRun(Run):
    """One reading of an article by an extractor. Another publication time is another reading."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="extraction_runs")
    input_hash = models.CharField(max_length=64, help_text="Hash of body, publication time and language.")
    language = models.CharField(
        max_length=12, blank=True, help_text="What the text was taken to be in; empty when that is not known."
    )
    language_recognised = models.BooleanField(
        default=False, help_text="Whether the machine took the language from the words, because nobody had said it."
    )
    claims_found = models.PositiveIntegerField(null=True)

    class Meta(Run.Meta):
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(
                fields=("article", "component", "input_hash"),
                name="a_component_reads_the_same_article_once",
            ),
        )
