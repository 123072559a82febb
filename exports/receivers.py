"""What this app does when something is announced: it settles published claims and tells those who follow the feed."""

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver

from claims.services.ledger_checks import Flaw
from claims.signals import rows_compared
from exports import tasks
from exports.choices import PublicationKind
from exports.models import Publication
from exports.services import attested
from exports.services.deliveries import request_deliveries
from exports.signals import deliveries_waiting, publication_added
from sources.services.settled import OwnRating, settle_claim, withdraw_verdict


@receiver(publication_added, dispatch_uid="exports.settle_published_claim")
def settle_published_claim(*, publication: Publication, **_kwargs: Any) -> None:
    """A verdict went out, was corrected or taken back: the settled claim follows it in the same transaction."""
    claim = publication.review.claim
    if publication.kind == PublicationKind.RETRACTED:
        withdraw_verdict(claim=claim)
        return
    rating = publication.payload["verdict"]["rating"]
    given = OwnRating(words=rating["name"], value=rating["value"], best=rating["best"], worst=rating["worst"])
    settle_claim(claim=claim, rating=given, on=publication.at.date())


@receiver(publication_added, dispatch_uid="exports.ask_for_deliveries")
def ask_for_deliveries(*, publication: Publication, **_kwargs: Any) -> None:
    """An entry was added to the feed: everybody who wants it has a message waiting, in the same transaction."""
    request_deliveries(publication=publication)


@receiver(deliveries_waiting, dispatch_uid="exports.deliver")
def deliver(*, subscriber_id: int, **_kwargs: Any) -> None:
    """Messages wait for a subscriber: send them."""
    tasks.deliver.delay_on_commit(subscriber_id)


@receiver(rows_compared, dispatch_uid="exports.compare_publications")
def compare_publications(**_kwargs: Any) -> Iterator[Flaw]:
    """The ledger is verified: give what differs of publications."""
    return attested.compare_publications()
