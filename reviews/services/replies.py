"""The right of reply: asking, logging what came back, and what a verdict still waits for.

What is logged is insert-only and stands in the ledger of each claim that it is about; the contact does not.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from claims.models import Article, Claim
from claims.services import ledger
from factcheck.lib.errors import ComponentFailed, Conflict, IllegalTransition, InvalidInput
from reviews import contracts, policies
from reviews.choices import ReplyChannel, ReplyOutcome
from reviews.models import Rating, Reply, ReplyContact, ReplyRequest, ReplyTopic, Review
from reviews.services.contacts import gives_away, opened, sealed
from reviews.services.notices import in_words

TEXT_MOST: Final = 20_000
PERSON_MOST: Final = 300
# Clocks differ; what is a little ahead is meant to be now.
AHEAD: Final = dt.timedelta(minutes=5)

GIVES_AWAY: Final = (
    "This holds the confidential contact, and the log is read by many and exported: take it out here, it is kept "
    "encrypted."
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it was put; ``contact`` is how the person is reached, confidential, and may be empty."""

    claims: Sequence[Claim]
    person: str
    channel: str
    question: str
    asked_at: dt.datetime
    deadline: dt.datetime
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """What came back, or that nothing did."""

    outcome: str
    text: str = ""
    channel: str = ""
    at: dt.datetime | None = None


@transaction.atomic(durable=True)
def ask_for_reply(*, article: Article, asking: Asking, by: Any) -> ReplyRequest:
    """Log that somebody was asked what he says to claims of ``article``.

    Raises ``InvalidInput`` with a sentence for each field at fault (``claims``, ``person``, ``channel``, ``question``,
    ``asked_at``, ``deadline``, ``contact``), ``Conflict`` when the same request is logged already, ``NotAllowed``.
    """
    claims = list(Claim.objects.live().of(article).filter(pk__in=[claim.pk for claim in asking.claims]))
    for review in newest_reviews_of(claims) or [None]:
        policies.can_log_reply(by, review).enforce()
    _check_asking(asking, claims)
    facts = {"article": article, "person": asking.person.strip(), "question": asking.question.strip()}
    if ReplyRequest.objects.filter(**facts, asked_at=asking.asked_at).exists():
        message = "This request is logged already, with the same words and time."
        raise Conflict(message)
    request = ReplyRequest.objects.create(
        **facts, channel=asking.channel, asked_at=asking.asked_at, deadline=asking.deadline, asked_by=by
    )
    ReplyTopic.objects.bulk_create(ReplyTopic(request=request, claim=claim) for claim in claims)
    if contact := asking.contact.strip():
        ReplyContact.objects.create(request=request, sealed=sealed(contact))
    for claim in claims:
        ledger.record(
            "reply.asked", by=by, claim=claim, request=str(request.public_id), person=request.person,
            channel=request.channel, question=request.question, asked_at=request.asked_at.isoformat(),
            deadline=request.deadline.isoformat(), contact_is_kept=bool(contact),
        )  # fmt: skip
    return request


@transaction.atomic(durable=True)
def log_reply(*, reply_request: ReplyRequest, answering: Answering, by: Any) -> Reply:
    """Log what came back: an answer, a refusal, or that the time given has passed without one.

    Several answers to one request are fine, also a late one. Raises ``InvalidInput`` for ``outcome``, ``text``,
    ``channel`` and ``at``, ``IllegalTransition`` for silence before the deadline or after an answer, ``NotAllowed``.
    """
    locked = ReplyRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=reply_request.pk)
    claims = list(locked.claims.select_related("article").order_by("pk"))
    for review in newest_reviews_of(claims) or [None]:
        policies.can_log_reply(by, review).enforce()
    now = timezone.now()
    at = answering.at or now
    is_silent = answering.outcome == ReplyOutcome.SILENT
    if is_silent:
        _check_silence(locked, now)
    _check_answering(locked, answering, at, now)
    reply = Reply.objects.create(
        request=locked,
        outcome=answering.outcome,
        channel="" if is_silent else answering.channel,
        text=answering.text.strip(),
        at=now if is_silent else at,
        logged_by=by,
    )
    for claim in claims:
        ledger.record(
            f"reply.{reply.outcome}", by=by, claim=claim, request=str(locked.public_id), reply=str(reply.public_id),
            person=locked.person, channel=reply.channel, text=reply.text, at=reply.at.isoformat(),
        )  # fmt: skip
    return reply


@transaction.atomic(durable=True)
def read_contact(*, reply_request: ReplyRequest, by: Any) -> str:
    """How the person is reached, for one look; the ledger has who looked, and not the contact.

    Raises ``NotAllowed``, ``InvalidInput`` when none was kept, ``ComponentFailed`` when no key opens it.
    """
    policies.can_read_contact(by, reply_request).enforce()
    contact = ReplyContact.objects.filter(request=reply_request).first()
    if contact is None:
        message = "No contact was kept with this request."
        raise InvalidInput(message)
    text = opened(contact)
    ledger.record("reply.contact_read", by=by, article=reply_request.article, request=str(reply_request.public_id))
    return text


def reply_gaps(claim_id: int, rating: Rating, *, now: dt.datetime | None = None) -> list[str]:
    """What a verdict with ``rating`` still waits for before it may go out, in sentences; empty when nothing."""
    if not rating.needs_reply:
        return []
    return contracts.missing_reply(rating.name, reply_standing(claim_id, now=now or timezone.now()))


def reply_standing(claim_id: int, *, now: dt.datetime) -> contracts.ReplyStanding:
    """How far the asking for a reply on a claim is at ``now``."""
    requests = list(ReplyRequest.objects.on_claim(claim_id).filter(asked_at__lte=now).prefetch_related("replies"))
    waiting = [request.deadline for request in requests if not is_over(request, now)]
    return contracts.ReplyStanding(asked=bool(requests), waits_until=in_words(max(waiting)) if waiting else "")


def is_over(reply_request: ReplyRequest, now: dt.datetime) -> bool:
    """Whether nobody has to wait for an answer any more: one came, or the time given has passed."""
    return reply_request.deadline <= now or bool(reply_request.replies.all())


def newest_reviews_of(claims: Iterable[Claim]) -> list[Review | None]:
    """The newest review of each of ``claims`` that has one."""
    rows = Review.objects.filter(claim__in=[claim.pk for claim in claims]).select_related("claim__article")
    return list({review.claim_id: review for review in rows.defer("claim__article__body").order_by("pk")}.values())


def _check_asking(asking: Asking, claims: Sequence[Claim]) -> None:
    faults = {
        "claims": "" if claims else "Choose at least one claim of this article that the person was asked about.",
        "person": _text_fault(asking.person, "Say who was asked.", asking.contact, most=PERSON_MOST),
        "channel": _channel_fault(asking.channel),
        "question": _text_fault(asking.question, "Say what was asked; it is what a reader is told.", asking.contact),
        "asked_at": _moment_fault(asking.asked_at, timezone.now()),
        "deadline": "" if asking.deadline > asking.asked_at else "The time given must end after the question was put.",
    }
    _raise_faults(faults)


def _check_answering(reply_request: ReplyRequest, answering: Answering, at: dt.datetime, now: dt.datetime) -> None:
    if answering.outcome not in ReplyOutcome.values:
        message = f"“{answering.outcome}” is no outcome. Choose one of: {', '.join(ReplyOutcome.values)}."
        raise InvalidInput(message, fields={"outcome": message})
    wanted = "Say what was answered." if answering.outcome == ReplyOutcome.ANSWERED else ""
    is_early = at < reply_request.asked_at
    faults = {
        "text": _text_fault(answering.text, wanted, _contact_of(reply_request)),
        "channel": "" if answering.outcome == ReplyOutcome.SILENT else _channel_fault(answering.channel),
        "at": "An answer can not come before the question was put." if is_early else _moment_fault(at, now),
    }
    _raise_faults(faults)


def _check_silence(reply_request: ReplyRequest, now: dt.datetime) -> None:
    outcomes = set(reply_request.replies.values_list("outcome", flat=True))
    if ReplyOutcome.SILENT in outcomes:
        message = "It is logged already that no answer came by the deadline."
        raise Conflict(message)
    if outcomes:
        message = "An answer is logged for this request, so it did not stay without one."
        raise IllegalTransition(message)
    if now < reply_request.deadline:
        message = f"The time given runs until {in_words(reply_request.deadline)}; wait for it, or log what came back."
        raise IllegalTransition(message)


def _contact_of(reply_request: ReplyRequest) -> str:
    """The contact, to keep it out of a text; empty where none is kept, or none can be opened now."""
    contact = ReplyContact.objects.filter(request=reply_request).first()
    if contact is None:
        return ""
    try:
        return opened(contact)
    except ComponentFailed:  # an answer is not refused because a key is missing
        return ""


def _text_fault(text: str, wanted: str, contact: str, *, most: int = TEXT_MOST) -> str:
    if wanted and not text.strip():
        return wanted
    if len(text.strip()) > most:
        return f"This has {len(text.strip()):,} characters; at most {most:,} are taken."
    return GIVES_AWAY if gives_away(text, contact) else ""


def _channel_fault(channel: str) -> str:
    return "" if channel in ReplyChannel.values else f"Say how: one of {', '.join(ReplyChannel.values)}."


def _moment_fault(moment: dt.datetime, now: dt.datetime) -> str:
    return "This time is still to come; log what has happened." if moment > now + AHEAD else ""


def _raise_faults(faults: dict[str, str]) -> None:
    fields = {name: sentence for name, sentence in faults.items() if sentence}
    if fields:
        raise InvalidInput(" ".join(dict.fromkeys(fields.values())), fields=fields)
