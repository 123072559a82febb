"""Who says a claim."""

import uuid

from django.conf import settings
from django.db import models

from claims.choices import SpeakerKind
from claims.models.article import Article
from claims.querysets import SpeakerQuerySet


class Speaker(models.Model):
    """A person, organisation or document that is quoted, known across articles; or one article's unnamed source.

    An unnamed or unresolved speaker belongs to one article: "officials" in two articles are not the same officials.
    ``same_as`` is set when a person says that two names are one speaker; what is read from then on goes to that one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=300)
    normal_name = models.CharField(max_length=300, help_text="The name in its normal spelling, for comparing.")
    kind = models.CharField(max_length=20, choices=SpeakerKind.choices)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.PROTECT, related_name="own_speakers",
        help_text="Set for an unnamed or unresolved speaker: whose article it stands in.",
    )  # fmt: skip
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="aliases",
        help_text="The speaker that this is another name of, as a person decided.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("normal_name",)
        constraints = (
            models.UniqueConstraint(
                fields=("normal_name", "kind"),
                condition=models.Q(article__isnull=True),
                name="a_named_speaker_is_known_once",
            ),
            models.UniqueConstraint(
                fields=("article", "normal_name", "kind"),
                condition=models.Q(article__isnull=False),
                name="an_unnamed_speaker_is_known_once_in_an_article",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "organisation", "document", "unnamed", "unresolved"]),
                name="the_kind_of_a_speaker_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(same_as__isnull=True) | ~models.Q(same_as=models.F("pk")),
                name="a_speaker_is_no_other_name_of_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(same_as__isnull=True) | models.Q(article__isnull=True),
                name="only_a_named_speaker_has_other_names",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SpeakerMatch(models.Model):
    """What a person decided about two speakers that may be the same; nobody is asked about the two again.

    ``first`` has the smaller primary key.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="matches_as_first")
    second = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="matches_as_second")
    same = models.BooleanField(help_text="Whether the two are one speaker.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-decided_at", "-pk")
        verbose_name_plural = "speaker matches"
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="two_speakers_are_decided_about_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="the_speakers_of_a_match_stand_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} {'is' if self.same else 'is not'} {self.second}"
