"""What a person was told, so that nobody is told twice."""

from django.conf import settings
from django.db import models

from reviews.choices import NoticeKind, Way
from reviews.models.preference import Digest
from reviews.models.review import Review
from reviews.querysets.notice import NoticeQuerySet


class Notice(models.Model):
    """One message to one person about one review, in the application and by mail; ``occasion`` makes it unique."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    occasion = models.CharField(max_length=60, help_text="What it is about, once: the review's version or due time.")
    text = models.TextField()
    due_at = models.DateTimeField(null=True, help_text="The due time that it is about, for what the clock says.")
    way = models.CharField(
        max_length=8, choices=Way.choices, default=Way.AT_ONCE.value, help_text="As the recipient wanted it then."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mail_taken_at = models.DateTimeField(null=True, help_text="A worker took it to send; the lease of the mail.")
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)
    mail_after = models.DateTimeField(null=True, help_text="The end of the quiet hours in which it was said.")
    digest = models.ForeignKey(Digest, null=True, on_delete=models.SET_NULL, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("way", "mailed_at", "digest"), name="notice_to_send"),)
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "review", "kind", "occasion"), name="nobody_is_told_the_same_thing_twice"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"
