"""What this app does when something is announced: what is published settles the claim for later articles."""

from typing import Any

from django.dispatch import receiver

from exports.choices import PublicationKind
from exports.models import Publication
from exports.signals import publication_added
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
