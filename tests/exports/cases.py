"""Decided reviews to publish, built so that every published value is known."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, Snapshot
from reviews.models import Review
from reviews.services.verdicts import assess_review
from sources.models import Evidence
from tests.factories import (
    get_rating,
    make_article,
    make_claim,
    make_document,
    make_evidence,
    make_review,
    make_source,
    make_speaker,
)

PUBLISHED = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)


def fixed(number: int) -> UUID:
    """A public id that is the same in every run."""
    return UUID(int=number, version=4)


def make_known_claim(**over: Any) -> Claim:
    """A claim of which every value that is published is fixed."""
    article = over.pop("article", None) or make_article(
        public_id=fixed(1), external_id="cms-17", outlet="Harbour Gazette", url="https://gazette.example/pier"
    )
    values = {
        "public_id": fixed(2),
        "article": article,
        "speaker": over.pop("speaker", None) or make_speaker(name="Mara Lindt"),
        "role": "chair of the harbour board",
        "said_on": dt.date(2026, 3, 2),
        "said_precision": "day",
        "said_text": "on Monday",
    }
    return make_claim(**values | over)


def make_cited(claim: Claim, curator: User, stance: str = "corroborates") -> Evidence:
    """Evidence that ``curator`` accepted, with its document's bytes on record."""
    snapshot, _ = Snapshot.objects.get_or_create(sha256="ab" * 32, defaults={"file": "ab/x", "size": 10})
    document = make_document(
        source=make_source(name=f"Port Authority {Evidence.objects.count()}", kind="official", primary=True),
        url="https://port.example/inspection",
        snapshot=snapshot,
    )
    return make_evidence(
        claim=claim,
        passage=document.passages.get(),
        machine_stance="context",
        human_stance=stance,
        decision="accepted",
        curated_by=curator,
        curated_at=timezone.now(),
        note="The inspector called me back; do not print this.",
    )


def decide(claim: Claim, reviewer: User, rating: str = "true", **over: Any) -> Review:
    """A review of ``claim`` that ``reviewer`` decided."""
    review = over.pop("review", None) or make_review(claim=claim, public_id=over.pop("public_id", None) or fixed(3))
    review.state, review.assignee, review.assigned_at = "assigned", reviewer, timezone.now()
    review.save()
    stance = {"true": "corroborates", "false": "contradicts"}.get(rating)
    cited = [piece for piece in claim.evidence.all() if piece.stance == stance]
    return assess_review(
        review=review,
        rating=get_rating(rating),
        rationale=over.pop("rationale", "The port authority counted the same cracks."),
        cited=cited,
        by=reviewer,
        version=review.version,
    )
