"""The machine steps of this app, as Celery calls them."""

from celery import shared_task

from exports.services import delivering, telling


@shared_task(name="exports.deliver")
def deliver(subscriber_id: int) -> None:
    """Send what waits for one subscriber."""
    delivering.run_deliveries(subscriber_id=subscriber_id)


@shared_task(name="exports.send_due_deliveries")
def send_due_deliveries() -> None:
    """Ask for the messages that are due, and again for those that were left behind or are not confirmed."""
    delivering.send_due_deliveries()


@shared_task(name="exports.tell_of_failures")
def tell_of_failures() -> None:
    """Tell people of subscribers that do not answer."""
    telling.tell_of_failures()
