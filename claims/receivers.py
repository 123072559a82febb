"""What this app does when something is announced: it puts work on the queue, after commit."""

from typing import Any

from django.dispatch import receiver

from claims import signals, tasks


@receiver(signals.article_intake_requested, dispatch_uid="claims.take_in_article")
def take_in_article(*, intake_id: int, **_kwargs: Any) -> None:
    """An article is on its way in: fetch and read it."""
    tasks.take_in_article.delay_on_commit(intake_id)


@receiver(signals.extraction_requested, dispatch_uid="claims.extract_claims")
def extract_claims(*, article_id: int, **_kwargs: Any) -> None:
    """An article waits for its claims: read it."""
    tasks.extract_claims.delay_on_commit(article_id)
