"""What a web server answered, beside the bytes that the snapshot keeps."""

from django.db import models

from claims.models.snapshot import Snapshot


class Fetch(models.Model):
    """One answer that was fetched; with its snapshot it is a record of a web archive. Never changed."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="fetches")
    asked_url = models.URLField(max_length=2000, help_text="The address that was asked for.")
    url = models.URLField(max_length=2000, help_text="The address that answered, after redirects.")
    status = models.PositiveSmallIntegerField(help_text="HTTP status.")
    headers = models.JSONField(default=dict, help_text="Headers of the answer by lower-case name.")
    fetched_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("fetched_at", "pk")
        verbose_name_plural = "fetches"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status__range=(100, 599)), name="the_status_of_a_fetch_is_one_of_http"
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.url}"
