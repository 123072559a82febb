"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from reviews.services import lifecycle, notices, reminders


@shared_task(name="reviews.open_reviews")
def open_reviews(article_id: int) -> None:
    """Open a review for every claim of one article that waits for one."""
    lifecycle.open_reviews(article_id=article_id)


@shared_task(name="reviews.send_notices")
def send_notices() -> None:
    """Mail what was just said."""
    notices.send_notices()


@shared_task(name="reviews.send_waiting_notices")
def send_waiting_notices() -> None:
    """Mail what was left behind."""
    notices.send_notices()


@shared_task(name="reviews.open_missing_reviews")
def open_missing_reviews() -> None:
    """Open reviews that a lost message left unopened."""
    reminders.open_missing_reviews()


@shared_task(name="reviews.remind_overdue")
def remind_overdue() -> None:
    """Remind people of what is overdue."""
    reminders.remind_overdue()


@shared_task(name="reviews.release_stale")
def release_stale() -> None:
    """Give back what lies idle."""
    reminders.release_stale()
