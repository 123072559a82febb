"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from sources.services import documents, linking


@shared_task(name="sources.take_in_document")
def take_in_document(intake_id: int) -> None:
    """Fetch, read and store one document."""
    documents.run_document_intake(intake_id=intake_id)


@shared_task(name="sources.link_claims")
def link_claims(article_id: int) -> None:
    """Look for evidence of the waiting claims of one article."""
    linking.run_linking(article_id=article_id)


@shared_task(name="sources.resume_stalled_intakes")
def resume_stalled_intakes() -> None:
    """Ask again for intakes that were left behind."""
    documents.repeat_stalled_intakes()


@shared_task(name="sources.resume_stalled_linking")
def resume_stalled_linking() -> None:
    """Ask again for searches that were left behind."""
    linking.repeat_stalled_linking()
