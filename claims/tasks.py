"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from claims.services import extraction, intake


@shared_task(name="claims.take_in_article")
def take_in_article(intake_id: int) -> None:
    """Fetch, read and submit one article."""
    intake.run_article_intake(intake_id=intake_id)


@shared_task(name="claims.extract_claims")
def extract_claims(article_id: int) -> None:
    """Read one article for its claims."""
    extraction.run_extraction(article_id=article_id)


@shared_task(name="claims.resume_stalled_intakes")
def resume_stalled_intakes() -> None:
    """Ask again for intakes that were left behind."""
    intake.repeat_stalled_intakes()


@shared_task(name="claims.resume_stalled_extractions")
def resume_stalled_extractions() -> None:
    """Ask again for readings that were left behind."""
    extraction.repeat_stalled_extractions()
