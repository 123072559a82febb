"""The original bytes of what came in, kept under their own hash."""

from django.db import models


class Snapshot(models.Model):
    """Bytes as they were received or fetched, named by their SHA-256; never changed and never deleted by code."""

    sha256 = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the bytes, hexadecimal.")
    file = models.FileField(upload_to="", max_length=200, help_text="Where the bytes lie, below the snapshot folder.")
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=120, blank=True, help_text="As declared by the sender or the server.")
    url = models.URLField(max_length=2000, blank=True, help_text="Where it was fetched from first.")
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-taken_at",)

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size} bytes)"
