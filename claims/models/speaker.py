"""Who says a claim."""

import uuid

from django.db import models

from claims.choices import SpeakerKind
from claims.models.article import Article


class Speaker(models.Model):
    """A person, organisation or document that is quoted, known across articles; or one article's unnamed source.

    An unnamed or unresolved speaker belongs to one article: "officials" in two articles are not the same officials.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=300)
    normal_name = models.CharField(max_length=300, help_text="The name in its normal spelling, for comparing.")
    kind = models.CharField(max_length=20, choices=SpeakerKind.choices)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.PROTECT, related_name="own_speakers",
        help_text="Set for an unnamed or unresolved speaker: whose article it stands in.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

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
        )

    def __str__(self) -> str:
        return self.name
