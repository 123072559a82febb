"""One checkable statement in an article."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.choices import AttributionKind, ClaimOrigin, SaidPrecision
from claims.models.article import Article
from claims.models.run import ExtractionRun
from claims.models.speaker import Speaker
from claims.querysets import ClaimQuerySet
from factcheck.lib.spans import Span, from_pairs


class Claim(models.Model):
    """Who said what, when. Spans are ``[[start, end], ...]`` in code points of the article's body.

    ``speaker`` is empty for the article's own voice. ``statement`` stands alone and may be edited by people;
    ``quote`` is the exact words and never changes. ``version`` counts the changes people made, for noticing that two
    work on the same claim.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims")
    content = models.JSONField(help_text="Spans of what is claimed; one or more pieces in order.")
    start = models.PositiveIntegerField(help_text="First character of the content.")
    end = models.PositiveIntegerField(help_text="One past the last character of the content.")
    source_spans = models.JSONField(default=list, help_text="Spans of the words that name the speaker.")
    cue_spans = models.JSONField(default=list, help_text='Spans of the words that attribute: "said", "according to".')
    quote = models.TextField(help_text="The exact words of the content, pieces joined by an ellipsis.")
    statement = models.TextField(help_text="The claim so that it can be judged alone.")
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    role = models.CharField(max_length=300, blank=True, help_text="Of the speaker, in the words of the article.")
    attribution = models.CharField(max_length=12, choices=AttributionKind.choices)
    force = models.CharField(max_length=20, help_text="What the cue does: says, confirms, denies ...")
    hedged = models.BooleanField(default=False)
    negated = models.BooleanField(default=False)
    said_on = models.DateField(null=True, blank=True, help_text="First day of the period in which it was said.")
    said_precision = models.CharField(max_length=10, choices=SaidPrecision.choices, default=SaidPrecision.UNKNOWN.value)
    said_text = models.CharField(max_length=300, blank=True, help_text="The words the date was read from.")
    checkworthiness = models.FloatField(default=0.5)
    confidence = models.FloatField(default=1.0)
    reasons = models.JSONField(default=list, help_text="Why it is worth checking, in words.")
    origin = models.CharField(max_length=10, choices=ClaimOrigin.choices, default=ClaimOrigin.MACHINE.value)
    run = models.ForeignKey(ExtractionRun, null=True, on_delete=models.PROTECT, related_name="claims")
    fingerprint = models.CharField(max_length=64)
    missing_since = models.ForeignKey(
        ExtractionRun, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="The newer reading that did not find this claim again; the claim is kept.",
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="discarded_claims"
    )
    discard_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("article", "start", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("article", "fingerprint"), name="the_same_words_of_a_speaker_are_one_claim_in_an_article"
            ),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="a_claim_starts_before_it_ends"),
            models.CheckConstraint(condition=~models.Q(statement=""), name="a_claim_has_a_statement"),
            models.CheckConstraint(
                condition=models.Q(checkworthiness__range=(0, 1), confidence__range=(0, 1)),
                name="scores_of_a_claim_lie_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=models.Q(discarded_at__isnull=True) | ~models.Q(discard_reason=""),
                name="a_discarded_claim_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.statement[:80]

    def get_absolute_url(self) -> str:
        return f"{reverse('reviews:article', args=[self.article.public_id])}#claim-{self.public_id}"

    @property
    def content_spans(self) -> tuple[Span, ...]:
        """The content as spans."""
        pairs: Sequence[Sequence[int]] = self.content
        return from_pairs(pairs)

    @property
    def speaker_name(self) -> str:
        """The speaker's name, or "the article" for its own voice."""
        return self.speaker.name if self.speaker else "the article"
