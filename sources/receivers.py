"""What this app does when something is announced: it asks for its own work and puts it on the queue, after commit."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from claims.models import Article, Claim
from claims.signals import claim_revised, claims_extracted
from sources import signals, tasks
from sources.services import linking


@receiver(claims_extracted, dispatch_uid="sources.link_new_claims")
def link_new_claims(*, article: Article, claims: Sequence[Claim], **_kwargs: Any) -> None:
    """An article was read: look for evidence of its new claims."""
    linking.request_linking(article=article, claims=claims)


@receiver(claim_revised, dispatch_uid="sources.link_revised_claim")
def link_revised_claim(*, claim: Claim, **_kwargs: Any) -> None:
    """A claim says something else now: look for evidence of that."""
    linking.request_linking(article=claim.article, claims=[claim])


@receiver(signals.linking_requested, dispatch_uid="sources.link_claims")
def link_claims(*, article_id: int, **_kwargs: Any) -> None:
    """Claims wait for evidence: search."""
    tasks.link_claims.delay_on_commit(article_id)


@receiver(signals.document_intake_requested, dispatch_uid="sources.take_in_document")
def take_in_document(*, intake_id: int, **_kwargs: Any) -> None:
    """A document is on its way in: fetch and read it."""
    tasks.take_in_document.delay_on_commit(intake_id)
