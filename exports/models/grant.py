"""What a token may do, and what a client was answered under its Idempotency-Key."""

from django.conf import settings
from django.db import models
from knox.models import AuthToken


class TokenGrant(models.Model):
    """The scopes that one token is confined to. Goes with the token; the ledger remembers both."""

    token = models.OneToOneField(AuthToken, on_delete=models.CASCADE, related_name="grant")
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.token_id[:8]}: {', '.join(self.scopes)}"


class Replay(models.Model):
    """One request of one client under a key of its own. While ``status`` is empty it is being handled."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replays")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    location = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client", "key"), name="a_key_of_a_client_is_answered_once"),)

    def __str__(self) -> str:
        return self.key
