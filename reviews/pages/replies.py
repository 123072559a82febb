"""The right of reply on the pages: who was asked, what came back, and what can be logged now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from claims.models import Article
from factcheck.lib.decisions import Decision, Denied
from reviews import policies
from reviews.models import Reply, ReplyContact, ReplyRequest, Review
from reviews.services.replies import is_over, newest_reviews_of


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. ``standing`` is "answered", "declined", "silent" or "waiting"; the contact is not in it.

    ``may_note_silence`` says whether it can be logged now that no answer came.
    """

    request: ReplyRequest
    replies: list[Reply]
    standing: str
    label: str
    tone: str
    is_overdue: bool
    has_contact: bool
    may_log: Decision
    may_note_silence: Decision
    may_read_contact: Decision


@dataclass(frozen=True, slots=True)
class Replies:
    """All requests on a claim or an article, oldest first, and whether another can be logged."""

    rows: list[RequestRow]
    may_ask: Decision


_LABELS = {
    "answered": "answered",
    "declined": "declined to comment",
    "silent": "no answer by the deadline",
    "waiting": "waiting for an answer",
}
_TONES = {"answered": "published", "declined": "decided", "silent": "cancelled", "waiting": "waiting"}


def replies_on(review: Review, *, user: Any) -> Replies:
    """The requests about the claim of ``review``; four queries at most."""
    requests = ReplyRequest.objects.visible_to(user).on_claim(review.claim_id).for_page()
    may_log = policies.can_log_reply(user, review)
    return Replies(_rows(requests, user=user, may_log=may_log), may_ask=may_log)


def replies_in(article: Article, *, user: Any) -> Replies:
    """The requests about any claim of ``article``."""
    requests = ReplyRequest.objects.visible_to(user).filter(article=article).for_page()
    return Replies(_rows(requests, user=user), may_ask=policies.can_log_reply(user, None))


def one_request(request: ReplyRequest, *, user: Any) -> RequestRow:
    """One request, read ``for_page``."""
    return _rows([request], user=user)[0]


def _rows(requests: Iterable[ReplyRequest], *, user: Any, may_log: Decision | None = None) -> list[RequestRow]:
    found, now = list(requests), timezone.now()
    kept = set(ReplyContact.objects.filter(request__in=[row.pk for row in found]).values_list("request", flat=True))
    return [_row(row, user=user, may_log=may_log or _may_log(user, row), now=now, kept=row.pk in kept) for row in found]


def _may_log(user: Any, request: ReplyRequest) -> Decision:
    decisions = [policies.can_log_reply(user, review) for review in newest_reviews_of(request.claims.all()) or [None]]
    return next((decision for decision in decisions if not decision), decisions[0])


def _row(request: ReplyRequest, *, user: Any, may_log: Decision, now: dt.datetime, kept: bool) -> RequestRow:
    replies = list(request.replies.all())
    standing = _standing(request, replies, now)
    return RequestRow(
        request=request,
        replies=replies,
        standing=standing,
        label=_LABELS[standing],
        tone=_TONES[standing],
        is_overdue=standing == "silent" and not replies,
        has_contact=kept,
        may_log=may_log,
        may_note_silence=_may_note_silence(request, replies, may_log, now),
        may_read_contact=policies.can_read_contact(user, request),
    )


def _standing(request: ReplyRequest, replies: Iterable[Reply], now: dt.datetime) -> str:
    """The best that came back; silence also where nobody has noted it yet."""
    outcomes = {reply.outcome for reply in replies}
    for outcome in ("answered", "declined", "silent"):
        if outcome in outcomes:
            return outcome
    return "silent" if is_over(request, now) else "waiting"


def _may_note_silence(request: ReplyRequest, replies: list[Reply], may_log: Decision, now: dt.datetime) -> Decision:
    if replies:
        return Denied("What came of this request is logged.")
    if now < request.deadline:
        return Denied("There is still time for an answer.")
    return may_log
