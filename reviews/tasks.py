"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from reviews.services import (
    assignment,
    calibration,
    comments,
    deadlines,
    digests,
    escalation,
    forecasting,
    lifecycle,
    notices,
    presence,
    reminders,
    seconds,
)


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


@shared_task(name="reviews.move_due_times")
def move_due_times(article_id: int) -> None:
    """Count the due times of one article's reviews again: it comes out at another time."""
    deadlines.move_due_times(article_id=article_id)


@shared_task(name="reviews.move_missed_due_times")
def move_missed_due_times() -> None:
    """Count due times again that a lost message left as they were."""
    deadlines.move_missed_due_times()


@shared_task(name="reviews.ask_for_seconds")
def ask_for_seconds(article_id: int) -> None:
    """Have two people judge what a rule says so of now, in one article."""
    seconds.ask_for_seconds(article_id=article_id)


@shared_task(name="reviews.ask_for_missed_seconds")
def ask_for_missed_seconds() -> None:
    """Have two people judge what a rule says so of now: the rules were changed, or a message was lost."""
    seconds.ask_for_seconds()


@shared_task(name="reviews.remind_due_soon")
def remind_due_soon() -> None:
    """Remind people of what is due soon."""
    escalation.remind_due_soon()


@shared_task(name="reviews.escalate_overdue")
def escalate_overdue() -> None:
    """Tell editors of what nobody has decided in time."""
    escalation.escalate_overdue()


@shared_task(name="reviews.send_digests")
def send_digests() -> None:
    """Mail what was put off for the day."""
    digests.send_digests()


@shared_task(name="reviews.note_forecasts")
def note_forecasts() -> None:
    """Keep what is foretold now, to hold it against what comes."""
    forecasting.note_forecasts()


@shared_task(name="reviews.release_stale")
def release_stale() -> None:
    """Give back what lies idle."""
    reminders.release_stale()


@shared_task(name="reviews.assign_waiting")
def assign_waiting() -> None:
    """Give open reviews to people, where the rules say that the machine does."""
    assignment.assign_waiting()


@shared_task(name="reviews.assign_waiting_reviews")
def assign_waiting_reviews() -> None:
    """Take back what people who are away have, and give out what waits."""
    assignment.release_absent()
    assignment.assign_waiting()


@shared_task(name="reviews.tell_mentioned")
def tell_mentioned() -> None:
    """Tell those who are mentioned in comments that are held no more, and forget who was where."""
    comments.sweep_mentions()
    presence.forget_absent()


@shared_task(name="reviews.hand_out_known_answers")
def hand_out_known_answers() -> None:
    """Try reviewers with claims whose answer is known."""
    calibration.hand_out_due()
