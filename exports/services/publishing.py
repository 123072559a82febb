"""Telling the outside world, and taking it back: each is a new entry of the feed."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.formats.chain import digest
from claims.services import ledger
from exports.choices import PublicationKind
from exports.formats.payload import SCHEMA_VERSION, build_payload, retract_payload
from exports.models import FeedHead, Publication
from exports.policies import can_retract
from exports.services.facts import facts_of
from exports.signals import publication_added
from factcheck.lib.errors import InvalidInput
from reviews.models import Review, Verdict
from reviews.services.lifecycle import close_as_published

HEAD = 1


@transaction.atomic(durable=True)
def publish_verdict(*, review: Review, by: Any, note: str = "", version: int | None = None) -> Publication:
    """Publish what was decided in ``review``; a correction where a verdict on the same claim stands published.

    ``note`` goes out with the entry; a correction must say in it what was wrong. ``version`` is that of the review the
    person saw. Raises ``NotAllowed`` (four eyes: not by who decided), ``IllegalTransition`` also while the contract is
    not met, ``Conflict`` when the review changed since, ``InvalidInput`` when a correction has no note.
    """
    head = lock_head()
    closed = close_as_published(review=review, by=by, version=version)
    verdict = Verdict.objects.newest_of(closed)
    earlier = Publication.objects.newest_of_claim(closed.claim_id)
    kind = _kind_after(earlier)
    if kind == PublicationKind.CORRECTED:
        _check_note(note, "Say what was wrong: a correction goes out with a note.")
    payload = build_payload(facts_of(verdict))
    return _add_entry(
        head,
        Publication(
            review=closed,
            verdict=verdict,
            kind=kind,
            payload=payload,
            supersedes=earlier,
            note=note.strip(),
            published_by=by,
        ),
    )


@transaction.atomic(durable=True)
def retract_publication(*, publication: Publication, by: Any, note: str) -> Publication:
    """Take back the last word on a claim without putting another in its place; ``note`` says why.

    Raises ``NotAllowed`` when there is nothing to take back or ``by`` may not, ``InvalidInput`` without a note.
    """
    head = lock_head()
    newest = Publication.objects.newest_of_claim(publication.review.claim_id)
    can_retract(by, publication, is_newest=newest == publication).enforce()
    _check_note(note, "Say why: a retraction goes out with a note.")
    return _add_entry(
        head,
        Publication(
            review=publication.review,
            verdict=publication.verdict,
            kind=PublicationKind.RETRACTED,
            payload=retract_payload(publication.payload),
            supersedes=publication,
            note=note.strip(),
            published_by=by,
        ),
    )


def lock_head() -> FeedHead:
    """The head of the feed, locked until commit: numbers become visible in their order, so no reader misses one.

    Always the first lock that is taken, so that publishing and retracting never wait for each other in a circle.
    """
    head, _ = FeedHead.objects.select_for_update().get_or_create(pk=HEAD)
    return head


def _kind_after(earlier: Publication | None) -> PublicationKind:
    """What a new verdict is: a correction where another stands, else a first word."""
    if earlier is None or earlier.kind == PublicationKind.RETRACTED:
        return PublicationKind.PUBLISHED
    return PublicationKind.CORRECTED


def _check_note(note: str, message: str) -> None:
    if not note.strip():
        raise InvalidInput(message, fields={"note": message})


def _add_entry(head: FeedHead, entry: Publication) -> Publication:
    """Give ``entry`` the next number, store it, record it and announce it."""
    head.sequence += 1
    head.save(update_fields=["sequence"])
    claim = entry.review.claim
    entry.sequence = head.sequence
    entry.article_public_id = claim.article.public_id
    entry.schema_version = SCHEMA_VERSION
    entry.at = timezone.now()
    entry.save()
    ledger.record(
        f"verdict.{entry.kind}", by=entry.published_by, claim=claim, publication=str(entry.public_id),
        sequence=entry.sequence, rating=entry.verdict.rating.slug, note=entry.note,
        payload=digest(entry.payload),
    )  # fmt: skip
    publication_added.send(sender=Publication, publication=entry)
    return entry
