"""What a client sent under an Idempotency-Key, so that a retry is answered and not done again."""

from django.conf import settings
from django.db import models

from claims.models.article import Article
from claims.models.run import ArticleIntake


class Submission(models.Model):
    """One POST of one client. The key is the client's; the hash tells a retry from another request."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    article = models.ForeignKey(Article, null=True, on_delete=models.PROTECT, related_name="submissions")
    intake = models.ForeignKey(ArticleIntake, null=True, on_delete=models.PROTECT, related_name="submissions")
    created = models.BooleanField(default=True, help_text="Whether this request made the article.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client", "key"), name="a_client_uses_a_key_once"),)

    def __str__(self) -> str:
        return self.key
