"""Telling people that a subscriber does not take what it is sent: once, by mail."""

import datetime as dt
import logging
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from exports.models import Delivery, Subscriber

logger = logging.getLogger(__name__)

SILENT_FOR: Final = dt.timedelta(hours=6)
SUBJECT_MOST: Final = 120


def tell_of_failures() -> int:
    """Mail the editors about subscribers that stopped or have not answered for hours; about how many.

    Each is taken by a conditional update, so two clocks tell once. When the mail server is down it is tried again.
    """
    found = list(Subscriber.objects.to_tell_about(failing_before=timezone.now() - SILENT_FOR))
    return sum(_tell(subscriber) for subscriber in found)


def _tell(subscriber: Subscriber) -> bool:
    mine = Subscriber.objects.filter(pk=subscriber.pk)
    if mine.filter(told_at__isnull=True).update(told_at=timezone.now()) != 1:
        return False
    try:
        _mail(subscriber)
    except OSError as error:
        logger.warning("editors could not be told of %s, tried again later: %s", subscriber, error)
        mine.update(told_at=None)
        return False
    return True


def _mail(subscriber: Subscriber) -> None:
    editors = get_user_model()._default_manager.with_perm("reviews.publish_review").filter(is_active=True)
    addresses = [person.email for person in editors.order_by("pk") if person.email]
    if not addresses:
        return
    context = {
        "subscriber": subscriber,
        "waiting": Delivery.objects.filter(subscriber=subscriber).unconfirmed().count(),
        "link": f"{settings.PUBLIC_URL}{subscriber.get_absolute_url()}",
        "desk": settings.ORGANISATION_NAME,
    }
    EmailMessage(
        subject=f"{subscriber.name} does not take what is published"[:SUBJECT_MOST],
        body=render_to_string("email/subscriber.txt", context),
        bcc=addresses,
    ).send()
