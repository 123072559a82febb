"""The daily digest: one mail with what a person wants to read together, and what waits for him.

A digest is a row. It is made with its notices in one transaction, once a day and person, and mailed after: a worker
that dies leaves it to the next sweep.
"""

import datetime as dt
import logging
import smtplib
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from reviews.models import Digest, Notice, Review
from reviews.services.notices import MAIL_SECONDS, message_id
from reviews.services.preferences import Wishes, wishes_of

logger = logging.getLogger(__name__)

DIGEST_BATCH: Final = 50
LINES_MOST: Final = 100


def make_digests() -> int:
    """Make the digests that are due where their people are, of what was put off for them; how many."""
    now = timezone.now()
    people = get_user_model()._default_manager.filter(pk__in=Notice.objects.for_digest().values("recipient"))
    wishes = wishes_of(people)
    days = {person: _day(wishes[person.pk], now) for person in people}
    return sum(_make(person, day) for person, day in days.items() if day is not None)


def _day(wishes: Wishes, now: dt.datetime) -> dt.date | None:
    """The day where the person is, when it is time for that day's digest."""
    local = wishes.local(now)
    return local.date() if local.time() >= wishes.digest_at else None


@transaction.atomic
def _make(person: Any, day: dt.date) -> bool:
    """The digest of ``day`` with all that waits now; what comes later that day waits for the next one."""
    if Digest.objects.filter(recipient=person, day=day).exists():
        return False
    digest, is_new = Digest.objects.get_or_create(recipient=person, day=day)
    if is_new:
        Notice.objects.for_digest().filter(recipient=person).update(digest=digest)
    return is_new


def send_digests() -> int:
    """Make what is due and mail what waits, at most a batch; how many went out.

    A server that is down is asked again by the next sweep.
    """
    make_digests()
    keys = list(Digest.objects.to_mail(timezone.now()).order_by("pk").values_list("pk", flat=True)[:DIGEST_BATCH])
    if not keys:
        return 0
    try:
        with get_connection(timeout=MAIL_SECONDS) as connection:
            return sum(_send(pk, connection) for pk in keys)
    except OSError as error:
        logger.warning("the mail server can not be reached, digests wait for the next sweep: %s", error)
        return 0


def _send(pk: int, connection: Any) -> bool:
    """Take one digest and mail it. Raises ``OSError`` when the server is gone."""
    now = timezone.now()
    taken = Digest.objects.to_mail(now).filter(pk=pk).update(mail_taken_at=now, mail_attempts=F("mail_attempts") + 1)
    if taken != 1:
        return False
    digest = Digest.objects.select_related("recipient").get(pk=pk)
    try:
        _mail(digest, connection).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, ValueError) as error:
        logger.warning("digest %s could not be mailed, attempt %s: %s", pk, digest.mail_attempts, error)
        return False
    Digest.objects.filter(pk=pk).update(mailed_at=timezone.now())
    return True


def _mail(digest: Digest, connection: Any) -> EmailMessage:
    notices = list(Notice.objects.filter(digest=digest).select_related("review__claim").order_by("pk"))
    mine = Review.objects.visible_to(digest.recipient).assigned_to(digest.recipient)
    context = {
        "digest": digest,
        "notices": notices[:LINES_MOST],
        "more": max(0, len(notices) - LINES_MOST),
        "waiting": mine.count(),
        "overdue": mine.overdue().count(),
        "link": settings.PUBLIC_URL,
        "desk": settings.ORGANISATION_NAME,
    }
    return EmailMessage(
        subject=" ".join(render_to_string("email/digest_subject.txt", context).split()),
        body=render_to_string("email/digest.txt", context),
        to=[digest.recipient.email],
        headers={"Message-ID": message_id("digest", digest.pk)},
        connection=connection,
    )
