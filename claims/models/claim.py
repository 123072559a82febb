"""One checkable statement in an article."""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.urls import reverse

from claims.choices import AttributionKind, ClaimOrigin, SaidPrecision, SpeakerKind
from claims.extraction.base import Change, DateReading, Nested, Step
from claims.extraction.records import read_change, read_date, read_nested, read_step
from claims.models.article import Article
from claims.models.run import ExtractionRun
from claims.models.speaker import Speaker
from claims.querysets import ClaimQuerySet
from factcheck.lib.spans import Span, from_pairs


class Claim(models.Model):
    """Who said what, when. Spans are ``[[start, end], ...]`` in code points of the article's body.

    ``speaker`` is empty for the article's own voice. ``statement`` stands alone and may be edited by people;
    ``quote`` is the exact words and never changes. ``version`` counts the changes people made, for noticing that two
    work on the same claim. What the machine only explains lies in JSON columns whose shapes
    ``claims.extraction.records`` writes; read it through the properties, which give typed values.
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
    machine_statement = models.TextField(
        blank=True, help_text="The statement as the machine worded it; the offsets of the changes count its characters."
    )
    changes = models.JSONField(
        default=list, blank=True, help_text="What the machine put in other words than the article."
    )
    speaker = models.ForeignKey(Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    named_as = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_named",
        help_text="The name under which it was read, where a person had said that it is another name of the speaker.",
    )  # fmt: skip
    role = models.CharField(max_length=300, blank=True, help_text="Of the speaker, in the words of the article.")
    affiliation = models.CharField(max_length=300, blank=True, help_text="Whom the speaker speaks for or belongs to.")
    members = models.JSONField(default=list, blank=True, help_text="The names behind a source that is several people.")
    candidates = models.JSONField(default=list, blank=True, help_text="Whom a source that is not resolved may be.")
    attribution = models.CharField(max_length=12, choices=AttributionKind.choices)
    force = models.CharField(max_length=20, help_text="What the cue does: says, confirms, denies ...")
    lemma = models.CharField(max_length=100, blank=True, help_text="The verb or noun of the cue in its plain form.")
    hedged = models.BooleanField(default=False)
    negated = models.BooleanField(default=False)
    conditional = models.BooleanField(default=False, help_text="Said only for the case that something else holds.")
    nested = models.JSONField(null=True, blank=True, help_text="What the content says that somebody else said.")
    said_on = models.DateField(null=True, blank=True, help_text="First day of the period in which it was said.")
    said_until = models.DateField(null=True, blank=True, help_text="Last day of that period.")
    said_precision = models.CharField(max_length=10, choices=SaidPrecision.choices, default=SaidPrecision.UNKNOWN.value)
    said_value = models.CharField(max_length=40, blank=True, help_text='As in TIMEX3: "2017-05-31", "2017-W22".')
    said_text = models.CharField(max_length=300, blank=True, help_text="The words the date was read from.")
    said_spans = models.JSONField(default=list, blank=True, help_text="Where those words stand.")
    said_anchor = models.DateField(null=True, blank=True, help_text="The day that “yesterday” was counted from.")
    times = models.JSONField(default=list, blank=True, help_text="The dates inside the content.")
    checkworthiness = models.FloatField(default=0.5)
    confidence = models.FloatField(default=1.0)
    reasons = models.JSONField(default=list, help_text="Why it is worth checking, in words.")
    steps = models.JSONField(default=list, blank=True, help_text="How each part was read, in sentences.")
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
                condition=models.Q(said_until__isnull=True) | models.Q(said_until__gte=models.F("said_on")),
                name="the_period_of_a_claim_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(discarded_at__isnull=True) | ~models.Q(discard_reason=""),
                name="a_discarded_claim_has_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.statement[:80]

    def get_absolute_url(self) -> str:
        page = reverse("reviews:article", args=[self.article.public_id])
        return f"{page}?claim={self.public_id}#claim-{self.public_id}"

    @property
    def content_spans(self) -> tuple[Span, ...]:
        """The content as spans."""
        pairs: Sequence[Sequence[int]] = self.content
        return from_pairs(pairs)

    @property
    def speaker_name(self) -> str:
        """The speaker's name, or "the article" for its own voice."""
        return self.speaker.name if self.speaker else "the article"

    @property
    def changed_words(self) -> tuple[Change, ...]:
        """What the machine changed in the wording, as long as the statement is still the machine's own."""
        return self.machine_changes if self.statement == self.machine_statement else ()

    @property
    def machine_changes(self) -> tuple[Change, ...]:
        """What the machine changed in ``machine_statement``, in order."""
        return tuple(read_change(record) for record in self.changes)

    @property
    def dates(self) -> tuple[DateReading, ...]:
        """The dates inside the content."""
        return tuple(read_date(record) for record in self.times)

    @property
    def inner(self) -> Nested | None:
        """What the content says that somebody else said."""
        return read_nested(self.nested) if self.nested else None

    @property
    def explanation(self) -> tuple[Step, ...]:
        """How each part was read; empty for a claim that a person marked."""
        return tuple(read_step(record) for record in self.steps)

    @property
    def has_choice(self) -> bool:
        """Whether the machine left it to a person which of several the speaker is."""
        return bool(self.candidates and self.speaker and self.speaker.kind == SpeakerKind.UNRESOLVED)
