"""Claims that are settled, by us or by others, and the claims under check that are like one."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.models import Claim, Run
from sources.choices import RelationChoice
from sources.querysets import ClaimMatchQuerySet, SettledClaimQuerySet


class SettledClaim(models.Model):
    """A claim with the verdict that somebody published on it: a ClaimReview, or a verdict of our own.

    ``claim`` is set for our own. ``keys`` are the words it is found by, filled from the statement; what was withdrawn
    is kept and never found. The rating's number counts from ``rating_worst`` to ``rating_best`` where there is one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    raw_id = models.CharField(max_length=64, unique=True, help_text="Hash of what names it where it comes from.")
    statement = models.TextField()
    keys = models.TextField(blank=True, help_text="The words it is found by, each as what stands for its meaning.")
    speaker = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True)
    publisher = models.CharField(max_length=200, blank=True, help_text="Who gave the verdict.")
    url = models.URLField(max_length=2000, blank=True)
    rating_words = models.CharField(max_length=300, blank=True)
    rating_value = models.FloatField(null=True)
    rating_best = models.FloatField(null=True)
    rating_worst = models.FloatField(null=True)
    reviewed_on = models.DateField(null=True)
    language = models.CharField(max_length=12, blank=True)
    claim = models.OneToOneField(Claim, null=True, on_delete=models.PROTECT, related_name="settled")
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SettledClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-reviewed_on", "-pk")
        indexes = (models.Index(fields=("-reviewed_on", "-id"), name="settled_claims_by_day"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(statement=""), name="a_settled_claim_has_a_statement"),
        )

    def __str__(self) -> str:
        return self.statement[:80]

    @property
    def is_our_own(self) -> bool:
        """Whether the verdict is ours."""
        return self.claim_id is not None

    @property
    def address(self) -> str:
        """Where to read the verdict: our own claim, or the page of who gave it; empty where none is known."""
        return self.claim.get_absolute_url() if self.claim else self.url


class SettledWord(models.Model):
    """In how many settled claims a word stands: the rarest words of a claim are what it is looked up by.

    An estimate: withdrawn claims stay counted.
    """

    word = models.CharField(max_length=100, primary_key=True)
    claims = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.word}: {self.claims}"


class SeenBeforeRun(Run):
    """One comparison of a claim with what is settled and with the other claims of its article."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="comparisons")
    statement_hash = models.CharField(max_length=64)
    matches_found = models.PositiveIntegerField(null=True, help_text="0 is a result: it was not seen before.")

    class Meta(Run.Meta):
        constraints = (
            *Run.Meta.constraints,
            models.UniqueConstraint(
                fields=("claim", "component", "statement_hash"), name="a_statement_is_compared_once"
            ),
        )


class ClaimMatch(models.Model):
    """A claim that is like a settled one, or like another claim of the same article; a machine's suggestion.

    Of two claims of an article ``claim`` is the one stored first. ``spans`` is a list of ``{"in_claim": [start, end],
    "in_other": [start, end]}``, either of them null, in code points of the statements: where the two differ.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="matches")
    other_claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="matched_by")
    settled = models.ForeignKey(SettledClaim, null=True, on_delete=models.PROTECT, related_name="matches")
    relation = models.CharField(max_length=12, choices=RelationChoice.choices)
    score = models.FloatField(help_text="How much the two have in common, 0 to 1.")
    sentence = models.TextField(help_text="Says to a person what is alike or differs.")
    spans = models.JSONField(default=list)
    run = models.ForeignKey(SeenBeforeRun, on_delete=models.PROTECT, related_name="matches")
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="dismissed_matches"
    )
    dismissed_at = models.DateTimeField(null=True)
    dismiss_reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClaimMatchQuerySet.as_manager()

    class Meta:
        ordering = ("claim", "-score", "pk")
        constraints = (
            models.UniqueConstraint(fields=("claim", "other_claim"), name="two_claims_of_an_article_are_matched_once"),
            models.UniqueConstraint(fields=("claim", "settled"), name="a_claim_matches_a_settled_one_once"),
            models.CheckConstraint(
                condition=models.Q(other_claim__isnull=True) ^ models.Q(settled__isnull=True),
                name="a_match_is_with_one_claim",
            ),
            models.CheckConstraint(condition=models.Q(score__range=(0, 1)), name="the_score_of_a_match_is_a_share"),
        )

    def __str__(self) -> str:
        return f"{self.claim}: {self.relation}"

    def get_absolute_url(self) -> str:
        return reverse("sources:match", args=[self.public_id])
