"""What this app does when something is announced: it asks for its own work and puts it on the queue, after commit."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from claims.models import Article, Claim
from claims.signals import claim_revised, claims_carried, claims_extracted
from sources import signals, tasks
from sources.services import carrying, linking, seen_before


@receiver(claims_extracted, dispatch_uid="sources.link_new_claims")
def link_new_claims(*, article: Article, claims: Sequence[Claim], **_kwargs: Any) -> None:
    """An article was read: look for evidence of its new claims."""
    linking.request_linking(article=article, claims=claims)


@receiver(claims_carried, dispatch_uid="sources.carry_evidence")
def carry_evidence(*, article: Article, carried: Sequence[tuple[Claim, Claim]], **_kwargs: Any) -> None:
    """A new draft came in: what was found for the claims that stayed comes along."""
    carrying.carry_evidence(article=article, carried=carried)


@receiver(claim_revised, dispatch_uid="sources.link_revised_claim")
def link_revised_claim(*, claim: Claim, **_kwargs: Any) -> None:
    """A claim says something else now: look for evidence of that."""
    linking.request_linking(article=claim.article, claims=[claim])


@receiver(signals.linking_requested, dispatch_uid="sources.link_claims")
def link_claims(*, article_id: int, **_kwargs: Any) -> None:
    """Claims wait for evidence: search."""
    tasks.link_claims.delay_on_commit(article_id)


@receiver(claims_extracted, dispatch_uid="sources.compare_new_claims")
def compare_new_claims(*, article: Article, claims: Sequence[Claim], **_kwargs: Any) -> None:
    """An article was read: see whether its new claims were made before."""
    seen_before.request_comparison(article=article, claims=claims)


@receiver(claim_revised, dispatch_uid="sources.compare_revised_claim")
def compare_revised_claim(*, claim: Claim, **_kwargs: Any) -> None:
    """A claim says something else now: see whether that was said before."""
    seen_before.request_comparison(article=claim.article, claims=[claim])


@receiver(signals.comparison_requested, dispatch_uid="sources.compare_claims")
def compare_claims(*, article_id: int, **_kwargs: Any) -> None:
    """Claims wait to be compared."""
    tasks.compare_claims.delay_on_commit(article_id)


@receiver(signals.feed_poll_requested, dispatch_uid="sources.poll_feed")
def poll_feed(*, run_id: int, **_kwargs: Any) -> None:
    """A feed is to be asked what is new."""
    tasks.poll_feed.delay_on_commit(run_id)


@receiver(signals.document_intake_requested, dispatch_uid="sources.take_in_document")
def take_in_document(*, intake_id: int, **_kwargs: Any) -> None:
    """A document is on its way in: fetch and read it."""
    tasks.take_in_document.delay_on_commit(intake_id)


@receiver(signals.index_requested, dispatch_uid="sources.update_index")
def update_index(**_kwargs: Any) -> None:
    """The library has changed: take it into the search index, where there is to be one."""
    if settings.SEARCH_INDEX_DIR:
        tasks.update_index.delay_on_commit()


@receiver(signals.grouping_requested, dispatch_uid="sources.group_documents")
def group_documents(**_kwargs: Any) -> None:
    """Documents have come in: find those that go back to the same report."""
    tasks.group_documents.delay_on_commit()


@receiver(signals.check_requested, dispatch_uid="sources.check_document")
def check_document(*, check_id: int, **_kwargs: Any) -> None:
    """The address of a document is to be asked again."""
    tasks.check_document.delay_on_commit(check_id)
