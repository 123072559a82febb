"""Telling people: a notice is stored with the fact, shown in the application and mailed after commit.

A notice is mailed once. Only when a worker dies between sending and noting it is it mailed again, after the lease and
under the same Message-ID.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from reviews.choices import NoticeKind
from reviews.models import Notice, Review
from reviews.services.preferences import wishes_of
from reviews.signals import notices_waiting

logger = logging.getLogger(__name__)

MAIL_BATCH: Final = 50
MAIL_SECONDS: Final = 10
SUBJECT_MOST: Final = 120


def request_notices(
    review: Review,
    recipients: Iterable[Any],
    kind: NoticeKind,
    *,
    text: str,
    occasion: str = "",
    due_at: dt.datetime | None = None,
) -> None:
    """Tell ``recipients``, in the caller's transaction; who was told on this ``occasion`` is not told again.

    Without an occasion it is the step that was just taken, so every step is told once; with ``due_at`` it is that due
    time. Whether and when it is mailed is as each person wants it now.
    """
    occasion = occasion or (f"due {due_at.isoformat()}" if due_at else f"version {review.version}")
    people, now = list(recipients), timezone.now()
    wishes = wishes_of(people)
    notices = [
        Notice(
            recipient=person,
            review=review,
            kind=kind,
            occasion=occasion,
            text=text,
            due_at=due_at,
            way=wishes[person.pk].way(kind),
            mail_after=wishes[person.pk].quiet_until(now),
        )
        for person in people
    ]
    if notices:
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
        notices_waiting.send(sender=Notice)


def people_with(right: str) -> list[Any]:
    """Everybody who has a right of this app, in a steady order."""
    return list(get_user_model()._default_manager.with_perm(f"reviews.{right}").order_by("pk"))


def short(review: Review) -> str:
    """The claim of ``review`` in quotation marks, short enough for a sentence."""
    return f"“{Truncator(review.claim.statement).chars(160)}”"


def in_words(moment: dt.datetime) -> str:
    """A time as people read it, in the time zone of the desk: "6 March 2026, 08:00 (UTC)"."""
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M} ({settings.TIME_ZONE})"


def read_notices(*, by: Any, review: Review | None = None) -> int:
    """Mark the notices of ``by`` as read, all or those about one review; how many were unread."""
    unread = Notice.objects.unread_by(by)
    if review is not None:
        unread = unread.filter(review=review)
    return unread.update(read_at=timezone.now())


def send_notices() -> int:
    """Mail what waits, at most a batch; how many went out. A mail server that is down leaves all to the sweep."""
    waiting = list(Notice.objects.to_mail(timezone.now()).order_by("pk").values_list("pk", flat=True)[:MAIL_BATCH])
    if not waiting:
        return 0
    try:
        with get_connection(timeout=MAIL_SECONDS) as connection:
            return sum(_send(pk, connection) for pk in waiting)
    except OSError as error:
        logger.warning("the mail server can not be reached, notices wait for the next sweep: %s", error)
        return 0


def _send(pk: int, connection: Any) -> bool:
    """Take one notice and mail it. Raises ``OSError`` when the server is gone."""
    now = timezone.now()
    taken = Notice.objects.to_mail(now).filter(pk=pk).update(mail_taken_at=now, mail_attempts=F("mail_attempts") + 1)
    if taken != 1:
        return False
    notice = Notice.objects.select_related("recipient", "review__claim").get(pk=pk)
    try:
        _mail(notice, connection).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, ValueError) as error:
        logger.warning("notice %s could not be mailed, attempt %s: %s", pk, notice.mail_attempts, error)
        return False
    Notice.objects.filter(pk=pk).update(mailed_at=timezone.now())
    return True


def _mail(notice: Notice, connection: Any) -> EmailMessage:
    context = {
        "notice": notice,
        "claim": notice.review.claim,
        "link": f"{settings.PUBLIC_URL}{notice.review.get_absolute_url()}",
        "desk": settings.ORGANISATION_NAME,
    }
    subject = " ".join(render_to_string("email/notice_subject.txt", context).split())
    return EmailMessage(
        subject=Truncator(subject).chars(SUBJECT_MOST),
        body=render_to_string("email/notice.txt", context),
        to=[notice.recipient.email],
        headers={"Message-ID": message_id("notice", notice.pk)},
        connection=connection,
    )


def message_id(what: str, pk: int) -> str:
    """The same name whenever the same mail is sent, so that mail systems keep one of two copies."""
    return f"<{what}-{pk}@{urlsplit(settings.PUBLIC_URL).hostname}>"
