"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from sources.services import checks, documents, feeds, grouping, linking, polling, seen_before


@shared_task(name="sources.take_in_document")
def take_in_document(intake_id: int) -> None:
    """Fetch, read and store one document."""
    documents.run_document_intake(intake_id=intake_id)


@shared_task(name="sources.link_claims")
def link_claims(article_id: int) -> None:
    """Look for evidence of the waiting claims of one article."""
    linking.run_linking(article_id=article_id)


@shared_task(name="sources.compare_claims")
def compare_claims(article_id: int) -> None:
    """Compare the waiting claims of one article with what is settled and with each other."""
    seen_before.run_comparison(article_id=article_id)


@shared_task(name="sources.resume_stalled_comparisons")
def resume_stalled_comparisons() -> None:
    """Ask again for comparisons that were left behind."""
    seen_before.repeat_stalled_comparisons()


@shared_task(name="sources.poll_feed")
def poll_feed(run_id: int) -> None:
    """Ask one feed what is new."""
    polling.run_poll(run_id=run_id)


@shared_task(name="sources.ask_due_feeds")
def ask_due_feeds() -> None:
    """Ask for the feeds that are due, and again for those that were left behind."""
    feeds.request_due_polls()
    feeds.repeat_stalled_polls()


@shared_task(name="sources.resume_stalled_intakes")
def resume_stalled_intakes() -> None:
    """Ask again for intakes that were left behind."""
    documents.repeat_stalled_intakes()


@shared_task(name="sources.resume_stalled_linking")
def resume_stalled_linking() -> None:
    """Ask again for searches that were left behind."""
    linking.repeat_stalled_linking()


@shared_task(name="sources.update_index")
def update_index() -> None:
    """Take what changed in the library into the search index."""
    from sources.services import indexing

    indexing.update_index()


@shared_task(name="sources.group_documents")
def group_documents() -> None:
    """Put the waiting documents together with those of the same origin."""
    grouping.run_grouping()


@shared_task(name="sources.resume_stalled_grouping")
def resume_stalled_grouping() -> None:
    """Ask again for documents that were left behind."""
    grouping.repeat_stalled_grouping()


@shared_task(name="sources.check_document")
def check_document(check_id: int) -> None:
    """Look at the address of one document again."""
    from sources.services import checking

    checking.run_check(check_id=check_id)


@shared_task(name="sources.check_due_documents")
def check_due_documents() -> None:
    """Ask for the documents that are due, and again for those that were left behind."""
    checks.repeat_stalled_checks()
    checks.request_due_checks()
