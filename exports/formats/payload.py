"""The payload of a publication: what the CMS reads, frozen at the moment of publishing. Version 1."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from exports.formats.facts import ArticleFacts, ClaimFacts, EvidenceFacts, Facts, SpeakerFacts, VerdictFacts

SCHEMA_VERSION = 1


def build_payload(facts: Facts) -> dict[str, Any]:
    """The payload of a published or corrected verdict, as JSON values."""
    return {
        "claim": claim_values(facts.claim),
        "article": article_values(facts.article),
        "verdict": _verdict(facts.verdict),
        "evidence": [evidence_values(piece) for piece in facts.evidence],
        "review": {"id": facts.review_id},
    }


def retract_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a retraction of ``payload``: what it was about, and nothing that a reader could still print."""
    return {**payload, "verdict": None, "evidence": []}


def moment(value: dt.datetime | None) -> str | None:
    """ISO 8601 in UTC without fractions of a second, the one form that every reader of the feed takes."""
    if value is None:
        return None
    return f"{value.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def claim_values(claim: ClaimFacts) -> dict[str, Any]:
    """A claim as it stands in a payload."""
    speaker = claim.speaker
    return {
        "id": claim.id,
        "statement": claim.statement,
        "quote": claim.quote,
        "spans": claim.spans,
        "speaker": speaker and _speaker(speaker),
        "attribution": claim.attribution,
        "said": {
            "on": claim.said_on.isoformat() if claim.said_on else None,
            "until": claim.said_until.isoformat() if claim.said_until else None,
            "precision": claim.said_precision,
            "value": claim.said_value,
            "text": claim.said_text,
        },
    }


def _speaker(speaker: SpeakerFacts) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
    }


def article_values(article: ArticleFacts) -> dict[str, Any]:
    """An article as it stands in a payload."""
    return {
        "id": article.id,
        "external_id": article.external_id,
        "headline": article.headline,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "published_at": moment(article.published_at),
    }


def _verdict(verdict: VerdictFacts) -> dict[str, Any]:
    rating = verdict.rating
    return {
        "rating": {
            "slug": rating.slug,
            "name": rating.name,
            "value": rating.value,
            "best": rating.best,
            "worst": rating.worst,
        },
        "rationale": verdict.rationale,
        "version": verdict.version,
        "decided_at": moment(verdict.decided_at),
    }


def evidence_values(piece: EvidenceFacts) -> dict[str, Any]:
    """A cited passage as it stands in a payload."""
    return {
        "document": {
            "title": piece.title,
            "url": piece.url,
            "publisher": piece.publisher,
            "published_at": moment(piece.published_at),
            "sha256": piece.sha256 or None,
        },
        "quote": piece.quote,
        "locator": piece.locator,
        "offsets": [piece.start, piece.end],
        "stance": piece.stance,
    }
